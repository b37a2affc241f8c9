import { assertBitEqual, randomArray, seededRandom } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SIMD_ENGINES } from "../_test_engines.ts";
import type { Engine } from "../engine.ts";
import { normalize } from "../normalize.ts";
import { createPlan, type NormSpec } from "../plan.ts";
import type { FloatArray, ForwardOptions } from "../types.ts";
import { findMachine } from "./_machines.ts";

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

/** Plans whose parts are whole, and others. */
const SPECS: readonly { readonly spec: NormSpec; readonly isWhole: boolean }[] = [
  { spec: { kind: "instance", shape: [3, 5, 7, 9] }, isWhole: true },
  { spec: { kind: "instance", shape: [3, 5, 1088] }, isWhole: true },
  { spec: { kind: "instance", shape: [3, 7, 20, 5], layout: "channels-last" }, isWhole: false },
  { spec: { kind: "instance", shape: [3, 16, 9, 20], layout: "channels-last" }, isWhole: true },
  { spec: { kind: "instance", shape: [2, 2, 70_001] }, isWhole: false },
  { spec: { kind: "batch", shape: [32, 513] }, isWhole: false },
  { spec: { kind: "batch", shape: [33, 512], layout: "channels-last" }, isWhole: true },
  { spec: { kind: "batch", shape: [1, 8, 999] }, isWhole: true },
  { spec: { kind: "batch", shape: [2, 8, 999] }, isWhole: false },
  { spec: { kind: "group", shape: [3, 12, 31], groups: 4 }, isWhole: false },
  {
    spec: { kind: "group", shape: [3, 31, 12], groups: 4, layout: "channels-last" },
    isWhole: false,
  },
  { spec: { kind: "layer", shape: [700, 67] }, isWhole: true },
  { spec: { kind: "rms", shape: [700, 67] }, isWhole: true },
];

type Options = Pick<
  ForwardOptions<Float32Array>,
  "epsilon" | "epsilonPlacement" | "activation" | "residual"
>;

interface Arrays {
  readonly x: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
}

/** What may make 32-bit arithmetic too little, for the first statistic, for some, or for all. */
const SPOILERS: readonly { readonly what: string; readonly spoil: (arrays: Arrays) => void }[] = [
  { what: "nothing unusual", spoil: () => {} },
  { what: "equal values", spoil: ({ x }) => x.fill(3) },
  { what: "NaN", spoil: ({ x }) => x[x.length >> 1] = NaN },
  { what: "infinity", spoil: ({ x }) => x[0] = Infinity },
  { what: "large values", spoil: ({ x }) => x.forEach((value, i) => x[i] = value * 2 ** 90) },
  { what: "a large value", spoil: ({ x }) => x[x.length >> 1] = 2 ** 100 },
  { what: "small values", spoil: ({ x }) => x.forEach((value, i) => x[i] = value / 2 ** 90) },
  { what: "a large gamma", spoil: ({ gamma }) => gamma[1] = 2 ** 70 },
  { what: "a small gamma", spoil: ({ gamma }) => gamma[1] = 2 ** -70 },
  { what: "a gamma that is not a number", spoil: ({ gamma }) => gamma[1] = NaN },
  { what: "gammas of zero", spoil: ({ gamma }) => gamma.fill(0) },
  { what: "a large beta", spoil: ({ beta }) => beta[1] = 2 ** 70 },
];

/** The kernels that an operation runs, in their order. */
function kernelsOf(engine: Engine, operation: () => void): string[] {
  const machine = findMachine(engine)!;
  const run = machine.run, names: string[] = [];
  machine.run = function (kernel, ...rest) {
    names.push(kernel.name);
    run.call(this, kernel, ...rest);
  };
  try {
    operation();
  } finally {
    machine.run = run;
  }
  return names;
}

