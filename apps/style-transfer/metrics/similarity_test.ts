import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { blurredSsim, l1, multiScaleSsim, ssim } from "./similarity.ts";
import { createPicture, type Picture } from "../data/picture.ts";

const C1 = 0.0001, C2 = 0.0009;

/** A gray picture. */
function gray(width: number, height: number, value: (i: number) => number): Picture {
  const picture = createPicture(width, height);
  picture.pixels.forEach((_, i) => picture.pixels[i] = value(Math.floor(i / 3)));
  return picture;
}

describe("l1", () => {
  it("is the mean absolute difference", () => {
    const a = createPicture(2, 1), b = createPicture(2, 1);
    b.pixels.set([0.5, -0.25, 0, 0, 0.75, 0]);
    assertEquals(l1(a, b), 0.25);
    assertEquals(l1(b, a), 0.25);
    assertEquals(l1(b, b), 0);
  });

  it("counts pixels as far as they are opaque", () => {
    const a = { ...createPicture(2, 1), alpha: new Float32Array([0.75, 0.25]) };
    const b = createPicture(2, 1);
    b.pixels.set([0.5, 0.5, 0.5, 1, 1, 1]);
    assertEquals(l1(a, b), 0.625);
    assertEquals(l1({ ...a, alpha: new Float32Array(2) }, b), 0);
  });

  it("refuses pictures of two sizes, even with as many pixels", () => {
    for (const distance of [l1, ssim, blurredSsim, multiScaleSsim]) {
      assertThrows(
        () => distance(createPicture(2, 3), createPicture(3, 2)),
        RangeError,
        "pictures must have one size, got 2x3 and 3x2",
      );
    }
  });
});

describe("ssim", () => {
  it("is 1 for equal pictures", () => {
    const picture = gray(11, 9, (i) => (i * 7 % 13) / 13);
    assertAlmostEquals(ssim(picture, picture), 1, 1e-12);
  });

  it("compares flat pictures by their brightness alone", () => {
    const a = gray(8, 8, () => 0.5), b = gray(8, 8, () => 0.25);
    assertAlmostEquals(ssim(a, b), (2 * 0.125 + C1) / (0.25 + 0.0625 + C1), 1e-6);
  });

  it("is negative for a picture and its inverse", () => {
    // Half black, half white: mean 1/2, variance 1/4, covariance -1/4.
    const a = gray(8, 8, (i) => i % 2), b = gray(8, 8, (i) => 1 - i % 2);
    assertAlmostEquals(ssim(a, b), (-0.5 + C2) / (0.5 + C2), 1e-6);
  });

  it("knows a change of contrast in closed form", () => {
    // Around the same mean, at a quarter of the contrast: covariance = variance / 4.
    const a = gray(8, 8, (i) => i % 2), b = gray(8, 8, (i) => 0.5 + (i % 2 - 0.5) / 4);
    const expected = (2 / 16 + C2) / (1 / 4 + 1 / 64 + C2);
    assertAlmostEquals(ssim(a, b), expected, 1e-6);
  });

  it("averages over every window", () => {
    // Of the 3 windows of a 10x8 picture only the last one sees the one odd column.
    const a = gray(10, 8, () => 0.5);
    const b = gray(10, 8, (i) => i % 10 === 9 ? 1 : 0.5);
    const mean = 0.5 + 0.5 / 8, variance = 7 / 8 * 0.5 ** 2 / 8;
    const odd = (mean + C1) * C2 / ((0.25 + mean * mean + C1) * (variance + C2));
    assertAlmostEquals(ssim(a, b), (2 + odd) / 3, 1e-6);
  });

  it("takes a picture smaller than its window", () => {
    const a = gray(3, 2, (i) => i / 6), b = gray(3, 2, (i) => 1 - i / 6);
    assert(ssim(a, b) < 0);
    assertAlmostEquals(ssim(a, a), 1, 1e-12);
  });
});

describe("blurredSsim", () => {
  it("is 1 for equal pictures, and does not see a fine checkerboard", () => {
    const board = gray(32, 32, (i) => (i + Math.floor(i / 32)) % 2);
    const flat = gray(32, 32, () => 0.5);
    assertAlmostEquals(blurredSsim(board, board), 1, 1e-9);
    assert(ssim(board, flat) < 0.01);
    assert(blurredSsim(board, flat) > 0.99, `${blurredSsim(board, flat)}`);
  });

  it("compares flat pictures by their brightness alone", () => {
    const a = gray(24, 8, () => 0.5), b = gray(24, 8, () => 0.25);
    assertAlmostEquals(blurredSsim(a, b), (2 * 0.125 + C1) / (0.25 + 0.0625 + C1), 1e-5);
  });

  it("forgives a shift by a pixel that the plain one does not", () => {
    const stripes = (shift: number) => gray(32, 32, (i) => (i % 32 + shift) % 4 < 2 ? 0 : 1);
    const [a, b] = [stripes(0), stripes(1)];
    assert(blurredSsim(a, b) > ssim(a, b) + 0.1, `${blurredSsim(a, b)} against ${ssim(a, b)}`);
  });
});

describe("multiScaleSsim", () => {
  it("is 1 for equal pictures, and the plain one where there is a single scale", () => {
    const large = gray(70, 65, (i) => (i * 7 % 13) / 13);
    assertAlmostEquals(multiScaleSsim(large, large), 1, 1e-9);
    const a = gray(15, 20, (i) => (i * 7 % 13) / 13), b = gray(15, 20, (i) => (i * 7 % 11) / 11);
    assertAlmostEquals(multiScaleSsim(a, b), Math.max(0, ssim(a, b)), 1e-9);
  });

  it("sees brightness at the last scale alone", () => {
    const brightness = (2 * 0.125 + C1) / (0.25 + 0.0625 + C1);
    const flat = (size: number, v: number) => gray(size, size, () => v);
    const weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
    for (const [scales, size] of [[2, 16], [4, 64], [5, 128], [5, 256]] as const) {
      const used = weights.slice(0, scales);
      const share = used.at(-1)! / used.reduce((sum, weight) => sum + weight);
      const got = multiScaleSsim(flat(size, 0.5), flat(size, 0.25));
      assertAlmostEquals(got, brightness ** share, 1e-5);
    }
  });

  it("knows two scales of stripes in closed form", () => {
    // Stripes of one pixel against half their contrast: halved, both are flat and equal.
    const a = gray(16, 16, (i) => i % 2), b = gray(16, 16, (i) => 0.5 + (i % 2 - 0.5) / 2);
    const structure = (2 / 8 + C2) / (1 / 4 + 1 / 16 + C2);
    assertAlmostEquals(multiScaleSsim(a, b), structure ** (0.0448 / 0.3304), 1e-5);
  });

  it("is 0 for a picture and its inverse", () => {
    const a = gray(32, 32, (i) => i % 3 / 2), b = gray(32, 32, (i) => 1 - i % 3 / 2);
    assertEquals(multiScaleSsim(a, b), 0);
  });
});
