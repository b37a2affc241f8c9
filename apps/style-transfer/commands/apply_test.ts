import { assert, assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import sharp from "sharp";
import { ImageError, readPicture } from "../images/read_picture.ts";
import { VideoError } from "../video/ffmpeg.ts";
import { apply, type ApplyOptions } from "./apply.ts";
import type { Pipes } from "./pipes.ts";
import { INK_PAIR } from "./shipped.ts";

/** Pipes that hold what came out. */
class TestPipes implements Pipes {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly written: Uint8Array[] = [];
  readonly stdout = {
    write: (bytes: Uint8Array, done: () => void) => {
      this.written.push(bytes);
      done();
    },
  };

  constructor(bytes: Uint8Array) {
    this.stdin = ReadableStream.from([bytes.subarray(0, 7), bytes.subarray(7)]);
  }
}

describe("apply", () => {
  let folder = "";
  let written = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "apply-"));
    written = "";
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const call = (path: string, more: Partial<ApplyOptions>, pipes?: Pipes) =>
    apply(path, {
      options: {
        checkpoints: [INK_PAIR[0]!.path],
        styles: [],
        folder: join(folder, "out"),
        maxSide: undefined,
        strength: 1,
        keepColors: false,
        ...more,
      },
      output: { write: (text) => void (written += text) },
      ...(pipes ? { pipes } : {}),
    });
  /** Left half clear, and turned by its EXIF where it can be. */
  const halfClear = sharp(
    Uint8Array.from({ length: 4 * 24 * 16 }, (_, i) => i % 4 < 3 ? 99 : i % 96 < 48 ? 0 : 255),
    { raw: { width: 24, height: 16, channels: 4 } },
  );

  it("takes standard input to standard output, and keeps alpha", async () => {
    const pipes = new TestPipes(await halfClear.clone().png().toBuffer());
    await call("-", { out: "-" }, pipes);
    assertEquals([written, await readdir(folder)], ["", []]);
    const [bytes] = pipes.written;
    const { width, height, alpha } = await readPicture(bytes!);
    assertEquals([width, height], [24, 16]);
    assertEquals(alpha, Float32Array.from({ length: 24 * 16 }, (_, i) => i % 24 < 12 ? 0 : 1));
  });

  it("paints a photograph upright", async () => {
    const path = join(folder, "turned.jpg");
    await halfClear.clone().flatten().withMetadata({ orientation: 6 }).jpeg().toFile(path);
    await call(path, { out: join(folder, "upright.png") });
    const { width, height } = await readPicture(join(folder, "upright.png"));
    assertEquals([width, height], [16, 24]);
    const { orientation } = await sharp(join(folder, "upright.png")).metadata();
    assert(orientation === undefined || orientation === 1);
  });

  it("names what came through standard input, and says so when nothing did", async () => {
    await call("-", {}, new TestPipes(await halfClear.clone().webp().toBuffer()));
    const names = ["photo-ink-instance.png", "photo-sheet.png"];
    assertEquals((await readdir(join(folder, "out"))).sort(), names);
    await assertRejects(
      () => call("-", { out: "-" }, new TestPipes(new Uint8Array())),
      ImageError,
      "cannot read standard input: it is empty",
    );
  });

  it("refuses a film without ffmpeg, and one that would become a picture", async () => {
    const film = join(folder, "film.mp4");
    await writeFile(film, "");
    await assertRejects(
      () => call(film, { out: join(folder, "a.png") }),
      RangeError,
      "the output of a film must end in .mp4",
    );
    const { PATH } = process.env;
    try {
      process.env.PATH = folder;
      await assertRejects(() => call(film, {}), VideoError, "a video needs ffmpeg");
    } finally {
      process.env.PATH = PATH;
    }
    assertEquals(await readdir(folder), ["film.mp4"]);
  });
});
