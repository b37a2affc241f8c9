import { assertAllClose, channelsLastShape, toChannelsLast } from "@evenkeel/testing";
import { BATCH_NORM, type GoldenCase, GROUP_NORM, INSTANCE_NORM } from "@evenkeel/testing/golden";
import { LAYER_NORM, POSITIONAL_NORM, RMS_NORM } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
// The composed fallback needs the gradients of stock operations, which this import registers.
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import {
  batchNorm,
  batchNormInference,
  groupNorm,
  instanceNorm,
  layerNorm,
  positionalNorm,
  rmsNorm,
} from "./mod.ts";

type Op = (
  x: tf.Tensor,
  options: { gamma: tf.Tensor1D; beta: tf.Tensor1D; epsilon: number; layout: "channels-last" },
  golden: GoldenCase,
) => tf.Tensor;

const OPS: readonly (readonly [string, readonly GoldenCase[], Op, boolean])[] = [
  ["batch norm", BATCH_NORM, (x, options) => batchNorm(x, options).y, true],
  ["instance norm", INSTANCE_NORM, instanceNorm, true],
  ["group norm", GROUP_NORM, (x, o, { groups }) => groupNorm(x, { ...o, groups: groups! }), true],
  ["positional norm", POSITIONAL_NORM, positionalNorm, true],
  ["layer norm", LAYER_NORM, (x, o, { axis }) => layerNorm(x, { ...o, axis: axis ?? 1 }), false],
  ["rms norm", RMS_NORM, (x, o, { axis }) => rmsNorm(x, { ...o, axis: axis ?? 1 }), false],
];

// Composed of float32 operations, the fallback loses digits where the mean is a thousand deviations.
const BACKENDS = [
  { backend: "cpu", rtol: 1e-6, hard: true },
  { backend: "composed", rtol: 2e-5, hard: false },
] as const;

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  // The stock cpu backend under another name has none of our kernels.
  const cpu = tf.findBackendFactory("cpu");
  tf.registerBackend("composed", cpu);
  tf.copyRegisteredKernels("cpu", "composed");
});

for (const { backend, rtol, hard } of BACKENDS) {
  describe(`operations agree with PyTorch float64: ${backend}`, () => {
    for (const [name, cases, op, channels] of OPS) {
      for (const golden of cases.filter((one) => hard || isMild(one))) {
        it(`${name}: ${golden.name}`, async () => {
          await tf.setBackend(backend);
          check(golden, op, { channels, rtol });
        });
      }
    }
  });
}

/** Whether float32 operations can be expected to get it right. */
function isMild({ epsilon, variance, mean }: GoldenCase): boolean {
  return epsilon > 0 && mean.every((m, s) => Math.abs(m) < 10 * Math.sqrt(variance[s]! + epsilon));
}

function check(
  golden: GoldenCase,
  op: Op,
  { channels, rtol }: { channels: boolean; rtol: number },
) {
  const place = (data: Float64Array) => channels ? toChannelsLast(data, golden.shape) : data;
  const shape = channels ? channelsLastShape(golden.shape) : [...golden.shape];
  const size = golden.gamma?.length ?? golden.beta?.length ?? affineSize(golden, channels);
  tf.tidy(() => {
    const x = tf.tensor(Float32Array.from(place(golden.x)), [...shape]);
    const dy = tf.tensor(Float32Array.from(place(golden.dy)), [...shape]);
    const gamma = tf.tensor1d(Float32Array.from(golden.gamma ?? new Float64Array(size).fill(1)));
    const beta = tf.tensor1d(Float32Array.from(golden.beta ?? new Float64Array(size)));
    const f = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) => {
      const affine = { gamma: gamma as tf.Tensor1D, beta: beta as tf.Tensor1D };
      return op(x, { ...affine, epsilon: golden.epsilon, layout: "channels-last" }, golden);
    };
    assertAllClose(f(x, gamma, beta).dataSync(), place(golden.y), { rtol, atol: 1e-7, name: "y" });
    const [dx, dgamma, dbeta] = tf.grads(f)([x, gamma, beta], dy);
    const atol = 1e-6;
    assertAllClose(dx!.dataSync(), place(golden.dx), { rtol, atol, name: "dx" });
    if (golden.dgamma) assertAllClose(dgamma!.dataSync(), golden.dgamma, { rtol, atol });
    if (golden.dbeta) assertAllClose(dbeta!.dataSync(), golden.dbeta, { rtol, atol });
  });
}

