import { checkGradient, randomArray, sizeOf } from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import * as kernels from "./mod.ts";
import type { FloatArray } from "./types.ts";

const NAMES = [
  "batchNorm",
  "instanceNorm",
  "groupNorm",
  "layerNorm",
  "rmsNorm",
  "positionalNorm",
  "contribGroupNorm",
] as const;
const SHAPES = { "channels-first": [2, 4, 3, 2], "channels-last": [2, 3, 2, 4] } as const;

describe("the gradients of the plan family agree with differences", () => {
  for (const name of NAMES) {
    for (const [layout, shape] of Object.entries(SHAPES)) {
      if (name === "contribGroupNorm" && layout === "channels-first") continue;
      it(`${name}, ${layout}`, () => {
        const draw = (size: number, seed: number) => randomArray(size, seed, { type: "float64" });
        const x = draw(sizeOf(shape), 1), dy = draw(sizeOf(shape), 2);
        const isOfSample = name === "layerNorm" || name === "rmsNorm";
        const length = isOfSample ? sizeOf(shape.slice(1)) : 4;
        const affine = { gamma: draw(length, 3), beta: draw(length, 4) };
        const choices = { shape, layout, groups: 2, epsilon: 0.01 };
        const forward = (given: Record<string, FloatArray>) =>
          kernels[name](given["x"]!, { ...choices, ...given } as never);
        const kept = forward({ x, ...affine });
        const options = { ...choices, gamma: affine.gamma, ...kept };
        const { dx, dgamma, dbeta } = kernels[`${name}Backward`](dy, x, options as never);
        for (const [key, gradient] of Object.entries({ x: dx, gamma: dgamma, beta: dbeta })) {
          const at = { x, ...affine };
          const f = (value: FloatArray) =>
            dot(dy, Float64Array.from(forward({ ...at, [key]: value }).y));
          checkGradient({ f, x: at[key as "x"], gradient, name: key });
        }
      });
    }
  }
});

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
