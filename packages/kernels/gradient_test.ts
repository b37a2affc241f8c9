import { checkGradient, randomArray, sizeOf } from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan, type NormSpec } from "./plan.ts";

const SPECS: readonly NormSpec[] = [
  { kind: "batch", shape: [3, 4, 5] },
  { kind: "batch", shape: [3, 2, 2, 4], layout: "channels-last" },
  { kind: "instance", shape: [2, 3, 3, 3] },
  { kind: "instance", shape: [2, 7, 3], layout: "channels-last" },
  { kind: "group", shape: [2, 6, 3], groups: 2 },
  { kind: "group", shape: [2, 3, 6], groups: 3, layout: "channels-last" },
  { kind: "layer", shape: [4, 3, 5] },
  { kind: "rms", shape: [4, 7], axis: -1 },
  { kind: "positional", shape: [2, 5, 3, 2] },
  { kind: "positional", shape: [2, 3, 2, 5], layout: "channels-last" },
];

// A loss that also depends on the returned moments, so that their cotangents are checked as well.
const PLACEMENTS = ["inside", "outside"] as const;
const CASES = PLACEMENTS.flatMap((placement) =>
  ENGINES.map((engine) => [placement, engine] as const)
);

for (const [epsilonPlacement, engine] of CASES) {
  describe(`gradients agree with differences, epsilon ${epsilonPlacement}, ${engine.name}`, () => {
    for (const spec of SPECS) {
      const plan = createPlan(spec);
      const x = randomArray(plan.size, 1, { mean: 0.5, sigma: 2, type: "float64" }) as Float64Array;
      const gamma = randomArray(plan.affines, 2, { type: "float64" }) as Float64Array;
      const beta = randomArray(plan.affines, 3, { type: "float64" }) as Float64Array;
      const dy = randomArray(plan.size, 4, { type: "float64" }) as Float64Array;
      const dmean = randomArray(plan.statistics, 5, { type: "float64" }) as Float64Array;
      const dvariance = randomArray(plan.statistics, 6, { type: "float64" }) as Float64Array;
      const options = { epsilon: 0.01, epsilonPlacement, engine };
      const loss = (at: { x: Float64Array; gamma: Float64Array; beta: Float64Array }): number => {
        const { y, mean, variance } = normalize(plan, at.x, { ...options, ...at });
        return dot(dy, y) + dot(dmean, mean) + dot(dvariance, variance);
      };
      it(`${spec.kind} [${spec.shape}] ${spec.layout ?? ""} of ${sizeOf(spec.shape)}`, () => {
        const forward = normalize(plan, x, { ...options, gamma, beta });
        const { mean, rstd } = forward, ofMean = plan.centered ? { dmean } : {};
        const scales = { gamma, mean, rstd, ...ofMean, dvariance };
        const { dx, dgamma, dbeta } = normalizeBackward(plan, dy, x, { ...options, ...scales });
        checkGradient({ f: (v) => loss({ x: v, gamma, beta }), x, gradient: dx, name: "dx" });
        checkGradient({ f: (v) => loss({ x, gamma: v, beta }), x: gamma, gradient: dgamma });
        checkGradient({ f: (v) => loss({ x, gamma, beta: v }), x: beta, gradient: dbeta });
      });
    }
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
