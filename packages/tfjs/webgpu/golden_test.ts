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
import { createPlan, type NormKind, type NormSpec } from "@evenkeel/kernels/plan";
import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import { hasAdapter, read, runFixed, runNorm, useWebGPU } from "./_test_gpu.ts";

const CASES: readonly (readonly [NormKind, readonly GoldenCase[]])[] = [
  ["batch", BATCH_NORM],
  ["instance", INSTANCE_NORM],
  ["group", GROUP_NORM],
  ["layer", LAYER_NORM],
  ["rms", RMS_NORM],
  ["positional", POSITIONAL_NORM],
];
const LAYOUTS = ["channels-last", "channels-first"] as const;
type Layout = (typeof LAYOUTS)[number];

const TOLERANCE = { rtol: 1e-5, atol: 1e-6 };
const complaints: string[] = [];

const available = await hasAdapter();
const suite = available ? describe : describe.skip;
const reason = available ? "" : " (skipped: no WebGPU adapter)";

if (available) before(() => useWebGPU(complaints));

for (const [kind, cases] of CASES) {
  suite(`webgpu agrees with PyTorch float64: ${kind}${reason}`, () => {
    for (const golden of cases) {
      const layouts = kind === "layer" || kind === "rms" ? ["channels-first"] as const : LAYOUTS;
      for (const layout of layouts) {
        it(`${golden.name}, ${layout}`, () => checkTraining(kind, golden, layout));
      }
    }
  });
}

suite(`webgpu agrees with PyTorch float64: given statistics${reason}`, () => {
  for (const golden of BATCH_NORM_INFERENCE) {
    for (const layout of LAYOUTS) {
      it(`${golden.name}, ${layout}`, () => checkFixed(golden, layout));
    }
  }
});

async function checkTraining(kind: NormKind, golden: GoldenCase, layout: Layout): Promise<void> {
  const { spec, place, tensors, dy } = prepare(kind, golden, layout);
  const f = (...inputs: tf.Tensor[]) => runNorm(spec, golden.epsilon, inputs)[0];
  const [y, dx, dgamma, dbeta] = await read([f(...tensors), ...tf.grads(f)(tensors, dy)]);
  assertEquals(complaints, []);
  assertAllClose(y!, place(golden.y), { ...TOLERANCE, name: "y" });
  assertAllClose(dx!, place(golden.dx), { ...TOLERANCE, name: "dx" });
  if (golden.dgamma) assertAllClose(dgamma!, golden.dgamma, { ...TOLERANCE, name: "dgamma" });
  if (golden.dbeta) assertAllClose(dbeta!, golden.dbeta, { ...TOLERANCE, name: "dbeta" });
}

async function checkFixed(golden: GoldenInferenceCase, layout: Layout): Promise<void> {
  const { spec, place, tensors: [x, gamma, beta], dy } = prepare("batch", golden, layout);
  const statistics = [golden.mean, golden.variance].map((v) => tf.tensor1d(Float32Array.from(v)));
  const inputs = [x!, ...statistics, gamma!, beta!];
  const f = (...inputs: tf.Tensor[]) => runFixed(spec, golden.epsilon, inputs);
  const answers = await read([f(...inputs), ...tf.grads(f)(inputs, dy)]);
  const { dmean, dvariance, dgamma, dbeta } = golden;
  const expected = {
    y: place(golden.y),
    dx: place(golden.dx),
    dmean,
    dvariance,
    dgamma,
    dbeta,
  };
  assertEquals(complaints, []);
  Object.entries(expected).forEach(([name, values], i) => {
    if (values !== undefined) assertAllClose(answers[i]!, values, { ...TOLERANCE, name });
  });
}

function prepare(kind: NormKind, golden: GoldenCase, layout: Layout) {
  const last = layout === "channels-last" && kind !== "layer" && kind !== "rms";
  const place = (data: Float64Array) => last ? toChannelsLast(data, golden.shape) : data;
  const shape = last ? channelsLastShape(golden.shape) : golden.shape;
  const { axis, groups } = golden;
  const spec: NormSpec = {
    kind,
    shape,
    layout,
    ...(axis === undefined ? {} : { axis }),
    ...(groups === undefined ? {} : { groups }),
  };
  const { affines } = createPlan(spec);
  const vector = (values: Float64Array | undefined, absent: number) =>
    tf.tensor1d(Float32Array.from(values ?? new Float64Array(affines).fill(absent)));
  const whole = (values: Float64Array) => tf.tensor(Float32Array.from(place(values)), [...shape]);
  return {
    spec,
    place,
    tensors: [whole(golden.x), vector(golden.gamma, 1), vector(golden.beta, 0)],
    dy: whole(golden.dy),
  };
}
