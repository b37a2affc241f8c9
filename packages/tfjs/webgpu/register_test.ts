import { normalize, normalizeBackward } from "@evenkeel/kernels/normalize";
import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-webgpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { batchNorm, instanceNorm } from "../mod.ts";
import {
  countDispatches,
  gpuBytes,
  gradientsOfEmpty,
  hasAdapter,
  read,
  runFixed,
  runNorm,
  useWebGPU,
} from "./_test_gpu.ts";

const EPSILON = 1e-5;
const MAX_DISPATCHES = 3;
const complaints: string[] = [];

const available = await hasAdapter();
const suite = available ? describe : describe.skip;
const reason = available ? "" : " (skipped: no WebGPU adapter)";

if (available) before(() => useWebGPU(complaints));

// Sizes that no workgroup divides, in both forms of memory: innermost loop summed over, and kept.
const LAST = { layout: "channels-last" } as const;
const SPECS: readonly NormSpec[] = [
  ...([[3, 37, 29, 8], [5, 41, 3], [1, 130, 1], [2, 3, 70], [70, 300]] as const).flatMap((shape) =>
    [
      { kind: "batch", shape, ...LAST },
      { kind: "instance", shape, ...LAST },
      { kind: "group", groups: shape.at(-1)! % 2 === 0 ? 2 : 1, shape, ...LAST },
      { kind: "positional", shape, ...LAST },
      { kind: "layer", shape },
      { kind: "rms", shape },
    ] satisfies NormSpec[]
  ),
  ...([[3, 8, 37, 29], [2, 40, 3]] as const).flatMap((shape) =>
    [
      { kind: "batch", shape },
      { kind: "instance", shape },
      { kind: "group", groups: 4, shape },
      { kind: "positional", shape },
      { kind: "layer", axis: 2, shape },
    ] satisfies NormSpec[]
  ),
  { kind: "group", groups: 32, shape: [2, 100, 64], ...LAST },
  { kind: "layer", shape: [2, 20_000] },
  { kind: "batch", shape: [20_000, 2], ...LAST },
];

suite(`webgpu agrees with our own float64${reason}`, () => {
  for (const spec of SPECS) {
    const { kind, layout = "channels-first", shape, groups } = spec;
    for (const mean of [0, 1e3]) {
      const name = `${kind}${groups === undefined ? "" : ` ${groups}`}, [${shape}], ${layout}`;
      it(`${name}, a mean of ${mean} deviations`, () => compare(spec, mean));
    }
  }

  it("a plane of 1920 by 1080, a mean of a thousand deviations", () =>
    compare({ kind: "instance", shape: [1, 1080, 1920, 1], ...LAST }, 1e3));

  // One thread for each number: more workgroups than fit into one dimension of a dispatch.
  it("three planes of 1920 by 1080", () =>
    compare({ kind: "batch", shape: [1, 1080, 1920, 3], ...LAST }, 0));

  it("an outlier where the sums begin", async () => {
    const plan = createPlan({ kind: "instance", shape: [1, 1, 66_001] });
    const x = randomArray(plan.size, 1, { type: "float32" });
    x[0] = 1e6;
    await compare({ kind: "instance", shape: [1, 1, 66_001] }, 0, x);
  });
});

async function compare(
  spec: NormSpec,
  mean: number,
  x: Float32Array = randomArray(createPlan(spec).size, 1, { mean, type: "float32" }),
): Promise<void> {
  const plan = createPlan(spec);
  const dy = randomArray(plan.size, 2);
  const gamma = randomArray(plan.affines, 3, { mean: 1, sigma: 0.3 });
  const beta = randomArray(plan.affines, 4);
  const wide = Float64Array.from(x);
  const expected = normalize(plan, wide, { gamma, beta, epsilon: EPSILON });
  const gradients = normalizeBackward(plan, dy, wide, { gamma, ...expected, epsilon: EPSILON });

  const shape = [...spec.shape];
  const inputs = [tf.tensor(x, shape), toVector(gamma), toVector(beta)];
  const dyTensor = tf.tensor(Float32Array.from(dy), shape);
  const f = (...inputs: tf.Tensor[]) => runNorm(spec, EPSILON, inputs)[0];
  const answers = await read([
    ...runNorm(spec, EPSILON, inputs),
    ...tf.grads(f)(inputs, dyTensor),
  ]);
  tf.dispose([...inputs, dyTensor]);
  const [y, , mean_, variance, dx, dgamma, dbeta] = answers as [Float32Array, ...Float32Array[]];
  assertEquals(complaints, []);
  const tolerance = { rtol: 1e-5 };
  assertAllClose(y, expected.y, { ...tolerance, name: "y" });
  assertAllClose(mean_!, expected.mean, { ...tolerance, name: "mean", atol: 1e-6 });
  assertAllClose(variance!, expected.variance, { ...tolerance, name: "variance" });
  assertAllClose(dx!, gradients.dx, { ...tolerance, name: "dx", atol: 1e-6 });
  assertAllClose(dgamma!, gradients.dgamma, { ...tolerance, name: "dgamma" });
  assertAllClose(dbeta!, gradients.dbeta, { ...tolerance, name: "dbeta" });
}

