import { assertBitEqual, randomArray } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SIMD_ENGINES } from "../_test_engines.ts";
import type { Engine } from "../engine.ts";
import { normalize } from "../normalize.ts";
import { createPlan, type NormSpec } from "../plan.ts";
import type { FloatArray, ForwardOptions } from "../types.ts";

/** The same engine, which has to do one thing after the other. */
function stepwise(engine: Engine): Engine {
  const { name } = engine;
  return {
    name,
    statistics: (...given) => engine.statistics(...given),
    apply: (...given) => engine.apply(...given),
    gradientSums: (...given) => engine.gradientSums(...given),
    gradientApply: (...given) => engine.gradientApply(...given),
  };
}

/** There are many NaN, and nothing is promised about which. */
function alikeNaN<T extends FloatArray>(array: T): T {
  return array.map((value) => Number.isNaN(value) ? 0.123 : value) as T;
}

const SPECS: readonly NormSpec[] = [
  { kind: "instance", shape: [3, 5, 7, 9] },
  { kind: "instance", shape: [3, 5, 7, 20], layout: "channels-last" },
  { kind: "instance", shape: [2, 2, 70_001] },
  { kind: "batch", shape: [32, 513] },
  { kind: "batch", shape: [33, 512], layout: "channels-last" },
  { kind: "batch", shape: [1, 8, 999] },
  { kind: "group", shape: [3, 12, 31], groups: 4 },
  { kind: "group", shape: [3, 31, 12], groups: 4, layout: "channels-last" },
  { kind: "layer", shape: [700, 67] },
  { kind: "rms", shape: [700, 67] },
  { kind: "positional", shape: [2, 300, 24], layout: "channels-last" },
];

type Options = Pick<
  ForwardOptions<Float32Array>,
  "epsilon" | "epsilonPlacement" | "activation" | "residual"
>;

/** What makes 32-bit arithmetic too little, in the first statistic, or in one in the middle. */
const SPOILERS: readonly { readonly what: string; readonly spoil: (x: Float32Array) => void }[] = [
  { what: "nothing unusual", spoil: () => {} },
  { what: "NaN", spoil: (x) => x[x.length >> 1] = NaN },
  { what: "infinity", spoil: (x) => x[0] = Infinity },
  {
    what: "large values everywhere",
    spoil: (x) => x.forEach((value, i) => x[i] = value * 2 ** 90),
  },
  { what: "a large value", spoil: (x) => x[x.length >> 1] = 2 ** 100 },
  {
    what: "small values everywhere",
    spoil: (x) => x.forEach((value, i) => x[i] = value / 2 ** 90),
  },
  {
    what: "first means that miss",
    // What is looked at is an odd number of vectors apart.
    spoil: (x) => x.forEach((_, i) => x[i] = x[i]! / 99 + +(i % 68 < 4) * 9),
  },
];

for (const engine of SIMD_ENGINES) {
  describe(`forward in one go has the bits of one thing after the other, ${engine.name}`, () => {
    for (const { what, spoil } of SPOILERS) {
      for (const inPlace of [false, true]) {
        it(`${what}${inPlace ? ", in place" : ""}`, () => {
          for (const spec of SPECS) {
            const plan = createPlan(spec);
            const array = (size: number, seed: number) =>
              randomArray(size, seed, { type: "float32", mean: 1 });
            const x = array(plan.size, 1), residual = array(plan.size, 2);
            spoil(x);
            const affine = { gamma: array(plan.affines, 3), beta: array(plan.affines, 4) };
            const variants: readonly Options[] = [
              {},
              { epsilon: 0.3, epsilonPlacement: "outside" },
              { epsilon: 0, activation: "relu", residual },
            ];
            for (const options of variants) {
              const [one, other] = [engine, stepwise(engine)].map((engine) => {
                const from = x.slice();
                const out = inPlace ? { y: from } : {};
                return normalize(plan, from, { ...affine, ...options, engine, out });
              });
              for (const name of ["y", "mean", "variance", "rstd"] as const) {
                const [actual, expected] = [one![name], other![name]].map(alikeNaN);
                assertBitEqual(actual!, expected!, `${name}, ${JSON.stringify(spec)}`);
              }
            }
          }
        });
      }
    }
    it("with gamma and beta of 64 bits, or none", () => {
      const plan = createPlan({ kind: "instance", shape: [2, 4, 9] });
      const x = randomArray(plan.size, 1, { type: "float32" });
      const ones = { gamma: new Float64Array(4).fill(1), beta: new Float32Array(4) };
      assertEquals(normalize(plan, x, { engine, ...ones }), normalize(plan, x, { engine }));
    });
  });
}
