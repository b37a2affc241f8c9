import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { cubicDiscrepancy, kernelDistance } from "./kernel_distance.ts";
import { randomFeatures } from "./random_features.ts";

const scenes = (seed: number, draw = contentPicture) =>
  Array.from({ length: 6 }, (_, i) => draw(seed, i, 32));

describe("cubicDiscrepancy", () => {
  const vectors = (...values: number[]) => values.map((v) => Float64Array.of(v));

  it("is the number that a hand computes", () => {
    // Within: (0 1 + 1)^3 = 1 and (1 2 + 1)^3 = 27; across: (1 + 1 + 8 + 27) / 4.
    assertEquals(cubicDiscrepancy(vectors(0, 1), vectors(1, 2)), 1 + 27 - 2 * 37 / 4);
  });

  it("divides products by the number of values", () => {
    const pairs = (values: number[]) => values.map((v) => Float64Array.of(v, v, v));
    assertAlmostEquals(cubicDiscrepancy(pairs([0, 1]), pairs([1, 2])), 9.5, 1e-12);
  });

  it("is on average 0 between samples of one distribution", () => {
    const random = new Random(5);
    const sample = () =>
      Array.from({ length: 5 }, () => Float64Array.from({ length: 3 }, () => random.normal()));
    const values = Array.from({ length: 2000 }, () => cubicDiscrepancy(sample(), sample()));
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    assert(Math.abs(mean) < 3 * deviation / Math.sqrt(2000), `${mean} of ${deviation}`);
  });
});

describe("kernelDistance", () => {
  it("is the discrepancy of features, in thousandths", () => {
    const a = scenes(1), b = scenes(2);
    const expected = cubicDiscrepancy(a.map(randomFeatures), b.map(randomFeatures));
    assertEquals(kernelDistance(a, b), 1000 * expected);
    assertAlmostEquals(kernelDistance(b, a), kernelDistance(a, b), 1e-9);
  });

  it("is 0 between copies of one picture", () => {
    const copies = [contentPicture(1, 1, 32), contentPicture(1, 1, 32)];
    assertAlmostEquals(kernelDistance(copies, [...copies, copies[0]!]), 0, 1e-9);
  });

  it("tells a style from other scenes of the same kind", () => {
    const noise = Math.abs(kernelDistance(scenes(1), scenes(2)));
    const style = kernelDistance(scenes(1), scenes(2, stylePicture));
    assert(style > 5 * noise, `${style} against ${noise}`);
  });

  it("refuses sets that cannot be compared", () => {
    assertThrows(
      () => kernelDistance(scenes(1), [contentPicture(1, 1, 32)]),
      RangeError,
      "each set must have at least 2 pictures, got 6 and 1",
    );
    const small = [createPicture(15, 20), createPicture(15, 20)];
    assertThrows(() => kernelDistance(small, small), RangeError, "must be at least 16x16");
    assertThrows(
      () => kernelDistance(scenes(1), small),
      RangeError,
      "pictures must be 32x32, got 15x20",
    );
  });
});
