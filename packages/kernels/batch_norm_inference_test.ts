import { assertAllClose, checkGradient, randomArray } from "@evenkeel/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { batchNormInference, batchNormInferenceBackward } from "./batch_norm_inference.ts";
import type { FloatArray, Layout } from "./types.ts";

const CASES: readonly (readonly [Layout, readonly number[]])[] = [
  ["channels-first", [2, 3, 5]],
  ["channels-last", [2, 5, 3]],
];

for (const engine of ENGINES) {
  describe(`the gradient of batchNormInference, ${engine.name}`, () => {
    for (const [layout, shape] of CASES) {
      for (const epsilonPlacement of ["inside", "outside"] as const) {
        it(`agrees with differences, ${layout}, epsilon ${epsilonPlacement}`, () => {
          const draw = (size: number, seed: number) => randomArray(size, seed, { type: "float64" });
          const x = draw(30, 1), dy = draw(30, 2), gamma = draw(3, 3), mean = draw(3, 4);
          const variance = draw(3, 5).map((value) => 0.5 + value * value);
          const options = { shape, layout, epsilon: 0.3, epsilonPlacement, engine };
          const given = { x, gamma, mean, variance };
          const { dx, dgamma, dmean, dvariance } = batchNormInferenceBackward(dy, x, {
            ...options,
            ...given,
          });
          for (
            const [name, gradient] of [
              ["x", dx],
              ["gamma", dgamma],
              ["mean", dmean],
              ["variance", dvariance],
            ] as const
          ) {
            const f = (value: FloatArray) => {
              const at = { ...given, [name]: value };
              const { y } = batchNormInference(at.x, { ...options, ...at });
              return y.reduce((sum, y, i) => sum + y * dy[i]!, 0);
            };
            checkGradient({ f, x: given[name], gradient, name });
          }
        });
      }
    }

    it("is of 32-bit numbers what it is of 64 bits", () => {
      const shape = [2, 3, 40], draw = (size: number, seed: number) => randomArray(size, seed);
      const arrays = {
        mean: draw(3, 1),
        variance: draw(3, 2).map((v) => 0.5 + v * v),
        gamma: draw(3, 3),
      };
      for (const epsilonPlacement of ["inside", "outside"] as const) {
        const options = { shape, ...arrays, epsilon: 0.3, epsilonPlacement };
        const [dy, x] = [draw(240, 4), draw(240, 5)];
        const exact = batchNormInferenceBackward(dy, x, options);
        const single = { ...options, engine };
        const found = batchNormInferenceBackward(
          Float32Array.from(dy),
          Float32Array.from(x),
          single,
        );
        for (const [name, values] of Object.entries(found)) {
          assertAllClose(values, exact[name as "dx"], { rtol: 1e-5, atol: 1e-5, name });
        }
      }
    });

    it("is written where it is wanted, over dy too", () => {
      const fixed = { mean: new Float32Array([1]), variance: new Float32Array([4]), epsilon: 0 };
      const dy = new Float32Array([1, 1]), x = new Float32Array([1, 5]);
      const options = { shape: [1, 1, 2], ...fixed, engine, out: { dx: dy } };
      assertStrictEquals(batchNormInferenceBackward(dy, x, options).dx, dy);
      assertEquals([...dy], [0.5, 0.5]);
    });

    it("with the epsilon outside leaves a variance of 0 alone", () => {
      const fixed = { mean: new Float64Array(1), variance: new Float64Array(1), epsilon: 1e-5 };
      const options = { shape: [1, 1, 2], ...fixed, epsilonPlacement: "outside", engine } as const;
      const x = new Float64Array([1, 2]);
      const { dx, dvariance } = batchNormInferenceBackward(x, x, options);
      assertAllClose(dx, [1e5, 2e5]);
      assertEquals([...dvariance], [0]);
    });
  });
}
