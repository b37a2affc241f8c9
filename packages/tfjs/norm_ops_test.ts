import { normalize } from "@evenkeel/kernels/normalize";
import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
// The composed fallback needs the gradients of stock operations, which this import registers.
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import { registerEvenkeel } from "./backend/mod.ts";
import {
  batchNorm,
  batchNormInference,
  groupNorm,
  instanceNorm,
  layerNorm,
  positionalNorm,
  rmsNorm,
} from "./mod.ts";
import { goldenCases, largeCases, type NormCase } from "./webgl/_test_cases.ts";

const BACKENDS = [
  // The gradient of beta adds up two million numbers, in blocks of float32, to next to nothing.
  { backend: "evenkeel", rtol: 1e-6, largeRtol: 1e-5 },
  { backend: "cpu", rtol: 1e-6, largeRtol: 1e-6 },
  { backend: "wasm", rtol: 1e-6, largeRtol: 1e-6 },
  // Composed of float32 operations, it loses digits where the mean is a thousand deviations.
  { backend: "composed", rtol: 2e-5, largeRtol: undefined },
] as const;

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
  // The stock cpu backend under another name has none of our kernels.
  const cpu = tf.findBackendFactory("cpu");
  tf.registerBackend("composed", cpu);
  tf.copyRegisteredKernels("cpu", "composed");
});

for (const { backend, rtol, largeRtol } of BACKENDS) {
  describe(`operations agree with PyTorch float64: ${backend}`, () => {
    const composed = largeRtol === undefined;
    for (const one of goldenCases().filter((one) => !composed || isMild(one))) {
      it(one.name, () => check(one, { backend, rtol }));
    }
  });
  if (largeRtol === undefined) continue;
  describe(`operations agree with our own float64: ${backend}`, () => {
    for (const one of largeCases()) it(one.name, () => check(one, { backend, rtol: largeRtol }));
  });
}

/** Whether float32 operations that know nothing of each other can be expected to get it right. */
function isMild({ spec, epsilon, make }: NormCase): boolean {
  const { inputs: { x, given } } = make();
  const { mean, variance } = given ?? normalize(createPlan(spec), x);
  return epsilon > 0 && mean.every((m, s) => Math.abs(m) < 10 * Math.sqrt(variance[s]! + epsilon));
}

async function check(
  { spec, epsilon, make }: NormCase,
  { backend, rtol }: { readonly backend: string; readonly rtol: number },
): Promise<void> {
  await tf.setBackend(backend);
  const { inputs: { x, dy, gamma, beta, given }, expected } = make();
  const toTensor = (values: Float64Array, shape: readonly number[] = [values.length]) =>
    tf.tensor(Float32Array.from(values), [...shape]);
  const vectors = [gamma, beta, ...(given ? [given.mean, given.variance] : [])];
  const before = tf.memory().numTensors;
  const answers = tf.tidy(() => {
    const inputs = [toTensor(x, spec.shape), ...vectors.map((vector) => toTensor(vector))];
    const f = (x: tf.Tensor, ...vectors: tf.Tensor[]) =>
      callOperation(spec, { x, vectors: vectors as tf.Tensor1D[], epsilon });
    const gradients = tf.grads((...inputs) => f(inputs[0]!, ...inputs.slice(1)))(
      inputs,
      toTensor(dy, spec.shape),
    );
    return [f(inputs[0]!, ...inputs.slice(1)), ...gradients].map((tensor) => tensor.dataSync());
  });
  assertEquals(tf.memory().numTensors, before);
  for (const [i, name] of ["y", "dx", "dgamma", "dbeta", "dmean", "dvariance"].entries()) {
    const right = expected[name];
    if (right === undefined) continue;
    assertAllClose(answers[i]!, right, { rtol, atol: name === "y" ? 1e-7 : 1e-6, name });
  }
}

