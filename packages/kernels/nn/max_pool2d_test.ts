import { checkGradients, randomArray, sizeOf } from "@evenkeel/testing";
import { float32Runs, float64Runs, MAX_POOL2D, type OperationCall } from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { createEngine } from "./create_engine.ts";
import { maxPool2d, maxPool2dBackward } from "./max_pool2d.ts";

const ENGINES = [await createEngine(), await createEngine({ threads: 2 })];

function answer<T extends FloatArray>(
  { list, pair, padding, input }: OperationCall<T>,
  engine?: SimdEngine,
) {
  const options = {
    inputShape: list("inputShape"),
    windowSize: pair("windowSize"),
    strides: pair("strides"),
    padding: padding(),
    ...(engine === undefined ? {} : { engine }),
  };
  const x = input("x");
  return {
    outputs: { y: maxPool2d(x, options) },
    gradients: { x: maxPool2dBackward(input("dy"), x, options) },
  };
}

describe("max pooling agrees with PyTorch float64", () => {
  for (const { title, check } of float64Runs(MAX_POOL2D)) {
    it(title, () => check((call) => answer(call)));
  }
  for (const { title, check } of float32Runs(MAX_POOL2D)) {
    it(title, () => check((call) => answer(call)));
    for (const engine of ENGINES) {
      it(`${title}, ${engine.name}`, () => check((call) => answer(call, engine)));
    }
  }
});

describe("max pooling", () => {
  const square = { inputShape: [1, 2, 2, 1], windowSize: [2, 2] } as const;

  it("has the gradient that central differences find, with padding", () => {
    const inputShape = [2, 5, 7, 3];
    const options = { inputShape, windowSize: [3, 2], strides: [2, 1], padding: "same" } as const;
    checkGradients({
      inputs: { x: randomArray(sizeOf(inputShape), 1) },
      output: ({ x }) => maxPool2d(x, options),
      gradients: ({ x }, dy) => ({ x: maxPool2dBackward(dy, x, options) }),
    });
  });
  it("never takes padding for the largest", () => {
    const x = new Float32Array(9).fill(-5);
    const y = maxPool2d(x, { inputShape: [1, 3, 3, 1], windowSize: [3, 3], padding: "same" });
    assertEquals([...y], [-5]);
  });
  it("gives the gradient to the first of several", () => {
    const dy = new Float32Array([1]);
    assertEquals([...maxPool2dBackward(dy, new Float32Array([1, 3, 3, 3]), square)], [0, 1, 0, 0]);
    const low = new Float32Array(4).fill(-Infinity);
    assertEquals([...maxPool2dBackward(dy, low, square)], [1, 0, 0, 0]);
  });
  it("takes NaN for the largest, and the last of them for its place", () => {
    const x = new Float32Array([NaN, 9, NaN, Infinity]), dy = new Float32Array([1]);
    assertEquals([...maxPool2d(x, square)], [NaN]);
    assertEquals([...maxPool2dBackward(dy, x, square)], [0, 0, 1, 0]);
  });
  it("writes where it is told, whatever stood there", () => {
    const x = new Float32Array([1, 2, 3, 6]), out = new Float32Array([NaN]);
    assertStrictEquals(maxPool2d(x, { ...square, out }), out);
    assertEquals([...out], [6]);
    const dx = new Float32Array(4).fill(NaN);
    assertStrictEquals(maxPool2dBackward(out, x, { ...square, out: dx }), dx);
    assertEquals([...dx], [0, 0, 0, 6]);
  });
  it("refuses what does not fit", () => {
    const [one, four] = [new Float32Array(1), new Float32Array(4)];
    const message = "must have 4 elements ([1,2,2,1]), got 1";
    assertThrows(() => maxPool2d(one, square), RangeError, `x ${message}`);
    assertThrows(() => maxPool2dBackward(one, one, square), RangeError, `x ${message}`);
    assertThrows(
      () => maxPool2dBackward(four, four, square),
      RangeError,
      "dy must have 1 elements",
    );
    assertThrows(
      () => maxPool2dBackward<FloatArray>(one, new Float64Array(4), square),
      TypeError,
      "x must be a Float32Array like the input, got Float64Array",
    );
  });

  it("refuses padding on any side that a window lies in whole", () => {
    const pool = { inputShape: [1, 4, 4, 1], windowSize: [2, 2] } as const;
    const none = { top: 0, bottom: 0, left: 0, right: 0 };
    for (const side of ["top", "bottom", "left", "right"]) {
      const padding = { ...none, [side]: 2 };
      const message = "padding must be less than windowSize [2,2] on each side";
      assertThrows(
        () => maxPool2d(new Float32Array(16), { ...pool, padding }),
        RangeError,
        message,
      );
    }
  });

  // Small integers: there are ties everywhere, and sums of them are exact.
  for (const channels of [1, 3, 4, 12, 21]) {
    for (
      const [windowSize, strides] of [[[2, 2], [2, 2]], [[3, 3], [2, 2]], [[3, 2], [1, 3]]] as const
    ) {
      it(`has one answer, ${windowSize} by ${strides}, ${channels} channels`, () => {
        const inputShape = [3, 23, 19, channels];
        const options = { inputShape, windowSize, strides, padding: "same" } as const;
        const x = randomArray(sizeOf(inputShape), channels, { type: "float32" })
          .map((value, i) => i % 97 === 0 ? NaN : i % 89 === 0 ? -Infinity : Math.round(3 * value));
        const y = maxPool2d(x, options), dy = y.map((_, i) => i % 31);
        const dx = maxPool2dBackward(dy, x, options);
        for (const engine of ENGINES) {
          assertEquals(maxPool2d(x, { ...options, engine }), y);
          assertEquals(maxPool2dBackward(dy, x, { ...options, engine }), dx);
        }
      });
    }
  }
});
