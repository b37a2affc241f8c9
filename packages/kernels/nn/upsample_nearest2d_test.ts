import { float32Runs, UPSAMPLE_NEAREST2D } from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine } from "./create_engine.ts";
import { upsampleNearest2d, upsampleNearest2dBackward } from "./upsample_nearest2d.ts";

const engine = await createEngine();

describe("nearest-neighbor upsampling agrees with PyTorch float64", () => {
  for (const { title, check } of float32Runs(UPSAMPLE_NEAREST2D)) {
    it(title, () =>
      check(({ list, pair, input }) => {
        const shapes = { inputShape: list("inputShape"), outputSize: pair("outputSize") };
        const options = { ...shapes, engine };
        return {
          outputs: { y: upsampleNearest2d(input("x"), options) },
          gradients: { x: upsampleNearest2dBackward(input("dy"), options) },
        };
      }));
  }
});

describe("nearest-neighbor upsampling", () => {
  it("tells sizes apart that have as many pixels", () => {
    const x = new Float32Array([1, 2, 3, 4]), outputSize = [2, 2] as const;
    const wide = upsampleNearest2d(x, { inputShape: [1, 1, 4, 1], outputSize, engine });
    const high = upsampleNearest2d(x, { inputShape: [1, 4, 1, 1], outputSize, engine });
    assertEquals([[...wide], [...high]], [[1, 3, 1, 3], [1, 1, 3, 3]]);
  });
  it("writes where it is told, whatever stood there", () => {
    const options = { inputShape: [1, 1, 1, 1], outputSize: [1, 2], engine } as const;
    const out = new Float32Array(2).fill(NaN), dx = new Float32Array([NaN]);
    assertStrictEquals(upsampleNearest2d(new Float32Array([5]), { ...options, out }), out);
    assertStrictEquals(upsampleNearest2dBackward(out, { ...options, out: dx }), dx);
    assertEquals([...out, ...dx], [5, 5, 10]);
  });
  it("takes nothing", () => {
    const empty = new Float32Array(0);
    const options = { inputShape: [1, 0, 3, 2], outputSize: [0, 6], engine } as const;
    assertEquals(upsampleNearest2d(empty, options).length, 0);
  });
  it("refuses what does not fit", () => {
    const inputShape = [1, 2, 2, 1], x = new Float32Array(3);
    assertThrows(
      () => upsampleNearest2d(x, { inputShape, outputSize: [4, 4], engine }),
      RangeError,
      "x must have 4 elements ([1,4,1]), got 3",
    );
    assertThrows(
      () => upsampleNearest2d(x, { inputShape, outputSize: [4, 0.5], engine }),
      RangeError,
      "outputSize must be 2 non-negative integers, got [4,0.5]",
    );
    assertThrows(
      () => upsampleNearest2d(x, { inputShape: [1, 0, 2, 1], outputSize: [4, 4], engine }),
      RangeError,
      "outputSize must hold a 0 for a picture of 0 x 2, got [4,4]",
    );
  });
});
