import { assertAllClose, checkGradients, randomArray, sizeOf } from "@evenkeel/testing";
import {
  float32Runs,
  float64Runs,
  type OperationCall,
  UPSAMPLE_BILINEAR2D,
} from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { createEngine } from "./create_engine.ts";
import {
  type Sampling,
  upsampleBilinear2d,
  upsampleBilinear2dBackward,
} from "./upsample_bilinear2d.ts";

const ENGINES = [await createEngine(), await createEngine({ threads: 2 })];

function answer<T extends FloatArray>(
  { list, pair, number, input }: OperationCall<T>,
  engine?: SimdEngine,
) {
  const sampling: Sampling = number("alignCorners") === 1 ? "corners" : "half-pixel";
  const options = {
    inputShape: list("inputShape"),
    outputSize: pair("outputSize"),
    sampling,
    ...(engine === undefined ? {} : { engine }),
  };
  return {
    outputs: { y: upsampleBilinear2d(input("x"), options) },
    gradients: { x: upsampleBilinear2dBackward(input("dy"), options) },
  };
}

describe("bilinear upsampling agrees with PyTorch float64", () => {
  for (const { title, check } of float64Runs(UPSAMPLE_BILINEAR2D)) {
    it(title, () => check((call) => answer(call)));
  }
  for (const { title, check } of float32Runs(UPSAMPLE_BILINEAR2D)) {
    it(title, () => check((call) => answer(call)));
    for (const engine of ENGINES) {
      it(`${title}, ${engine.name}`, () => check((call) => answer(call, engine)));
    }
  }
});

describe("bilinear upsampling", () => {
  const inputShape = [2, 3, 5, 2], outputSize = [7, 8] as const;
  for (const sampling of ["half-pixel", "corners", "legacy"] as const) {
    const options = { inputShape, outputSize, sampling };
    it(`has the gradient that central differences find, ${sampling}`, () => {
      checkGradients({
        inputs: { x: randomArray(sizeOf(inputShape), 1) },
        output: ({ x }) => upsampleBilinear2d(x, options),
        gradients: (_, dy) => ({ x: upsampleBilinear2dBackward(dy, options) }),
      });
    });
    it(`leaves a constant as it is, and all of the gradient, ${sampling}`, () => {
      const y = upsampleBilinear2d(new Float64Array(60).fill(0.1), options);
      assertAllClose(y, y.map(() => 0.1));
      const dy = randomArray(y.length, 2), dx = upsampleBilinear2dBackward(dy, options);
      const sum = (array: Float64Array) => array.reduce((all, value) => all + value, 0);
      assertAllClose([sum(dx)], [sum(dy)], { rtol: 1e-10 });
    });
  }
  it("reads at the upper left where it is told to, as TensorFlow.js does", () => {
    const options = { inputShape: [1, 1, 2, 1], outputSize: [1, 4], sampling: "legacy" } as const;
    assertEquals([...upsampleBilinear2d(new Float32Array([0, 4]), options)], [0, 2, 4, 4]);
  });
  it("writes where it is told, whatever stood there", () => {
    const out = new Float32Array(2).fill(NaN);
    const options = { inputShape: [1, 1, 1, 1], outputSize: [1, 2] } as const;
    assertStrictEquals(upsampleBilinear2d(new Float32Array([5]), { ...options, out }), out);
    assertEquals([...out], [5, 5]);
    const dx = new Float32Array([NaN]);
    upsampleBilinear2dBackward(out, { ...options, out: dx });
    assertEquals([...dx], [10]);
  });
  it("takes nothing", () => {
    const empty = new Float32Array(0);
    const nothing = { inputShape: [1, 0, 3, 2], outputSize: [0, 6] } as const;
    assertEquals(upsampleBilinear2d(empty, nothing).length, 0);
    assertEquals(upsampleBilinear2dBackward(empty, nothing).length, 0);
    const away = { inputShape: [1, 1, 1, 1], outputSize: [0, 0] } as const;
    assertEquals([...upsampleBilinear2dBackward(empty, away)], [0]);
  });
  it("refuses what does not fit", () => {
    const x = new Float32Array(5);
    const refuse = (more: Record<string, unknown>, message: string) =>
      assertThrows(
        () => upsampleBilinear2d(x, { inputShape, outputSize, ...more }),
        RangeError,
        message,
      );
    refuse({}, "x must have 60 elements ([2,3,5,2]), got 5");
    refuse({ outputSize: [1, -1] }, "outputSize must be 2 non-negative integers, got [1,-1]");
    refuse(
      { inputShape: [1, 0, 5, 1] },
      "outputSize must hold a 0 for a picture of 0 x 5, got [7,8]",
    );
    refuse({ inputShape: [5] }, "inputShape must be 4 non-negative integers, got [5]");
    refuse({ sampling: "nearest" }, 'sampling must be "half-pixel", "corners" or "legacy"');
    assertThrows(
      () => upsampleBilinear2dBackward(x, { inputShape, outputSize }),
      RangeError,
      "dy must have 224 elements ([2,7,8,2]), got 5",
    );
  });

  for (const sampling of ["half-pixel", "corners", "legacy"] as const) {
    it(`has one answer, ${sampling}, larger and smaller`, () => {
      for (const outputSize of [[40, 61], [9, 7], [23, 1]] as const) {
        const inputShape = [2, 23, 19, 6];
        const options = { inputShape, outputSize, sampling };
        const x = randomArray(sizeOf(inputShape), 5, { type: "float32" });
        const y = upsampleBilinear2d(x, options), dx = upsampleBilinear2dBackward(y, options);
        for (const engine of ENGINES) {
          assertAllClose(upsampleBilinear2d(x, { ...options, engine }), y, { rtol: 1.2e-7 });
          assertAllClose(upsampleBilinear2dBackward(y, { ...options, engine }), dx, {
            rtol: 1.2e-7,
          });
        }
      }
    });
  }
});
