import { assertAllClose, channelsLastShape, toChannelsLast } from "@evenkeel/testing";
import {
  BATCH_NORM,
  BATCH_NORM_INFERENCE,
  type GoldenCase,
  type GoldenInferenceCase,
  GROUP_NORM,
  INSTANCE_NORM,
  LAYER_NORM,
  POSITIONAL_NORM,
  RMS_NORM,
} from "@evenkeel/testing/golden";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import type { Engine } from "./engine.ts";
import {
  normalize,
  normalizeBackward,
  normalizeInference,
  normalizeInferenceBackward,
} from "./normalize.ts";
import { createPlan, type NormKind, type NormSpec } from "./plan.ts";
import { SCALAR_ENGINE } from "./scalar_engine.ts";
import type { FloatArray, Layout } from "./types.ts";

const FAMILY: readonly (readonly [NormKind, readonly GoldenCase[]])[] = [
  ["batch", BATCH_NORM],
  ["instance", INSTANCE_NORM],
  ["group", GROUP_NORM],
  ["layer", LAYER_NORM],
  ["rms", RMS_NORM],
  ["positional", POSITIONAL_NORM],
];
const TYPES = [
  { type: Float64Array, rtol: 1e-12 },
  { type: Float32Array, rtol: 1e-6 },
] as const;

/** How a case's arrays are brought into a layout and a type. */
function arranger(golden: GoldenCase, layout: Layout, type: typeof TYPES[number]["type"]) {
  const last = layout === "channels-last";
  return {
    shape: last ? channelsLastShape(golden.shape) : golden.shape,
    place: (data: Float64Array): Float64Array => last ? toChannelsLast(data, golden.shape) : data,
    convert: (data: Float64Array): FloatArray =>
      type.from(last ? toChannelsLast(data, golden.shape) : data),
  };
}

function specOf(kind: NormKind, golden: GoldenCase, layout: Layout, shape: readonly number[]) {
  const spec: NormSpec = { kind, shape, layout };
  return {
    ...spec,
    ...(golden.groups === undefined ? {} : { groups: golden.groups }),
    ...(golden.axis === undefined ? {} : { axis: golden.axis }),
  };
}

function affineOf(golden: GoldenCase) {
  return {
    epsilon: golden.epsilon,
    ...(golden.gamma === undefined ? {} : { gamma: golden.gamma }),
    ...(golden.beta === undefined ? {} : { beta: golden.beta }),
  };
}

function layoutsOf(kind: NormKind): readonly Layout[] {
  return kind === "layer" || kind === "rms"
    ? ["channels-first"]
    : ["channels-first", "channels-last"];
}

for (const [kind, cases] of FAMILY) {
  describe(`${kind} norm agrees with PyTorch float64`, () => {
    for (const [golden, engine] of onEveryEngine(cases)) {
      for (const layout of layoutsOf(kind)) {
        for (const { type, rtol } of TYPES) {
          it(`${golden.name}, ${layout}, ${type.name}, ${engine.name}`, () => {
            const { shape, place, convert } = arranger(golden, layout, type);
            const plan = createPlan(specOf(kind, golden, layout, shape));
            const options = { ...affineOf(golden), engine };
            const sums = sumsTolerance(engine, type);
            const x = convert(golden.x);
            const forward = normalize(plan, x, options);
            assertAllClose(forward.y, place(golden.y), { rtol, atol: 1e-15, name: "y" });
            assertAllClose(forward.mean, golden.mean, { ...sums, name: "mean" });
            assertAllClose(forward.rstd, golden.rstd, { ...sums, name: "rstd" });
            const dy = convert(golden.dy);
            const backward = normalizeBackward(plan, dy, x, { ...options, ...forward });
            const atol = 1e-12;
            assertAllClose(backward.dx, place(golden.dx), { rtol, atol, name: "dx" });
            if (golden.dgamma) {
              assertAllClose(backward.dgamma, golden.dgamma, { ...sums, name: "dgamma" });
            }
            if (golden.dbeta) {
              assertAllClose(backward.dbeta, golden.dbeta, { ...sums, name: "dbeta" });
            }
          });
        }
      }
    }
  });
}

/** The SIMD engine's sums over Float32Array are not float64 all the way. */
function sumsTolerance(engine: Engine, type: typeof TYPES[number]["type"]) {
  return engine === SCALAR_ENGINE || type === Float64Array
    ? { rtol: 1e-12, atol: 1e-12 }
    : { rtol: 1e-6, atol: 1e-6 };
}

function onEveryEngine<T>(cases: readonly T[]): (readonly [T, Engine])[] {
  return cases.flatMap((golden) => ENGINES.map((engine) => [golden, engine] as const));
}

describe("batch norm with fixed statistics agrees with PyTorch float64", () => {
  for (const [golden, engine] of onEveryEngine(BATCH_NORM_INFERENCE)) {
    for (const layout of layoutsOf("batch")) {
      for (const { type, rtol } of TYPES) {
        it(`${golden.name}, ${layout}, ${type.name}, ${engine.name}`, () =>
          checkInference(golden, layout, { type, rtol, engine }));
      }
    }
  }
});

function checkInference(
  golden: GoldenInferenceCase,
  layout: Layout,
  { type, rtol, engine }: { type: typeof TYPES[number]["type"]; rtol: number; engine: Engine },
): void {
  const sums = sumsTolerance(engine, type);
  const { shape, place, convert } = arranger(golden, layout, type);
  const plan = createPlan({ kind: "batch", shape, layout });
  const { mean, variance } = golden;
  const options = { ...affineOf(golden), mean, variance, engine };
  const x = convert(golden.x);
  assertAllClose(normalizeInference(plan, x, options).y, place(golden.y), { rtol, name: "y" });
  const backward = normalizeInferenceBackward(plan, convert(golden.dy), x, options);
  assertAllClose(backward.dx, place(golden.dx), { rtol, name: "dx" });
  assertAllClose(backward.dmean, golden.dmean, { ...sums, name: "dmean" });
  assertAllClose(backward.dvariance, golden.dvariance, { ...sums, name: "dvariance" });
  if (golden.dgamma) assertAllClose(backward.dgamma, golden.dgamma, sums);
  if (golden.dbeta) assertAllClose(backward.dbeta, golden.dbeta, sums);
}
