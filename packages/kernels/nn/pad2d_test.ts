import { float32Runs, REFLECTION_PAD2D, ZERO_PAD2D } from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine } from "./create_engine.ts";
import { reflectionPad2d, reflectionPad2dBackward, zeroPad2d, zeroPad2dBackward } from "./pad2d.ts";

const engine = await createEngine();

const PADS = [
  { cases: REFLECTION_PAD2D, forward: reflectionPad2d, gradient: reflectionPad2dBackward },
  { cases: ZERO_PAD2D, forward: zeroPad2d, gradient: zeroPad2dBackward },
];

for (const { cases, forward, gradient } of PADS) {
  describe(`${forward.name} agrees with PyTorch float64`, () => {
    for (const { title, check } of float32Runs(cases)) {
      it(title, () =>
        check(({ list, padding, input }) => {
          const options = { inputShape: list("inputShape"), padding: padding(), engine };
          return {
            outputs: { y: forward(input("x"), options) },
            gradients: { x: gradient(input("dy"), options) },
          };
        }));
    }
  });

  describe(forward.name, () => {
    const inputShape = [1, 1, 2, 1], padding = { top: 0, bottom: 0, left: 1, right: 0 };
    it("writes where it is told, whatever stood there", () => {
      const out = new Float32Array(3).fill(NaN), dx = new Float32Array(2).fill(NaN);
      const options = { inputShape, padding, engine };
      assertStrictEquals(forward(new Float32Array([5, 6]), { ...options, out }), out);
      assertStrictEquals(gradient(out, { ...options, out: dx }), dx);
      const mirrored = forward === reflectionPad2d;
      assertEquals([...out, ...dx], mirrored ? [6, 5, 6, 5, 12] : [0, 5, 6, 5, 6]);
    });
    it("refuses what does not fit", () => {
      const x = new Float32Array(3), options = { inputShape, padding, engine };
      assertThrows(
        () => forward(x, options),
        RangeError,
        "x must have 2 elements ([1,2,1]), got 3",
      );
      assertThrows(
        () => gradient(new Float32Array(2), options),
        RangeError,
        "dy must have 3 elements ([1,3,1]), got 2",
      );
      assertThrows(
        () => forward(x, { ...options, padding: { ...padding, bottom: -1 } }),
        RangeError,
        "padding.bottom must be a non-negative integer, got -1",
      );
    });
  });
}

describe("padding on the edge of what can be", () => {
  const options = { inputShape: [1, 2, 3, 1], engine };
  it("reflects one pixel less than there are, and no more", () => {
    const x = new Float32Array([1, 2, 3, 4, 5, 6]);
    const padding = { top: 1, bottom: 1, left: 2, right: 2 };
    const y = reflectionPad2d(x, { ...options, padding });
    assertEquals([...y.subarray(7, 14)], [3, 2, 1, 2, 3, 2, 1]);
    assertEquals([...y.subarray(0, 7)], [...y.subarray(14, 21)]);
    for (
      const [side, size, of] of [["top", 2, 2], ["bottom", 2, 2], ["left", 4, 3], ["right", 3, 3]]
    ) {
      assertThrows(
        () => reflectionPad2d(x, { ...options, padding: { ...padding, [side!]: size } }),
        RangeError,
        `padding must be less than height and width for a reflection, got ${size} for ${of}`,
      );
    }
  });
  it("pads pictures without pixels with zeros, but cannot reflect them", () => {
    const empty = new Float32Array(0), padding = { top: 0, bottom: 1, left: 1, right: 1 };
    const y = zeroPad2d(empty, { inputShape: [1, 0, 1, 2], padding, engine });
    assertEquals([...y], [0, 0, 0, 0, 0, 0]);
    assertThrows(
      () => reflectionPad2d(empty, { inputShape: [1, 0, 2, 2], padding, engine }),
      RangeError,
      "got 1 for 0",
    );
  });
});
