import { assertAllClose, checkGradients, randomArray, sizeOf } from "@evenkeel/testing";
import {
  AVERAGE_POOL2D,
  float32Runs,
  float64Runs,
  type OperationCall,
} from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { createEngine } from "./create_engine.ts";
import { averagePool2d, averagePool2dBackward } from "./average_pool2d.ts";

const ENGINES = [await createEngine(), await createEngine({ threads: 2 })];

function answer<T extends FloatArray>(
  { list, pair, number, padding, input }: OperationCall<T>,
  engine?: SimdEngine,
) {
  const options = {
    inputShape: list("inputShape"),
    windowSize: pair("windowSize"),
    strides: pair("strides"),
    padding: padding(),
    countPadding: number("countPadding") === 1,
    ...(engine === undefined ? {} : { engine }),
  };
  return {
    outputs: { y: averagePool2d(input("x"), options) },
    gradients: { x: averagePool2dBackward(input("dy"), options) },
  };
}

describe("average pooling agrees with PyTorch float64", () => {
  for (const { title, check } of float64Runs(AVERAGE_POOL2D)) {
    it(title, () => check((call) => answer(call)));
  }
  for (const { title, check } of float32Runs(AVERAGE_POOL2D)) {
    it(title, () => check((call) => answer(call)));
    for (const engine of ENGINES) {
      it(`${title}, ${engine.name}`, () => check((call) => answer(call, engine)));
    }
  }
});

describe("average pooling", () => {
  const inputShape = [2, 5, 7, 3], windowSize = [3, 2] as const;
  for (const padding of ["same", "valid"] as const) {
    it(`has the gradient that central differences find, ${padding}`, () => {
      const options = { inputShape, windowSize, strides: [2, 1], padding } as const;
      checkGradients({
        inputs: { x: randomArray(sizeOf(inputShape), 1) },
        output: ({ x }) => averagePool2d(x, options),
        gradients: (_, dy) => ({ x: averagePool2dBackward(dy, options) }),
      });
    });
  }
  it("leaves a constant as it is, at the edges too", () => {
    const x = new Float32Array(210).fill(3);
    const y = averagePool2d(x, { inputShape, windowSize, padding: "same" });
    assertEquals(y.length, 2 * 2 * 4 * 3);
    assertEquals(y.every((value) => value === 3), true);
  });
  it("keeps NaN in its windows", () => {
    const x = new Float32Array(8).fill(1);
    x[3] = NaN;
    const y = averagePool2d(x, { inputShape: [1, 2, 4, 1], windowSize: [2, 2] });
    assertEquals([...y], [1, NaN]);
  });
  it("writes where it is told, whatever stood there", () => {
    const options = { inputShape: [1, 2, 2, 1], windowSize: [2, 2] } as const;
    const out = new Float32Array([NaN]);
    assertStrictEquals(averagePool2d(new Float32Array([1, 2, 3, 6]), { ...options, out }), out);
    assertEquals([...out], [3]);
    const dx = new Float32Array(4).fill(NaN);
    averagePool2dBackward(out, { ...options, out: dx });
    assertEquals([...dx], [0.75, 0.75, 0.75, 0.75]);
  });
  it("takes no pictures, and empty ones", () => {
    const empty = new Float32Array(0);
    assertEquals(averagePool2d(empty, { inputShape: [0, 4, 4, 2], windowSize }).length, 0);
    assertEquals(averagePool2d(empty, { inputShape: [1, 0, 4, 2], windowSize }).length, 0);
    const padding = { top: 2, bottom: 2, left: 0, right: 0 };
    const y = averagePool2d(empty, { inputShape: [1, 0, 2, 1], windowSize, padding });
    assertEquals([...y], [0]);
  });
  it("refuses what does not fit", () => {
    const x = new Float32Array(5);
    assertThrows(
      () => averagePool2d(x, { inputShape, windowSize }),
      RangeError,
      "x must have 210 elements ([2,5,7,3]), got 5",
    );
    assertThrows(
      () => averagePool2dBackward(x, { inputShape, windowSize }),
      RangeError,
      "dy must have 18 elements ([2,1,3,3]), got 5",
    );
    assertThrows(
      () => averagePool2d(x, { inputShape, windowSize: [0, 2] }),
      RangeError,
      "windowSize must be 2 positive integers, got [0,2]",
    );
    const padding = { top: 0, bottom: 3, left: 1, right: 0 };
    assertThrows(
      () => averagePool2d(x, { inputShape, windowSize, padding }),
      RangeError,
      "padding must be less than windowSize [3,2] on each side, got 0, 3, 1, 0",
    );
  });

  for (const channels of [1, 3, 4, 21]) {
    for (const countPadding of [false, true]) {
      it(`has one answer, ${channels} channels${countPadding ? ", padding counted" : ""}`, () => {
        const inputShape = [3, 23, 19, channels], windowSize = [3, 4] as const;
        const strides = [2, 3] as const;
        const options = { inputShape, windowSize, strides, padding: "same", countPadding } as const;
        const x = randomArray(sizeOf(inputShape), channels, { type: "float32" });
        const y = averagePool2d(x, options), dx = averagePool2dBackward(y, options);
        for (const engine of ENGINES) {
          assertAllClose(averagePool2d(x, { ...options, engine }), y, { rtol: 1.2e-7 });
          assertAllClose(averagePool2dBackward(y, { ...options, engine }), dx, { rtol: 1.2e-7 });
        }
      });
    }
  }
});
