import { assertAllClose, assertBitEqual, randomArray, seededRandom } from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import process from "node:process";
import { SIMD_ENGINES } from "../_test_engines.ts";
import type { Engine } from "../engine.ts";
import {
  normalize,
  normalizeBackward,
  normalizeInference,
  normalizeInferenceBackward,
} from "../normalize.ts";
import { createPlan, type NormKind, type Plan } from "../plan.ts";
import { SCALAR_ENGINE } from "../scalar_engine.ts";
import type { EpsilonPlacement, Layout } from "../types.ts";
import { createEngine, type SimdEngine } from "./mod.ts";

const FOUR = await createEngine({ threads: 4 });

/** `deno task fuzz` sets it. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const MOST_ELEMENTS = 150_000;

const KINDS = ["batch", "instance", "group", "layer", "rms", "positional", "inference"] as const;

/** Whatever a call can be given. */
interface Case {
  readonly kind: NormKind | "inference";
  readonly layout: Layout;
  readonly samples: number;
  readonly channels: number;
  readonly positions: number;
  readonly groups: number;
  readonly mean: number;
  readonly sigma: number;
  readonly gamma: boolean;
  readonly beta: boolean;
  readonly epsilon: number;
  readonly epsilonPlacement: EpsilonPlacement;
  readonly inPlace: boolean;
  /** Which of x, y, dy, dx live in the engine's memory. */
  readonly homes: readonly boolean[];
  readonly seed: number;
}

/** Sizes beside what the kernels are cut into. */
const small = fc.integer({ min: 1, max: 70 });
const besideTile = fc.constantFrom(63, 64, 65, 127, 128, 129, 191, 257);
const besideBlock = fc.constantFrom(4092, 4095, 4096, 4097, 4112, 8191, 12289);
const besidePiece = fc.constantFrom(65535, 65536, 65537, 65600, 131073);
const wide = fc.constantFrom(64, 66, 100, 128, 200, 512);
const severalTiles = fc.constantFrom(15, 17, 31, 33, 63, 128, 130, 255, 257);
const besideColumns = fc.constantFrom(1020, 1023, 1024, 1025, 1028, 2049);

const sizes = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), small, small) },
  { weight: 4, arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), small, besideTile) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 9 }), besideBlock),
  },
  // Channels last, the rows of a tile lie apart.
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(1, 2), wide, severalTiles) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(1), fc.constantFrom(1, 2), besidePiece) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(1, 2), besideColumns, small) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 70 }), small, fc.constant(1)) },
);

const cases: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom(...KINDS),
  layout: fc.constantFrom("channels-first", "channels-last"),
  sizes: sizes.filter(([n, c, positions]) => n * c * positions <= MOST_ELEMENTS),
  divisor: fc.nat({ max: 10 }),
  mean: fc.constantFrom(0, 0.5, -3, 100, 1e4),
  sigma: fc.constantFrom(1, 0.01, 30, 1e-12, 1e12, 1e-30, 1e30),
  gamma: fc.boolean(),
  beta: fc.boolean(),
  epsilon: fc.constantFrom(0, 1e-5, 0.1),
  epsilonPlacement: fc.constantFrom("inside", "inside", "outside"),
  inPlace: fc.boolean(),
  homes: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
  seed: fc.integer(),
}).map(({ sizes: [samples, channels, positions], divisor, ...rest }) => {
  const divisors = Array.from({ length: channels }, (_, i) => i + 1).filter((i) =>
    channels % i === 0
  );
  const groups = divisors[divisor % divisors.length]!;
  return { ...rest, samples, channels, positions, groups };
}) as fc.Arbitrary<Case>;

function planOf({ kind, layout, samples, channels, positions, groups }: Case): Plan {
  const shape = layout === "channels-first"
    ? [samples, channels, positions]
    : [samples, positions, channels];
  if (kind === "group") return createPlan({ kind, shape, layout, groups });
  return createPlan({ kind: kind === "inference" ? "batch" : kind, shape, layout });
}