for (const engine of SIMD_ENGINES) {
  describe(`forward in one go, ${engine.name}`, () => {
    for (const { what, spoil } of SPOILERS) {
      for (const inPlace of [false, true]) {
        it(`has the bits of one thing after the other: ${what}${inPlace ? ", in place" : ""}`, () => {
          for (const { spec } of SPECS) {
            const plan = createPlan(spec);
            const array = (size: number, seed: number) =>
              randomArray(size, seed, { type: "float32", mean: 1 });
            const x = array(plan.size, 1), residual = array(plan.size, 2);
            const affine = { gamma: array(plan.affines, 3), beta: array(plan.affines, 4) };
            spoil({ x, ...affine });
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
    it("is one job where parts are whole, and 32 bits are enough", () => {
      for (const { spec, isWhole } of SPECS) {
        const plan = createPlan(spec);
        const x = randomArray(plan.size, 1, { type: "float32", mean: 1 });
        const kernels = new Set(kernelsOf(engine, () => normalize(plan, x, { engine })));
        assertEquals(kernels.has("normalizePart"), isWhole, JSON.stringify(spec));
        assertEquals(kernels.size, isWhole ? 1 : 2, JSON.stringify(spec));
      }
    });
    it("leaves only those parts for later that take 64 bits", () => {
      const plan = createPlan({ kind: "instance", shape: [1, 6, 1088] });
      const x = randomArray(plan.size, 1, { type: "float32", mean: 1 });
      x[1088] = NaN;
      x[2 * 1088] = 2 ** 100;
      x[4 * 1088] = Infinity;
      const long = ["runMoments", "runApply"];
      const kernels = kernelsOf(engine, () => normalize(plan, x, { engine }));
      assertEquals(kernels, ["normalizePart", ...long, ...long]);
    });
    it("leaves parts whose first mean misses", () => {
      const runs = createPlan({ kind: "instance", shape: [1, 6, 1088] });
      const sheets = createPlan({ kind: "instance", shape: [2, 144, 20], layout: "channels-last" });
      for (
        const { plan, isSeen, long } of [
          // Every 17th vector, and every fifth row.
          { plan: runs, isSeen: (i: number) => i % 68 < 4, long: "runMoments" },
          { plan: sheets, isSeen: (i: number) => i % 100 < 20, long: "columnMoments" },
        ]
      ) {
        const x = randomArray(plan.size, 1, { type: "float32" })
          .map((value, i) => value / 99 + (isSeen(i) ? 9 : 0));
        const expected = normalize(plan, x, { engine: stepwise(engine) });
        const kernels = kernelsOf(engine, () => {
          const { y, mean } = normalize(plan, x, { engine });
          assertBitEqual(y, expected.y);
          assertBitEqual(mean, expected.mean);
        });
        assertEquals(kernels.includes(long), true, long);
      }
    });
    it("leaves none whose values are random: first means hardly ever miss by a deviation", () => {
      const random = seededRandom(9);
      for (const layout of ["channels-first", "channels-last"] as const) {
        const shape = layout === "channels-first" ? [40, 52, 32, 32] : [40, 32, 32, 52];
        const plan = createPlan({ kind: "instance", shape, layout });
        const x = Float32Array.from({ length: plan.size }, () => Math.max(0, random.normal()));
        const kernels = kernelsOf(engine, () => normalize(plan, x, { engine }));
        assertEquals(new Set(kernels), new Set(["normalizePart"]), layout);
      }
    });
    it("takes arrays in the engine's memory in several slices", () => {
      const plan = createPlan({ kind: "instance", shape: [2, 1024, 2048] });
      const x = engine.allocate(plan.size), y = engine.allocate(plan.size);
      x.set(randomArray(plan.size, 1, { type: "float32", mean: 1 }));
      x[plan.size - 2048] = NaN;
      const expected = normalize(plan, x.slice(), { engine: stepwise(engine) });
      const kernels = kernelsOf(engine, () => {
        const { mean } = normalize(plan, x, { engine, out: { y } });
        assertBitEqual(alikeNaN(mean), alikeNaN(expected.mean));
      });
      assertBitEqual(alikeNaN(y.slice()), alikeNaN(expected.y));
      assertEquals(kernels.filter((name) => name === "normalizePart").length > 1, true);
      engine.free(x);
      engine.free(y);
    });
    it("with gamma and beta of 64 bits, or none", () => {
      const plan = createPlan({ kind: "instance", shape: [2, 4, 9] });
      const x = randomArray(plan.size, 1, { type: "float32" });
      const ones = { gamma: new Float64Array(4).fill(1), beta: new Float32Array(4) };
      assertEquals(normalize(plan, x, { engine, ...ones }), normalize(plan, x, { engine }));
    });
  });
}