function affineSize({ shape, axis }: GoldenCase, channels: boolean): number {
  if (channels) return shape[1]!;
  return shape.slice(axis ?? 1).reduce((a, b) => a * b, 1);
}

describe("operations", () => {
  before(async () => void await tf.setBackend("cpu"));

  it("differentiate through the returned mean and variance", () => {
    const x = tf.tensor2d([[1], [2], [4], [9]]);
    const ofMean = tf.grad((v) => tf.sum(batchNorm(v as tf.Tensor2D).mean))(x);
    assertAllClose(ofMean.dataSync(), [0.25, 0.25, 0.25, 0.25]);
    const ofVariance = tf.grad((v) => tf.sum(batchNorm(v as tf.Tensor2D).variance))(x);
    assertAllClose(ofVariance.dataSync(), [-1.5, -1, 0, 2.5], { rtol: 1e-6 });
  });

  it("refuse a gradient of a gradient where the kernel has none", () => {
    const x = tf.tensor2d([[1, 2, 4]]);
    const twice = tf.grad((v) => tf.sum(tf.grad((w) => tf.sum(tf.square(layerNorm(w))))(v)));
    assertThrows(() => twice(x), Error, "EvenkeelNormGradient has no gradient of its own");
  });

  it("inference differentiates in all five tensors", () => {
    const f = (...[x, mean, variance, gamma, beta]: tf.Tensor[]) =>
      batchNormInference(x!, {
        mean: mean as tf.Tensor1D,
        variance: variance as tf.Tensor1D,
        gamma: gamma as tf.Tensor1D,
        beta: beta as tf.Tensor1D,
        epsilon: 0,
      });
    const inputs = [tf.tensor2d([[3], [7]]), ...[1, 4, 3, 5].map((v) => tf.tensor1d([v]))];
    assertEquals([...f(...inputs).dataSync()], [8, 14]);
    const gradients = tf.grads(f)(inputs, tf.tensor2d([[1], [1]]));
    assertEquals(gradients.map((g) => [...g.dataSync()]), [[1.5, 1.5], [-3], [-1.5], [4], [2]]);
  });

  it("dispose of everything but what they return", () => {
    const x = tf.randomNormal([2, 3, 3, 4], 0, 1, "float32", 1);
    const before = tf.memory().numTensors;
    const { y, mean, variance } = batchNorm(x);
    assertEquals(tf.memory().numTensors, before + 3);
    tf.dispose([y, mean, variance]);
    const single = [
      () => groupNorm(x, { groups: 2 }),
      () => instanceNorm(x),
      () => layerNorm(x),
      () => rmsNorm(x),
      () => positionalNorm(x),
    ];
    for (const norm of single) {
      const y = norm();
      assertEquals(tf.memory().numTensors, before + 1, String(norm));
      y.dispose();
    }
    tf.grad((v) => tf.sum(instanceNorm(v)))(x).dispose();
    assertEquals(tf.memory().numTensors, before);
  });

  it("say what is wrong", () => {
    const x = tf.zeros([2, 3, 3, 4]);
    const gamma = tf.zeros([3]) as tf.Tensor1D;
    assertThrows(() => instanceNorm(x, { gamma }), RangeError, "gamma must have 4 elements, got 3");
    assertThrows(() => instanceNorm(x, { epsilon: -1 }), RangeError, "epsilon must be a finite");
    assertThrows(() => instanceNorm(tf.zeros([4])), RangeError, "shape must have at least 2 axes");
    assertThrows(() => groupNorm(x, { groups: 3 }), RangeError, "groups must divide the 4");
    const gone = tf.zeros([2, 2]);
    gone.dispose();
    assertThrows(() => instanceNorm(gone), Error, "x must not be disposed");
  });
});