/** The arrays of a case, the same for every engine. */
function arraysOf(plan: Plan, { seed, mean, sigma, gamma, beta }: Case) {
  const random = seededRandom(seed);
  const normals = (length: number, at = 0, spread = 1) =>
    Float32Array.from({ length }, () => at + spread * random.normal());
  return {
    x: normals(plan.size, mean * sigma, sigma),
    dy: normals(plan.size),
    affine: {
      ...(gamma ? { gamma: normals(plan.affines, 1) } : {}),
      ...(beta ? { beta: normals(plan.affines) } : {}),
    },
    fixed: {
      mean: normals(plan.statistics, mean * sigma, sigma),
      variance: normals(plan.statistics).map((value) => (0.5 + value * value) * sigma * sigma),
    },
  };
}

type Arrays = ReturnType<typeof arraysOf>;

/** Forward and backward by one engine. */
function compute(plan: Plan, test: Case, { x, dy, affine, fixed }: Arrays, engine: Engine) {
  const home = (index: number, source: Float32Array | number): Float32Array => {
    const length = typeof source === "number" ? source : source.length;
    const own = "allocate" in engine && test.homes[index];
    const array = own ? (engine as SimdEngine).allocate(length) : new Float32Array(length);
    if (typeof source === "number") array.fill(NaN);
    else array.set(source);
    return array;
  };
  const { epsilon } = test;
  const epsilonPlacement = test.kind === "inference" ? "inside" : test.epsilonPlacement;
  const options = { ...affine, epsilon, epsilonPlacement, engine };
  const from = home(0, x), g = home(2, dy), again = home(0, x);
  const y = test.inPlace ? from : home(1, x.length);
  const dx = test.inPlace ? g : home(3, x.length);
  let result;
  if (test.kind === "inference") {
    const forward = normalizeInference(plan, from, { ...options, ...fixed, out: { y } });
    const backward = normalizeInferenceBackward(plan, g, again, {
      ...options,
      ...fixed,
      out: { dx },
    });
    result = { ...backward, y: forward.y, mean: backward.dmean, variance: backward.dvariance };
    result = { ...result, rstd: new Float64Array(plan.statistics).fill(1 / test.sigma) };
  } else {
    const forward = normalize(plan, from, { ...options, out: { y } });
    const backward = normalizeBackward(plan, g, again, { ...options, ...forward, out: { dx } });
    result = { ...forward, ...backward };
  }
  const kept = { ...result, y: result.y.slice(), dx: result.dx.slice() };
  if ("allocate" in engine) {
    const owner = engine as SimdEngine;
    for (const array of new Set([from, again, g, y, dx])) if (owner.owns(array)) owner.free(array);
  }
  return kept;
}

type Result = ReturnType<typeof compute>;

