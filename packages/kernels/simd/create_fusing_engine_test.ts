import { assertAllClose, assertBitEqual, guardedArray, seededRandom } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import process from "node:process";
import type { Engine } from "../engine.ts";
import { normalize, normalizeInference } from "../normalize.ts";
import { createPlan, type NormKind, type NormSpec } from "../plan.ts";
import { SCALAR_ENGINE } from "../scalar_engine.ts";
import type { FusedActivation, Layout } from "../types.ts";
import { columnApply } from "./_kernels/column_map.ts";
import { lineApply, runApply } from "./_kernels/run_map.ts";
import { machineOf } from "./_machines.ts";
import { createFusingEngine, SimdEngine } from "./mod.ts";

/** `deno task fuzz` sets it. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const ACTIVATIONS = [undefined, "relu", "leakyRelu", "silu", "tanh"] as const;
const HOMES = ["plain", "engine"] as const;

const ONE = await createFusingEngine();
const TWO = await createFusingEngine({ threads: 2 });

/** Whatever a call can be given. */
interface Case {
  readonly spec: NormSpec;
  readonly fixed: boolean;
  readonly activation: FusedActivation | undefined;
  readonly residual: boolean;
  /** Which array the output is. */
  readonly target: "x" | "residual" | "y";
  /** Where x, the residual and y live. */
  readonly homes: readonly typeof HOMES[number][];
  readonly negativeSlope: number;
  readonly spread: number;
  readonly seed: number;
}

const small = fc.integer({ min: 1, max: 40 });
const sizes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), small, small) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(1, 2), small, fc.constantFrom(63, 64, 65, 257)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(1, 2), fc.constantFrom(64, 128), fc.constantFrom(63, 257)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant(1), fc.constantFrom(1, 2), fc.constant(65_553)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(1), fc.constantFrom(1023, 1028), small) },
);

const cases: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom<NormKind[]>("batch", "instance", "group", "layer", "rms", "positional"),
  layout: fc.constantFrom<Layout[]>("channels-first", "channels-last"),
  sizes,
  fixed: fc.boolean(),
  activation: fc.constantFrom(...ACTIVATIONS),
  residual: fc.boolean(),
  target: fc.constantFrom("x", "residual", "y"),
  homes: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(...HOMES))),
  negativeSlope: fc.constantFrom(0.01, 0, -1, 3),
  spread: fc.constantFrom(1, 100, 1e-20),
  seed: fc.nat(1e6),
}).map(({ kind, layout, sizes: [n, c, positions], ...rest }) => {
  const shape = layout === "channels-first" ? [n, c, positions] : [n, positions, c];
  return { ...rest, spec: { kind, shape, layout, groups: 1 } };
}) as fc.Arbitrary<Case>;

/** The output of one engine; arrays stand between fences. */
function compute(test: Case, engine: Engine): Float32Array {
  const { spec, activation, negativeSlope, seed, spread } = test;
  const plan = createPlan(spec), random = seededRandom(seed);
  const owned: Float32Array[] = [];
  const [x, residual, y] = test.homes.map((home) => {
    const guarded = guardedArray(plan.size, (length) => {
      if (home === "plain" || !(engine instanceof SimdEngine)) return new Float32Array(length);
      const array = engine.allocate(length);
      owned.push(array);
      return array;
    });
    guarded.array.forEach((_, i) => guarded.array[i] = spread * random.normal());
    return guarded;
  });
  const numbers = (length: number, least = -1) =>
    Float64Array.from({ length }, () => least + 2 * random.uniform());
  const options = {
    ...{ gamma: numbers(plan.affines, 0.2), beta: numbers(plan.affines) },
    ...{ epsilon: 1e-60, negativeSlope, engine },
    ...(activation === undefined ? {} : { activation }),
    ...(test.residual ? { residual: residual!.array } : {}),
    out: { y: { x, residual, y }[test.target]!.array },
  };
  const given = {
    mean: numbers(plan.statistics).map((value) => value * spread),
    variance: numbers(plan.statistics, 0.1).map((value) => (value * spread) ** 2),
  };
  if (test.fixed) normalizeInference(plan, x!.array, { ...options, ...given });
  else normalize(plan, x!.array, options);
  for (const guarded of [x!, residual!, y!]) guarded.assertIntact();
  const result = options.out.y.slice();
  for (const array of owned) (engine as SimdEngine).free(array);
  return result;
}

describe("endings by SIMD agree with the scalar engine, and threads with one thread to the bit", () => {
  it(`${RUNS} shapes, layouts, kinds, activations, residuals and targets`, () => {
    fc.assert(
      fc.property(cases, (test) => {
        const expected = compute(test, SCALAR_ENGINE), simd = compute(test, ONE);
        // An error is one of what is added up, and a slope of 3 makes it larger.
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 10);
        assertAllClose(simd, expected, { atol: 1e-6 * largest });
        assertBitEqual(compute(test, TWO), simd);
      }),
      { numRuns: RUNS, ...(process.env.FUZZ_RUNS === undefined ? { seed: 1 } : {}) },
    );
  });
  it("has a kernel for every ending of every form of memory", () => {
    const machine = machineOf(ONE), residual = new Float32Array(1);
    for (const kernel of [runApply, lineApply, columnApply]) {
      const found = ACTIVATIONS.flatMap((activation) =>
        [undefined, residual].map((residual) =>
          machine.ended(kernel, { activation, residual, negativeSlope: 0 })?.name
        )
      );
      assertEquals(new Set(found).size, 10);
      assertEquals(found.every((name) => name?.startsWith(kernel.name)), true);
    }
  });
});