/** The operation that a plan belongs to; with four vectors, with given statistics. */
function callOperation(
  { kind, layout = "channels-first", axis = 1, groups = 1 }: NormSpec,
  { x, vectors: [gamma, beta, mean, variance], epsilon }: {
    readonly x: tf.Tensor;
    readonly vectors: readonly tf.Tensor1D[];
    readonly epsilon: number;
  },
): tf.Tensor {
  const affine = { gamma: gamma!, beta: beta!, epsilon };
  if (mean !== undefined) {
    return batchNormInference(x, { ...affine, mean, variance: variance!, layout });
  }
  const like = (vector: tf.Tensor) => tf.reshape(vector, x.shape.slice(axis));
  const trailing = () => ({ axis, epsilon, gamma: like(gamma!), beta: like(beta!) });
  switch (kind) {
    case "batch":
      return batchNorm(x, { ...affine, layout }).y;
    case "instance":
      return instanceNorm(x, { ...affine, layout });
    case "group":
      return groupNorm(x, { ...affine, layout, groups });
    case "positional":
      return positionalNorm(x, { ...affine, layout });
    case "layer":
      return layerNorm(x, trailing());
    case "rms":
      return rmsNorm(x, trailing());
  }
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

  for (const backend of ["cpu", "composed"]) {
    it(`make nothing of nothing, with gradients: ${backend}`, async () => {
      await tf.setBackend(backend);
      const [mean, variance] = [tf.tensor1d([1, 2]), tf.tensor1d([1, 4])];
      const all = {
        batch: (x: tf.Tensor, gamma: tf.Tensor1D) => batchNorm(x, { gamma }).y,
        inference: (x: tf.Tensor, gamma: tf.Tensor1D) =>
          batchNormInference(x, { gamma, mean, variance }),
        instance: (x: tf.Tensor, gamma: tf.Tensor1D) => instanceNorm(x, { gamma }),
      };
      for (const norm of Object.values(all)) {
        const inputs = [tf.zeros([0, 3, 2]), tf.ones([2])];
        assertEquals(norm(inputs[0]!, inputs[1] as tf.Tensor1D).shape, [0, 3, 2]);
        const [dx, dgamma] = tf.grads((x, gamma) => norm(x!, gamma as tf.Tensor1D))(inputs);
        assertEquals([dx!.shape, ...dgamma!.dataSync()], [[0, 3, 2], 0, 0]);
        const slope = tf.grad((x) => norm(x, tf.tensor1d([1, 2])));
        assertEquals(tf.grad((x) => slope(x))(inputs[0]!).shape, [0, 3, 2]);
      }
      const empty = batchNorm(tf.zeros([0, 2]));
      assertEquals([...empty.mean.dataSync(), ...empty.variance.dataSync()], [0, 0, 0, 0]);
    });

    it(`make zeros of what does not vary, without an epsilon: ${backend}`, async () => {
      await tf.setBackend(backend);
      const x = tf.fill([1, 3, 1], 5), none = { epsilon: 0 };
      const fixed = { mean: tf.tensor1d([5]), variance: tf.tensor1d([0]) };
      assertEquals([...instanceNorm(x, none).dataSync()], [0, 0, 0]);
      assertEquals([...batchNormInference(x, { ...fixed, ...none }).dataSync()], [0, 0, 0]);
      assertEquals([...tf.grad((x) => instanceNorm(x, none))(x).dataSync()], [0, 0, 0]);
    });
  }

  it("say what is wrong", async () => {
    await tf.setBackend("cpu");
    const x = tf.zeros([2, 3, 3, 4]);
    const gamma = tf.zeros([3]) as tf.Tensor1D;
    const wanted = "gamma must have 4 elements (channels), got 3";
    assertThrows(() => instanceNorm(x, { gamma }), RangeError, wanted);
    const square = tf.ones([2, 2]) as tf.Tensor as tf.Tensor1D;
    const flat = "gamma must be a vector, got [2,2]";
    assertThrows(() => instanceNorm(x, { gamma: square }), RangeError, flat);
    assertThrows(() => instanceNorm(x, { epsilon: -1 }), RangeError, "epsilon must be a finite");
    const text = { epsilon: "1e-5" as never };
    const quoted = 'epsilon must be a finite number of at least 0, got "1e-5"';
    assertThrows(() => instanceNorm(x, text), RangeError, quoted);
    assertThrows(() => instanceNorm(tf.zeros([4])), RangeError, "shape must have at least 2 axes");
    assertThrows(() => groupNorm(x, { groups: 3 }), RangeError, "groups must divide the 4");
    for (const norm of [layerNorm, rmsNorm]) {
      const turned = { axis: 2, gamma: tf.ones([4, 3]) };
      const message = "gamma must be [3,4] like the normalized axes, got [4,3]";
      assertThrows(() => norm(x, turned), RangeError, message);
    }
    for (const norm of [batchNorm, instanceNorm, layerNorm, positionalNorm, rmsNorm]) {
      for (const [wrong, type] of [[[1, 2], "Array"], [undefined, "undefined"]] as const) {
        const message = `x must be a tensor of numbers, got ${type}`;
        assertThrows(() => norm(wrong as never), TypeError, message);
      }
    }
    assertThrows(() => groupNorm(x, undefined as never), RangeError, "groups must be a positive");
    instanceNorm(x, null as never);
    const promise = Promise.resolve(x) as never;
    assertThrows(
      () => instanceNorm(promise),
      TypeError,
      "must be a tensor of numbers, got Promise",
    );
    const gone = tf.zeros([2, 2]);
    gone.dispose();
    assertThrows(() => instanceNorm(gone), Error, "x must not be disposed");
  });
});