function largest(values: Float32Array | Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** Errors are measured by the terms of a sum: what cancels leaves its error behind. */
function assertAgree(
  actual: Result,
  expected: Result,
  plan: Plan,
  test: Case,
  { dy, affine }: Arrays,
) {
  const perParameter = plan.size / plan.affines;
  const energy = Math.sqrt(dy.reduce((sum, value) => sum + value * value, 0) / plan.affines);
  const sums = 3e-7 * Math.sqrt(perParameter) * energy;
  const gamma = affine.gamma === undefined ? 1 : largest(affine.gamma);
  const beta = affine.beta === undefined ? 0 : largest(affine.beta);
  const rstd = largest(expected.rstd);
  const inference = test.kind === "inference";
  const check = (name: "y" | "dx" | "dgamma" | "dbeta" | "mean" | "variance", atol: number) =>
    assertAllClose(actual[name], expected[name], { rtol: 1e-6, atol, name });
  check("y", 1e-6 * beta);
  check("dx", 1e-6 * rstd * gamma * largest(dy));
  // A fixed mean may be some deviations off, which xhat then is too.
  check("dgamma", inference ? 10 * sums : sums);
  check("dbeta", sums);
  if (inference) {
    check("mean", 10 * sums * rstd * gamma);
    check("variance", 30 * sums * rstd * rstd * gamma);
  } else {
    check("mean", 1e-6 * test.sigma);
    check("variance", 0);
  }
}

describe("the SIMD engine agrees with the scalar engine, and threads with one thread to the bit", () => {
  it(`${RUNS} shapes, layouts, kinds and options`, () => {
    const [one, two] = SIMD_ENGINES;
    fc.assert(
      fc.property(cases, (test) => {
        const plan = planOf(test);
        const arrays = arraysOf(plan, test);
        const expected = compute(plan, test, arrays, SCALAR_ENGINE);
        const simd = compute(plan, test, arrays, one!);
        assertAgree(simd, expected, plan, test, arrays);
        const threads = compute(plan, test, arrays, two!);
        for (const name of ["y", "mean", "variance", "dx", "dgamma", "dbeta"] as const) {
          assertBitEqual(threads[name], simd[name], name);
        }
      }),
      { numRuns: RUNS, ...(process.env.FUZZ_RUNS === undefined ? { seed: 1 } : {}) },
    );
  });
  it("large arrays, which every thread gets a part of", () => {
    const [one, two] = SIMD_ENGINES;
    for (const layout of ["channels-first", "channels-last"] as const) {
      for (const kind of KINDS) {
        const test: Case = {
          ...{ kind, layout, samples: 2, channels: 5, positions: 20_011, groups: 5, seed: 3 },
          ...{ mean: 3, sigma: 2, gamma: true, beta: true, epsilon: 1e-5 },
          ...{ epsilonPlacement: "inside", inPlace: false, homes: [true, false, false, true] },
        };
        const plan = planOf(test);
        const arrays = arraysOf(plan, test);
        const simd = compute(plan, test, arrays, one!);
        assertAgree(simd, compute(plan, test, arrays, SCALAR_ENGINE), plan, test, arrays);
        const threads = compute(plan, test, arrays, two!);
        for (const name of ["y", "mean", "variance", "dx", "dgamma", "dbeta"] as const) {
          assertBitEqual(threads[name], simd[name], name);
        }
      }
    }
  });
  it("the gradient with fixed statistics of rows whose elements have a gamma each", () => {
    const plan = createPlan({ kind: "layer", shape: [2, 32] });
    const draw = (size: number, seed: number) => randomArray(size, seed, { type: "float32" });
    const fixed = { mean: draw(2, 1), variance: new Float32Array([1, 2]), gamma: draw(32, 2) };
    const by = (engine: Engine) =>
      normalizeInferenceBackward(plan, draw(64, 3), draw(64, 4), { ...fixed, engine });
    const exact = by(SCALAR_ENGINE);
    for (const engine of SIMD_ENGINES) {
      for (const [name, values] of Object.entries(by(engine))) {
        assertAllClose(values, exact[name as "dx"], { rtol: 1e-6, atol: 1e-6, name });
      }
    }
  });
  it("many samples of a channel, which more threads take more of at a time", () => {
    const [one, two] = SIMD_ENGINES;
    for (const layout of ["channels-first", "channels-last"] as const) {
      for (let seed = 0; seed < 2; seed++) {
        const test: Case = {
          ...{ kind: "instance", layout, samples: 8, channels: 1, positions: 70_000, groups: 1 },
          ...{ mean: 0, sigma: 1, gamma: true, beta: true, epsilon: 1e-5, seed },
          ...{ epsilonPlacement: "inside", inPlace: false, homes: [true, true, true, true] },
        };
        const plan = planOf(test);
        const arrays = arraysOf(plan, test);
        const simd = compute(plan, test, arrays, one!);
        for (const engine of [two!, FOUR]) {
          const threads = compute(plan, test, arrays, engine);
          for (const name of ["y", "mean", "variance", "dx", "dgamma", "dbeta"] as const) {
            assertBitEqual(threads[name], simd[name], `${name}, ${layout}, ${engine.name}`);
          }
        }
      }
    }
  });
});
