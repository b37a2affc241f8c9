import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Picture } from "../data/picture.ts";
import { ImageError, readPicture } from "./read_picture.ts";

const WIDTH = 24;
const HEIGHT = 16;
const RAW = { width: WIDTH, height: HEIGHT, channels: 3 } as const;

/** Left half red, right half blue; the lower half is black: every turn of it looks different. */
function corners(): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT / 2; i++) data[3 * i + (i % WIDTH < WIDTH / 2 ? 0 : 2)] = 255;
  return data;
}

function assertColor(
  picture: Picture,
  at: readonly [number, number],
  { color, tolerance = 0.02 }: { color: readonly [number, number, number]; tolerance?: number },
): void {
  const index = 3 * (at[1] * picture.width + at[0]);
  color.forEach((v, c) => assertAlmostEquals(picture.pixels[index + c]!, v, tolerance));
}

const RED = [1, 0, 0] as const, BLUE = [0, 0, 1] as const, BLACK = [0, 0, 0] as const;

describe("readPicture", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "read-picture-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  for (const extension of ["png", "jpg", "webp", "gif"]) {
    it(`reads ${extension}, row by row from the top left`, async () => {
      const path = join(folder, `plain.${extension}`);
      await sharp(corners(), { raw: RAW }).toFile(path);
      const picture = await readPicture(path);
      assertEquals([picture.width, picture.height], [WIDTH, HEIGHT]);
      assertEquals(picture.pixels.length, WIDTH * HEIGHT * 3);
      assertEquals(picture.alpha, undefined);
      const tolerance = extension === "jpg" || extension === "webp" ? 0.08 : 0.02;
      assertColor(picture, [4, 3], { color: RED, tolerance });
      assertColor(picture, [20, 3], { color: BLUE, tolerance });
      assertColor(picture, [4, 12], { color: BLACK, tolerance });
    });
  }

  const ORIENTATIONS: readonly {
    orientation: number;
    upright: boolean;
    red: readonly [number, number];
    blue: readonly [number, number];
  }[] = [
    { orientation: 1, upright: true, red: [4, 3], blue: [20, 3] },
    { orientation: 2, upright: true, red: [20, 3], blue: [4, 3] },
    { orientation: 3, upright: true, red: [20, 12], blue: [4, 12] },
    { orientation: 4, upright: true, red: [4, 12], blue: [20, 12] },
    { orientation: 5, upright: false, red: [3, 4], blue: [3, 20] },
    { orientation: 6, upright: false, red: [12, 4], blue: [12, 20] },
    { orientation: 7, upright: false, red: [12, 20], blue: [12, 4] },
    { orientation: 8, upright: false, red: [3, 20], blue: [3, 4] },
  ];
  for (const { orientation, upright, red, blue } of ORIENTATIONS) {
    it(`turns EXIF orientation ${orientation} upright`, async () => {
      const path = join(folder, `turned${orientation}.jpg`);
      await sharp(corners(), { raw: RAW }).withMetadata({ orientation })
        .jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toFile(path);
      const picture = await readPicture(path);
      assertEquals(
        [picture.width, picture.height],
        upright ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH],
      );
      assertColor(picture, red, { color: RED });
      assertColor(picture, blue, { color: BLUE });
    });
  }

  it("keeps alpha apart", async () => {
    const data = new Uint8Array(4 * 4).fill(255);
    data[3] = 0;
    data[7] = 51;
    const path = join(folder, "alpha.png");
    await sharp(data, { raw: { width: 2, height: 2, channels: 4 } }).png().toFile(path);
    const { alpha, pixels } = await readPicture(path);
    assertEquals(alpha, Float32Array.of(0, 51 / 255, 1, 1));
    assertEquals(pixels.length, 12);
  });

  it("makes color of gray, CMYK and 16 bits", async () => {
    const gray = sharp(new Uint8Array(WIDTH * HEIGHT * 3).fill(128), { raw: RAW });
    const files = {
      "gray.jpg": gray.clone().greyscale().jpeg(),
      "gray16.png": gray.clone().greyscale().toColourspace("grey16").png(),
      "rgb16.png": gray.clone().toColourspace("rgb16").png(),
      "cmyk.jpg": gray.clone().toColourspace("cmyk").jpeg({ quality: 100 }),
    };
    for (const [name, image] of Object.entries(files)) {
      await image.toFile(join(folder, name));
      const picture = await readPicture(join(folder, name));
      assertEquals(picture.pixels.length, WIDTH * HEIGHT * 3, name);
      assertColor(picture, [5, 5], { color: [0.5, 0.5, 0.5], tolerance: 0.06 });
    }
  });

  it("scales down to maxSide after turning, and never up", async () => {
    const path = join(folder, "large.jpg");
    await sharp(corners(), { raw: RAW }).withMetadata({ orientation: 6 }).jpeg().toFile(path);
    const small = await readPicture(path, { maxSide: 12 });
    assertEquals([small.width, small.height], [8, 12]);
    const whole = await readPicture(path, { maxSide: 1000 });
    assertEquals([whole.width, whole.height], [HEIGHT, WIDTH]);
    await assertRejects(() => readPicture(path, { maxSide: 0 }), RangeError, "maxSide must be");
  });

  it("reads bytes, turned as their EXIF says", async () => {
    const bytes = await sharp(corners(), { raw: RAW }).withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();
    const picture = await readPicture(new Uint8Array(bytes));
    assertEquals([picture.width, picture.height], [HEIGHT, WIDTH]);
    assertColor(picture, [12, 4], { color: RED });
    const cases = [["", "it is empty"], ["not an image", "it is not an image"]] as const;
    for (const [text, reason] of cases) {
      await assertRejects(
        () => readPicture(new TextEncoder().encode(text)),
        ImageError,
        `cannot read standard input: ${reason}`,
      );
    }
  });

  it("calls formats by their names that it does not read, and says which ones it does", async () => {
    const heads: readonly (readonly [string, string])[] = [
      ["BMP", "BM\x46\0\0\0\0\0\0\0\x36"],
      ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
      ["HEIC", "\0\0\0\x18ftypmif1\0\0\0\0mif1heic"],
      ["PSD", "8BPS\0\x01"],
      ["ICO", "\0\0\x01\0\x01\0"],
      ["JPEG XL", "\xff\x0a"],
      ["JPEG XL", "\0\0\0\x0cJXL \r\n\x87\n"],
      ["JPEG 2000", "\0\0\0\x0cjP  \r\n\x87\n"],
      ["PDF", "%PDF-1.4"],
    ];
    for (const [format, head] of heads) {
      const bytes = Uint8Array.from(head.padEnd(99, "\0"), (letter) => letter.charCodeAt(0));
      const path = join(folder, "foreign.jpg");
      await writeFile(path, bytes);
      const why =
        `${format} is not read, but JPEG, PNG, WebP, GIF, TIFF, AVIF and SVG are: convert`;
      await assertRejects(() => readPicture(path), ImageError, `cannot read ${path}: ${why}`);
      await assertRejects(() => readPicture(bytes), ImageError, `standard input: ${why}`);
    }
    const path = join(folder, "word.jpg");
    await writeFile(path, "BMW builds cars");
    await assertRejects(() => readPicture(path), ImageError, "it is not an image");
  });

  it("reads the formats that it says it reads", async () => {
    const image = sharp(corners(), { raw: RAW });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"/>`;
    const files = [
      await image.clone().tiff().toBuffer(),
      await image.clone().avif().toBuffer(),
      new TextEncoder().encode(svg),
    ];
    for (const bytes of files) {
      const { width, height } = await readPicture(new Uint8Array(bytes));
      assertEquals([width, height], [WIDTH, HEIGHT]);
    }
  });

  it("says what is wrong with a file that it cannot read", async () => {
    const noise = Uint8Array.from({ length: 96 * 96 * 3 }, (_, i) => (i * i * 7919) % 251);
    const raw = { width: 96, height: 96, channels: 3 } as const;
    for (const format of ["jpeg", "png"] as const) {
      const path = join(folder, `whole.${format}`);
      await sharp(noise, { raw }).toFormat(format).toFile(path);
      const bytes = await readFile(path);
      await writeFile(join(folder, `half.${format}`), bytes.subarray(0, bytes.length / 2));
    }
    await writeFile(join(folder, "text.jpg"), "not an image");
    await writeFile(join(folder, "empty.png"), "");
    const cases: readonly [string, string][] = [
      ["nowhere.jpg", "no such file"],
      [".", "it is a folder"],
      ["text.jpg", "it is not an image"],
      ["empty.png", "it is not an image"],
      ["half.jpeg", "the image is cut short or broken"],
      ["half.png", "the image is cut short or broken"],
    ];
    for (const [name, reason] of cases) {
      const path = join(folder, name);
      await assertRejects(() => readPicture(path), ImageError, `cannot read ${path}: ${reason}`);
    }
  });
});
