/** TensorFlow.js: composed of its own operations as its users do, or through this repository's adapter. */

import { batchNorm, instanceNorm } from "@evenkeel/tfjs";
import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { memoryShape, type NormCase } from "../cases.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { affineInput, fillInput, probe } from "../_shared/inputs.js";
import { normalizeFiles, type NormalizeRequest } from "./_normalize_files.ts";

/** What the list of contenders says. */
interface Options {
  readonly backend: "cpu" | "wasm";
  readonly via: "composed" | "adapter";
}

const EPSILON = 1e-5;

let options: Options;

async function start(given: Options): Promise<string> {
  options = given;
  tf.env().set("IS_TEST", true); // or core prints an advertisement
  setThreadsCount(1);
  if (!await tf.setBackend(options.backend)) throw new Error(`no backend ${options.backend}`);
  return `tfjs ${tf.version_core}, Deno ${Deno.version.deno}`;
}

type Norm = (x: tf.Tensor, gamma: tf.Tensor1D, beta: tf.Tensor1D) => tf.Tensor;

/** The operation that a case asks for. */
function chooseNorm(one: NormCase): Norm {
  const { op, layout } = one;
  if (options.via === "adapter") {
    return op === "instance"
      ? (x, gamma, beta) => instanceNorm(x, { gamma, beta, layout, epsilon: EPSILON })
      : (x, gamma, beta) => batchNorm(x, { gamma, beta, layout, epsilon: EPSILON }).y;
  }
  const positions = layout === "channels-first" ? [2, 3] : [1, 2];
  const axes = op === "instance" ? positions : [0, ...positions];
  const broadcast = layout === "channels-first" ? [1, one.sizes[1], 1, 1] : [one.sizes[1]];
  if (op === "batch" && layout === "channels-last") {
    return (x, gamma, beta) => {
      const { mean, variance } = tf.moments(x, axes);
      const [m, v] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
      return tf.batchNorm(x as tf.Tensor4D, m, v, beta, gamma, EPSILON);
    };
  }
  // tf.batchNorm is wrong for any parameter that is not [c] at the end.
  return (x, gamma, beta) => {
    const { mean, variance } = tf.moments(x, axes, true);
    const xhat = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
    return tf.add(tf.mul(xhat, tf.reshape(gamma, broadcast)), tf.reshape(beta, broadcast));
  };
}

function prepare({ case: one }: { readonly case: NormCase }): Prepared {
  const shape = memoryShape(one);
  const norm = chooseNorm(one);
  const inputs = [input(shape, "x"), ...affine(one.sizes[1])];
  const [x, gamma, beta] = inputs as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
  const forward = () => tf.tidy(() => norm(x, gamma, beta));
  const release = () => tf.dispose(inputs);
  if (one.pass === "forward") {
    return {
      run: () => forward().dispose(),
      probe: () => ({ y: take(forward()) }),
      release,
    };
  }
  const dy = input(shape, "dy");
  inputs.push(dy);
  const gradient = tf.grads((...args: tf.Tensor[]) =>
    norm(args[0]!, args[1] as tf.Tensor1D, args[2] as tf.Tensor1D)
  );
  const both = () => gradient([x, gamma, beta], dy);
  return {
    run: () => tf.dispose(both()),
    probe: () => {
      const [dx, dgamma, dbeta] = both();
      dbeta!.dispose();
      return { y: take(forward()), dx: take(dx!), dgamma: take(dgamma!) };
    },
    release,
  };
}

function input(shape: number[], stream: "x" | "dy"): tf.Tensor {
  const values = new Float32Array(shape.reduce((a, b) => a * b));
  fillInput(values, stream);
  return tf.tensor(values, shape);
}

function affine(channels: number): tf.Tensor[] {
  const { gamma, beta } = affineInput(channels);
  return [tf.tensor1d(gamma), tf.tensor1d(beta)];
}

function take(tensor: tf.Tensor): number[] {
  const values = probe(tensor.dataSync());
  tensor.dispose();
  return values;
}

if (import.meta.main) {
  await serve({
    start,
    prepare,
    normalize: (request: NormalizeRequest) =>
      normalizeFiles(request, (values, { shape, layout, epsilon }) =>
        tf.tidy(() => {
          const x = tf.tensor(values, [...shape]);
          const axes = layout === "channels-first" ? [2, 3] : [1, 2];
          const { mean, variance } = tf.moments(x, axes, true);
          const y = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
          return {
            y: Float32Array.from(y.dataSync()),
            mean: mean.dataSync()[0]!,
            variance: variance.dataSync()[0]!,
          };
        })),
  });
}
