import {
  assertAllClose,
  assertBitEqual,
  channelsLastShape,
  type GuardedArray,
  guardedArray,
  randomArray,
} from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import { ENGINES, SIMD_ENGINES } from "../_test_engines.ts";
import { batchNorm } from "../batch_norm.ts";
import type { Engine } from "../engine.ts";
import { normalize, normalizeBackward, normalizeInference } from "../normalize.ts";
import { createPlan, type NormKind, type NormSpec, type Plan } from "../plan.ts";
import { SCALAR_ENGINE } from "../scalar_engine.ts";
import type { Layout } from "../types.ts";
import { createEngine } from "./create_engine.ts";
import { SimdEngine } from "./engine.ts";

const THREE = await createEngine({ threads: 3 });
const SIMD: readonly SimdEngine[] = [...SIMD_ENGINES, THREE];

const KINDS: readonly NormKind[] = ["batch", "instance", "group", "layer", "rms", "positional"];
const LAYOUTS: readonly Layout[] = ["channels-first", "channels-last"];

/** Numbers that a case starts from. */
interface Inputs {
  readonly x: Float32Array;
  readonly dy: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
}

function inputsOf(plan: Plan, seed = 1): Inputs {
  const type = "float32";
  return {
    x: randomArray(plan.size, seed, { type, mean: 3, sigma: 2 }),
    dy: randomArray(plan.size, seed + 1, { type }),
    gamma: randomArray(plan.affines, seed + 2, { type, mean: 1 }),
    beta: randomArray(plan.affines, seed + 3, { type }),
  };
}

/** Where a case's arrays live: in the engine's memory, at an odd place, between fences. */
class Home {
  readonly #fences: GuardedArray[] = [];
  readonly #taken: Float32Array[] = [];
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  place(values: Float32Array): Float32Array {
    const engine = this.#engine;
    const fence = guardedArray(values.length, (length) => {
      if (!(engine instanceof SimdEngine)) return new Float32Array(length);
      const whole = engine.allocate(length + 1);
      this.#taken.push(whole);
      return whole.subarray(1);
    });
    this.#fences.push(fence);
    fence.array.set(values);
    return fence.array;
  }

