/** What the shaders cost: draws or dispatches, bytes on the GPU, programs. */

import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
import * as tf from "@tensorflow/tfjs-core";
import { runFixed, runNorm } from "../webgpu/_test_gpu.ts";
import { SPECS } from "./_test_cases.ts";

/** Measured on the webgl backend. */
export interface Costs {
  /** The most of any case, trained or with given statistics, x packed or not. */
  readonly forwardDraws: number;
  readonly backwardDraws: number;
  /** The most that forward and backward had at once beside their inputs, in sizes of x. */
  readonly peakBytes: Readonly<Record<string, number>>;
  /** Bytes and tensors that a training step left behind. */
  readonly leftBytes: number;
  readonly leftTensors: number;
  /** Programs that were compiled for the same kernels with other sizes and another epsilon. */
  readonly newPrograms: number;
}

/** The stock backend, as far as it tells what things cost. */
interface Measured {
  numBytesInGPU: number;
  readonly binaryCache: Readonly<Record<string, unknown>>;
  acquireTexture(...options: unknown[]): unknown;
}

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

const EPSILON = 1e-5;
const MAX_RANK = 4;

/** Measures; the webgl backend must be set. */
export function costs(): Costs {
  const draws = SPECS.filter(({ shape }) => shape.length === MAX_RANK)
    .flatMap((spec) => [true, false].map((packed) => drawsOf(spec, packed)));
  const left = leftOver();
  return {
    forwardDraws: Math.max(...draws.map(({ forward }) => forward)),
    backwardDraws: Math.max(...draws.map(({ backward }) => backward)),
    peakBytes: Object.fromEntries(
      (["batch", "instance", "layer", "positional"] as const).map((kind) => [
        kind,
        peakOf({ kind, shape: [4, 64, 64, 32], layout: "channels-last", axis: 3 }),
      ]),
    ),
    leftBytes: left.bytes,
    leftTensors: left.tensors,
    newPrograms: newPrograms(),
  };
}

function drawsOf(spec: NormSpec, packed: boolean): { forward: number; backward: number } {
  return tf.tidy(() => {
    const { affines, statistics } = createPlan(spec);
    const random = tf.randomNormal([...spec.shape], 0, 1, "float32", 1);
    const x = packed ? tf.add(random, 0) : random;
    const affine = [tf.ones([affines]), tf.zeros([affines])];
    const moments = [tf.zeros([statistics]), tf.ones([statistics])];
    const training: Operation = (...inputs) => runNorm(spec, EPSILON, inputs)[0];
    const fixed: Operation = (...inputs) => runFixed(spec, EPSILON, inputs);
    const all = [
      draws(training, [x, ...affine]),
      draws(fixed, [x, ...moments, ...affine]),
    ];
    return {
      forward: Math.max(...all.map(({ forward }) => forward)),
      backward: Math.max(...all.map(({ backward }) => backward)),
    };
  });
}

function draws(f: Operation, inputs: tf.Tensor[]): { forward: number; backward: number } {
  f(...inputs); // what is uploaded once
  const forward = countDraws(() => void f(...inputs));
  const both = countDraws(() => void tf.grads(f)(inputs, inputs[0]));
  return { forward, backward: both - forward };
}

function countDraws(body: () => void): number {
  const { prototype } = WebGL2RenderingContext;
  const stock = prototype.drawElements;
  let count = 0;
  prototype.drawElements = function (...options) {
    count++;
    stock.apply(this, options);
  };
  try {
    body();
  } finally {
    prototype.drawElements = stock;
  }
  return count;
}

function peakOf(spec: NormSpec): number {
  return tf.tidy(() => {
    const { affines, size } = createPlan(spec);
    const x = tf.randomNormal([...spec.shape], 0, 1, "float32", 1);
    const inputs = [x, tf.ones([affines]), tf.zeros([affines])];
    const f: Operation = (...inputs) => runNorm(spec, EPSILON, inputs)[0];
    f(...inputs); // what is uploaded once
    const backend = measured();
    const stock = backend.acquireTexture;
    const before = backend.numBytesInGPU;
    let peak = before;
    backend.acquireTexture = function (...options) {
      const texture = stock.apply(this, options);
      peak = Math.max(peak, backend.numBytesInGPU);
      return texture;
    };
    tf.grads(f)(inputs, x);
    backend.acquireTexture = stock;
    return (peak - before) / (size * Float32Array.BYTES_PER_ELEMENT);
  });
}

function leftOver(): { bytes: number; tensors: number } {
  const step = () =>
    tf.tidy(() => {
      const x = tf.randomNormal([2, 70, 70, 4], 0, 1, "float32", 1);
      const [gamma, beta] = [tf.ones([4]), tf.zeros([4])];
      const spec: NormSpec = { kind: "batch", shape: x.shape, layout: "channels-last" };
      tf.grads((...inputs) => runNorm(spec, EPSILON, inputs)[0])([x, gamma, beta], x);
      const fixed: Operation = (...inputs) => runFixed(spec, EPSILON, inputs);
      tf.grads(fixed)([x, beta, gamma, gamma, beta], x).forEach((tensor) => tensor.dataSync());
    });
  step();
  const now = () => ({ bytes: measured().numBytesInGPU, tensors: tf.memory().numTensors });
  const before = now();
  step();
  const after = now();
  return { bytes: after.bytes - before.bytes, tensors: after.tensors - before.tensors };
}

function newPrograms(): number {
  const run = (shape: [number, number, number, number], epsilon: number) =>
    tf.tidy(() => {
      const x = tf.randomNormal(shape, 0, 1, "float32", 1);
      const spec: NormSpec = { kind: "instance", shape, layout: "channels-last" };
      const affine = [tf.ones([shape[3]]), tf.zeros([shape[3]])];
      tf.grads((...inputs) => runNorm(spec, epsilon, inputs)[0])([x, ...affine], x);
    });
  run([2, 40, 50, 30], 1e-5);
  // The key has the code in it, by which ours are known.
  const count = () =>
    Object.keys(measured().binaryCache).filter((key) => key.includes("opaque")).length;
  const before = count();
  run([3, 70, 60, 20], 1e-3);
  return count() - before;
}

function measured(): Measured {
  const backend: unknown = tf.backend();
  return backend as Measured;
}