suite(`webgpu kernels${reason}`, () => {
  it("take at most three dispatches forward and three backward", () => {
    for (const spec of SPECS) {
      tf.tidy(() => {
        const { affines, statistics } = createPlan(spec);
        const x = tf.randomNormal([...spec.shape], 0, 1, "float32", 1);
        const [gamma, beta] = [tf.ones([affines]), tf.zeros([affines])];
        const norm = (...inputs: tf.Tensor[]) => runNorm(spec, EPSILON, inputs)[0];
        checkDispatches(norm, [x, gamma, beta]);
        const moments = [tf.zeros([statistics]), tf.ones([statistics])];
        const fixed = (...inputs: tf.Tensor[]) => runFixed(spec, EPSILON, inputs);
        checkDispatches(fixed, [x, ...moments, gamma, beta]);
      });
    }
  });

  it("take no more where mean and variance are asked for", () => {
    tf.tidy(() => {
      const x = tf.randomNormal([3, 37, 29, 8], 0, 1, "float32", 1);
      const f = (...inputs: tf.Tensor[]) => {
        const [x, gamma, beta] = inputs as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
        return batchNorm(x, { gamma, beta }).y;
      };
      checkDispatches(f, [x, tf.ones([8]), tf.zeros([8])]);
    });
  });

  it("leave no tensor and no buffer behind", async () => {
    const x = tf.randomNormal([2, 70, 70, 4], 0, 1, "float32", 1);
    const [gamma, beta] = [tf.ones([4]), tf.zeros([4])];
    const spec = { kind: "instance", shape: x.shape, layout: "channels-last" } as const;
    const step = async () => {
      const training = (...inputs: tf.Tensor[]) => runNorm(spec, EPSILON, inputs)[0];
      const gradients = tf.grads(training)([x, gamma, beta], x);
      tf.dispose(runNorm(spec, EPSILON, [x, gamma, beta]));
      await read(gradients);
      const batch = { ...spec, kind: "batch" } as const;
      const fixed = (...inputs: tf.Tensor[]) => runFixed(batch, EPSILON, inputs);
      await read(tf.grads(fixed)([x, beta, gamma, gamma, beta], x));
      const { numTensors, numDataBuffers } = tf.memory();
      return { numTensors, numDataBuffers, bytes: gpuBytes() };
    };
    const first = await step();
    assertEquals(await step(), first);
    tf.dispose([x, gamma, beta]);
  });

  it("take no more memory than twice the input, and the moments", () => {
    const shape = [4, 64, 64, 32];
    const x = tf.randomNormal(shape, 0, 1, "float32", 1);
    const inputs = [x, tf.ones([32]), tf.zeros([32])];
    for (const kind of ["batch", "instance", "layer"] as const) {
      const spec: NormSpec = { kind, shape, layout: "channels-last", axis: 3 };
      const f = (...inputs: tf.Tensor[]) => runNorm(spec, EPSILON, inputs)[0];
      tf.dispose(f(...inputs)); // what is uploaded once
      const before = gpuBytes();
      const gradients = tf.grads(f)(inputs, x);
      // Until the queue is submitted, the backend keeps what is disposed of: y, parts and uniforms.
      const rows = 5 * createPlan(spec).statistics;
      assert(gpuBytes() - before < 1.2 * (2 * x.size + 2 * rows) * Float32Array.BYTES_PER_ELEMENT);
      tf.dispose(gradients);
    }
    tf.dispose(inputs);
  });

  it("take what the operations give them", async () => {
    const x = tf.tensor([1, 10, 3, 30], [1, 2, 2]);
    const [y, gradient] = await read([
      instanceNorm(x, { epsilon: 0 }),
      tf.grad((x) => tf.sum(instanceNorm(x, { epsilon: 0 })))(x),
    ]);
    assertAllClose(y!, [-1, -1, 1, 1]);
    assertAllClose(gradient!, [0, 0, 0, 0], { atol: 1e-6 });
  });

  it("differentiate through the mean and the variance", async () => {
    const spec: NormSpec = { kind: "batch", shape: [4, 1], layout: "channels-last" };
    const one = [tf.ones([1]), tf.zeros([1])];
    const output = (index: 2 | 3) => (x: tf.Tensor) =>
      tf.sum(runNorm(spec, EPSILON, [x, ...one])[index]);
    const x = tf.tensor2d([[1], [2], [4], [9]]);
    const [dmean, dvariance] = await read([tf.grad(output(2))(x), tf.grad(output(3))(x)]);
    assertAllClose(dmean!, [0.25, 0.25, 0.25, 0.25], { rtol: 1e-5 });
    assertAllClose(dvariance!, [-1.5, -1, 0, 2.5], { rtol: 1e-5, atol: 1e-6 });
  });

  it("give gradients of 0 for empty tensors", async () => {
    assertEquals(await gradientsOfEmpty(), Array(32).fill(0));
  });

  it("keep NaN in its own statistic", async () => {
    const spec: NormSpec = { kind: "instance", shape: [1, 300, 3], layout: "channels-last" };
    const x = randomArray(900, 5, { type: "float32" });
    x[301] = NaN;
    const inputs = [tf.tensor(x, [1, 300, 3]), tf.ones([3]), tf.zeros([3])];
    const [y] = await read(runNorm(spec, EPSILON, inputs));
    assert(y!.every((value, i) => i % 3 === 1 || Number.isFinite(value)));
  });

  it("make the device complain of nothing", () => assertEquals(complaints, []));
});

function checkDispatches(f: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): void {
  const forward = countDispatches(() => void f(...inputs));
  const both = countDispatches(() => void tf.grads(f)(inputs, inputs[0]));
  assert(forward >= 1 && forward <= MAX_DISPATCHES, `${forward} dispatches forward`);
  assert(both - forward >= 1 && both - forward <= MAX_DISPATCHES, `${both - forward} backward`);
}

function toVector(values: Float64Array): tf.Tensor {
  return tf.tensor1d(Float32Array.from(values));
}