  /** Nobody wrote to the fences; and the memory is free again. */
  leave(): void {
    for (const fence of this.#fences) fence.assertIntact();
    for (const array of this.#taken) {
      if (this.#engine instanceof SimdEngine) this.#engine.free(array);
    }
  }
}

/** Forward, backward and inference by one engine, on arrays of its own. */
function compute(plan: Plan, { x, dy, gamma, beta }: Inputs, engine: Engine) {
  const home = new Home(engine);
  const [from, g] = [home.place(x), home.place(dy)];
  const [y, fixedY, dx] = [x, x, x].map((like) => home.place(like.map(() => NaN)));
  const options = { gamma: home.place(gamma), beta: home.place(beta), engine };
  const forward = normalize(plan, from, { ...options, out: { y: y! } });
  const backward = normalizeBackward(plan, g, from, { ...options, ...forward, out: { dx: dx! } });
  const fixed = {
    mean: forward.mean.map((mean) => mean + 0.25),
    variance: forward.variance.map((variance) => variance + 0.5),
  };
  normalizeInference(plan, from, { ...options, ...fixed, out: { y: fixedY! } });
  const result = {
    y: y!.slice(),
    dx: dx!.slice(),
    inference: fixedY!.slice(),
    mean: forward.mean,
    variance: forward.variance,
    dgamma: backward.dgamma,
    dbeta: backward.dbeta,
  };
  assertBitEqual(from, x, "x stays");
  assertBitEqual(g, dy, "dy stays");
  home.leave();
  return result;
}

type Result = ReturnType<typeof compute>;
const NAMES = ["y", "dx", "inference", "mean", "variance", "dgamma", "dbeta"] as const;

function assertAgree(actual: Result, expected: Result, plan: Plan): void {
  // What cancels leaves its error behind: a sum is measured by its terms.
  const perParameter = plan.size / Math.max(1, plan.affines);
  const sums = 2e-6 * Math.sqrt(perParameter);
  assertAllClose(actual.y, expected.y, { rtol: 1e-6, atol: 3e-6, name: "y" });
  assertAllClose(actual.inference, expected.inference, { atol: 3e-6, name: "inference" });
  assertAllClose(actual.dx, expected.dx, { rtol: 1e-6, atol: 3e-6, name: "dx" });
  assertAllClose(actual.mean, expected.mean, { rtol: 1e-6, name: "mean" });
  assertAllClose(actual.variance, expected.variance, { rtol: 1e-6, name: "variance" });
  assertAllClose(actual.dgamma, expected.dgamma, { rtol: 1e-6, atol: sums, name: "dgamma" });
  assertAllClose(actual.dbeta, expected.dbeta, { rtol: 1e-6, atol: sums, name: "dbeta" });
}

/** All SIMD engines agree with the scalar one, and with each other to the bit. */
function check(spec: NormSpec, seed = 1): void {
  const plan = createPlan(spec);
  const inputs = inputsOf(plan, seed);
  const expected = compute(plan, inputs, SCALAR_ENGINE);
  const results = SIMD.map((engine) => compute(plan, inputs, engine));
  assertAgree(results[0]!, expected, plan);
  for (const result of results.slice(1)) {
    for (const name of NAMES) assertBitEqual(result[name], results[0]![name], name);
  }
}

function specOf(kind: NormKind, first: readonly number[], layout: Layout): NormSpec {
  const shape = layout === "channels-last" ? channelsLastShape(first) : first;
  const groups = first[1]! % 3 === 0 ? 3 : 1;
  return { kind, shape, layout, ...(kind === "group" ? { groups } : {}) };
}

const SHAPES: readonly (readonly number[])[] = [
  [37, 9],
  [40, 16],
  [5, 6, 19],
  [2, 33, 64],
  [3, 3, 1, 35],
  [2, 12, 8, 9],
  [1, 64, 9, 9],
  [2, 5, 3, 4, 7],
  [1, 9, 2, 16, 3],
];

describe("1, 2 and 3 threads give the same bits, and what the scalar engine gives", () => {
  for (const kind of KINDS) {
    for (const layout of LAYOUTS) {
      it(`${kind} norm, ${layout}, of 2 to 5 axes`, () => {
        for (const shape of SHAPES) check(specOf(kind, shape, layout));
      });
    }
  }
  for (const kind of KINDS) {
    for (const layout of LAYOUTS) {
      it(`${kind} norm, ${layout}, of 1 to 67 positions`, () => {
        for (let size = 1; size <= 67; size++) {
          const channels = [1, 3, 5, 6, 7, 9][size % 6]!;
          check(specOf(kind, [2, channels, size], layout), size);
        }
      });
      it(`${kind} norm, ${layout}, of 1 to 67 channels`, () => {
        for (let size = 1; size <= 67; size += 3) check(specOf(kind, [3, size, 21], layout), size);
      });
      it(`${kind} norm, ${layout}, cut into pieces for every thread`, () => {
        check(specOf(kind, [1, 1, 140_001], layout));
        check(specOf(kind, [1, 1027, 70], layout));
        check(specOf(kind, [70, 36, 20], layout));
        check(specOf(kind, [1000, 71], layout));
        // The rows of a tile lie apart: some of them closer than they might, and some are left over.
        check(specOf(kind, [1100, 127], layout));
        check(specOf(kind, [1, 128, 1100], layout));
        check(specOf(kind, [2, 68, 1301], layout));
        check(specOf(kind, [2, 1028, 70], layout));
        check(specOf(kind, [20, 5003], layout));
      });
    }
  }
});

describe("running statistics on every engine", () => {
  for (const layout of LAYOUTS) {
    it(layout, () => {
      const shape = layout === "channels-first" ? [4, 7, 33] : [4, 33, 7];
      const x = randomArray(4 * 7 * 33, 5, { type: "float32", mean: -2 });
      const [expected, ...others] = ENGINES.concat(THREE).map((engine) => {
        const running = {
          mean: new Float32Array(7).fill(1),
          variance: new Float32Array(7).fill(2),
          rate: 0.3,
          correction: 1,
        };
        batchNorm(x, { shape, layout, running, engine });
        return running;
      });
      for (const actual of others) {
        assertAllClose(actual.mean, expected!.mean);
        assertAllClose(actual.variance, expected!.variance);
      }
    });
  }
});

describe("a sample's bits do not depend on its neighbors", () => {
  const SAMPLES = 5;
  for (const engine of ENGINES.concat(THREE)) {
    for (const kind of ["instance", "group", "layer", "rms", "positional"] as const) {
      it(`${kind} norm, ${engine.name}`, () => {
        for (const layout of LAYOUTS) {
          for (const [c, ...space] of [[6, 5], [3, 70], [9, 1], [33, 8, 9], [1, 4000], [64, 2]]) {
            const all = createPlan(specOf(kind, [SAMPLES, c!, ...space], layout));
            const inputs = inputsOf(all);
            const together = compute(all, inputs, engine);
            const plan = createPlan(specOf(kind, [1, c!, ...space], layout));
            for (let i = 0; i < SAMPLES; i++) {
              const part = (array: Float32Array) => array.slice(i * plan.size, (i + 1) * plan.size);
              const { x, dy } = inputs;
              const alone = compute(plan, { ...inputs, x: part(x), dy: part(dy) }, engine);
              assertBitEqual(alone.y, part(together.y), `y of ${layout} ${c},${space}`);
              assertBitEqual(alone.dx, part(together.dx), `dx of ${layout} ${c},${space}`);
              assertBitEqual(alone.inference, part(together.inference), "inference");
            }
          }
        }
      });
    }
    it(`batch norm's inference, ${engine.name}`, () => {
      for (const layout of LAYOUTS) {
        for (const [c, ...space] of [[6, 5], [3, 70], [9, 1], [33, 8, 9], [7, 3], [64, 2]]) {
          const all = createPlan(specOf("batch", [SAMPLES, c!, ...space], layout));
          const { x, gamma, beta } = inputsOf(all);
          const fixed = {
            mean: randomArray(c!, 7),
            variance: randomArray(c!, 8).map((v) => v * v + 0.1),
          };
          const options = { gamma, beta, engine, ...fixed };
          const { y } = normalizeInference(all, x, options);
          const plan = createPlan(specOf("batch", [1, c!, ...space], layout));
          for (let i = 0; i < SAMPLES; i++) {
            const part = (array: Float32Array) => array.slice(i * plan.size, (i + 1) * plan.size);
            const alone = normalizeInference(plan, part(x), options);
            assertBitEqual(alone.y, part(y), `${layout} ${c},${space}`);
          }
        }
      }
    });
  }
});
