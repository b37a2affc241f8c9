import { assert, assertEquals, assertRejects } from "@std/assert";
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import type { Painter } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import { findFfmpeg, VideoError } from "./ffmpeg.ts";
import { isVideo, paintVideo, type PaintVideoOptions } from "./paint_video.ts";

const GENERATOR = {
  architecture: "residual",
  enlargement: "nearest",
  width: 4,
  blocks: 1,
  norm: "instance",
} as const;
const PAINTER: Painter = {
  generator: GENERATOR,
  weights: createGenerator(GENERATOR, new Random(1)),
};

/** Decodes three frames of 12x10 at any size, and keeps what it is told and given. */
const FAKE = `
import { readFileSync, writeFileSync } from "node:fs";
const args = process.argv.slice(2), to = args.at(-1);
const source = args[args.lastIndexOf("-i") + 1];
const fail = (message) => { process.stderr.write(message + "\\n"); process.exit(1); };
if (source.includes("text")) fail("moov atom not found");
if (args.includes("yuv4mpegpipe")) {
  process.stderr.write("Duration: 00:00:00.30, start: 0\\n");
  process.stdout.write("YUV4MPEG2 W12 H10 F10:1 Ip A1:1 C420jpeg\\nFRAME\\n");
} else if (to === "pipe:1") {
  const [, width, height] = /scale=(\\d+):(\\d+)/.exec(args.join(" "));
  for (let i = 0; i < 3; i++) process.stdout.write(new Uint8Array(3 * width * height).fill(80 * i));
} else if (source.includes("loud")) {
  fail("could not find tag for codec pcm_s16le");
} else {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(...chunk);
  writeFileSync(to, JSON.stringify({ args, bytes: chunks }));
}
`;

// The stand-in for ffmpeg is a shell script.
const describeHere = process.platform === "win32" ? describe.skip : describe;

describeHere("paintVideo", () => {
  const path = process.env.PATH;
  let folder = "";
  before(async () => void await startBackend());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paint-video-"));
    const script = join(folder, "fake.mjs");
    await writeFile(script, FAKE);
    await writeFile(
      join(folder, "ffmpeg"),
      `#!/bin/sh\nexec '${process.execPath}' run -A --no-config '${script}' "$@"\n`,
      { mode: 0o755 },
    );
    process.env.PATH = folder;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });

  const call = (name: string, more: Partial<PaintVideoOptions> = {}) =>
    paintVideo(PAINTER, join(folder, name), {
      out: join(folder, "out.mp4"),
      maxSide: undefined,
      finish: (frame) => frame,
      onStart: () => {},
      onFrame: () => {},
      signal: new AbortController().signal,
      ...more,
    });
  const left = async () => (await readdir(folder)).sort();

  it("pipes frames in and out, at the film's rate, with its sound", async () => {
    const seen: unknown[] = [];
    const format = await call("film.mp4", {
      onStart: (frames) => seen.push(frames),
      onFrame: () => seen.push("frame"),
    });
    assertEquals(format, { width: 12, height: 12, rate: "10/1" });
    assertEquals(seen, [3, "frame", "frame", "frame"]);
    const { args, bytes } = JSON.parse(await readFile(join(folder, "out.mp4"), "utf8"));
    // Frames come back as they went, since `finish` keeps them.
    const size = 3 * 12 * 12;
    assertEquals(bytes, Array.from({ length: 3 * size }, (_, i) => 80 * Math.floor(i / size)));
    const text = args.join(" ");
    assert(text.includes("-s 12x12 -r 10/1 -i pipe:0"), text);
    assert(text.includes(`-i ${join(folder, "film.mp4")} -map 0:v:0 -map 1:a? -c:a copy`), text);
    assertEquals(await left(), ["fake.mjs", "ffmpeg", "out.mp4"]);
  });

  it("paints, and scales down", async () => {
    const format = await call("film.mp4", { maxSide: 8, finish: (_, painting) => painting });
    assertEquals(format, { width: 8, height: 8, rate: "10/1" });
    const { bytes } = JSON.parse(await readFile(join(folder, "out.mp4"), "utf8"));
    assertEquals(bytes.length, 3 * 3 * 64);
    assert(bytes.some((v: number) => v % 80 !== 0));
  });

  it("says what is wrong, and leaves nothing behind", async () => {
    const wrong = [
      ["text.mp4", `cannot read ${join(folder, "text.mp4")}: moov atom not found`],
      [
        "loud.avi",
        `cannot write ${join(folder, "out.mp4")}: could not find tag for codec pcm_s16le`,
      ],
    ] as const;
    for (const [name, message] of wrong) {
      await assertRejects(() => call(name), VideoError, message);
      assertEquals(await left(), ["fake.mjs", "ffmpeg"]);
    }
  });

  it("stops after a frame when it is told to, and leaves nothing behind", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const stopped = await call("film.mp4", { signal, onFrame: () => controller.abort() });
    assertEquals(stopped, undefined);
    assertEquals(await left(), ["fake.mjs", "ffmpeg"]);
  });

  it("says so when there is no ffmpeg", async () => {
    process.env.PATH = join(folder, "nowhere");
    const message = "a video needs ffmpeg, which is not on the PATH";
    await assertRejects(() => call("film.mp4"), VideoError, message);
    process.env.PATH = folder;
    assertEquals(await findFfmpeg(), join(folder, "ffmpeg"));
  });
});

describe("isVideo", () => {
  it("goes by the extension", () => {
    for (const name of ["a.mp4", "b/c.MOV", "d.webm"]) assertEquals(isVideo(name), true);
    for (const name of ["a.png", "mp4", "a.mp4.jpg", "-"]) assertEquals(isVideo(name), false);
  });
});
