/** A norm that learns, on TensorFlow.js: by this repository's adapter, or composed of stock operations. */

import * as ours from "@evenkeel/tfjs";
import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import { registerWebGPUNorms } from "@evenkeel/tfjs/webgpu";
import "@tensorflow/tfjs-backend-cpu";
import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { ADAPTER_EPSILON, ADAPTER_PROBES, adapterInputs } from "../_adapter_reference.ts";
import type { AdapterCase } from "../adapter_cases.ts";
import { memoryShape } from "../cases.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { probe } from "../_shared/inputs.js";
import { countCost } from "./_tensor_cost.ts";

/** What the list of contenders says. */
interface Options {
  readonly backend: "evenkeel" | "cpu" | "wasm" | "webgpu";
  readonly via: "adapter" | "stock";
  readonly threads: number;
}

type Norm = (x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D) => tf.Tensor;

let options: Options;

async function start(given: Options): Promise<string> {
  options = given;
  const { backend, via, threads } = given;
  tf.env().set("IS_TEST", true); // or core prints an advertisement
  if (backend === "evenkeel") await registerEvenkeel({ threads });
  if (backend === "wasm") {
    setThreadsCount(threads);
    if (via === "adapter") registerWasmGradients();
  }
  if (backend === "webgpu") {
    // It looks for a GPU when it is imported.
    await import("@tensorflow/tfjs-backend-webgpu");
    if (via === "adapter") registerWebGPUNorms();
  }
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  await tf.ready();
  return `tfjs ${tf.version_core}, Deno ${Deno.version.deno}${await describeGpu(backend)}`;
}

async function describeGpu(backend: string): Promise<string> {
  if (backend !== "webgpu") return "";
  const adapter = await navigator.gpu.requestAdapter();
  return `, ${adapter?.info.description || "unnamed GPU"}`;
}

/** What users of TensorFlow.js write, and what its own layer does, for want of anything better. */
function stockNorm({ op, sizes: [n, c, h, w], groups }: AdapterCase): Norm {
  switch (op) {
    case "batch":
      return (x, gamma, beta) => {
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        const [m, v] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
        return tf.batchNorm(x, m, v, beta, gamma, ADAPTER_EPSILON);
      };
    case "instance":
      return (x, gamma, beta) => {
        const { mean, variance } = tf.moments(x, [1, 2], true);
        const xhat = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, ADAPTER_EPSILON)));
        return tf.add(tf.mul(xhat, gamma), beta);
      };
    case "group":
      return (x, gamma, beta) => {
        const split = tf.reshape(x, [n, h, w, groups, c / groups]);
        const { mean, variance } = tf.moments(split, [1, 2, 4], true);
        const xhat = tf.mul(tf.sub(split, mean), tf.rsqrt(tf.add(variance, ADAPTER_EPSILON)));
        return tf.add(tf.mul(tf.reshape(xhat, x.shape), gamma), beta);
      };
  }
}

function adapterNorm({ op, groups }: AdapterCase): Norm {
  const epsilon = ADAPTER_EPSILON;
  switch (op) {
    case "batch":
      return (x, gamma, beta) => ours.batchNorm(x, { gamma, beta, epsilon }).y;
    case "instance":
      return (x, gamma, beta) => ours.instanceNorm(x, { gamma, beta, epsilon });
    case "group":
      return (x, gamma, beta) => ours.groupNorm(x, { gamma, beta, epsilon, groups });
  }
}

function prepare({ case: one }: { readonly case: AdapterCase }): Prepared {
  const norm = options.via === "adapter" ? adapterNorm(one) : stockNorm(one);
  const arrays = adapterInputs(one);
  const shape = memoryShape(one) as [number, number, number, number];
  const [x, dy] = [tf.tensor4d(arrays.x, shape), tf.tensor4d(arrays.dy, shape)];
  const [gamma, beta] = [tf.tensor1d(arrays.gamma), tf.tensor1d(arrays.beta)];
  const gradient = tf.grads((...[x, gamma, beta]: tf.Tensor[]) =>
    norm(x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D)
  );
  const both = () => gradient([x, gamma, beta], dy);
  const onGpu = options.backend === "webgpu";
  return {
    // A GPU only takes note of what is to be done; whoever wants a number has to wait for all of it.
    run: onGpu
      ? async () => {
        const gradients = both();
        await gradients.at(-1)!.data();
        tf.dispose(gradients);
      }
      : () => tf.dispose(both()),
    probe: async () => {
      const y = tf.tidy(() => norm(x, gamma, beta));
      const [dx, dgamma, dbeta] = both() as [tf.Tensor, tf.Tensor, tf.Tensor];
      const take = async (tensor: tf.Tensor, count?: number) => probe(await tensor.data(), count);
      const found = {
        y: await take(y, ADAPTER_PROBES),
        dx: await take(dx, ADAPTER_PROBES),
        dgamma: await take(dgamma),
        dbeta: await take(dbeta),
      };
      tf.dispose([y, dx, dgamma, dbeta]);
      return found;
    },
    facts: () => countCost(both),
    release: () => tf.dispose([x, dy, gamma, beta]),
  };
}

if (import.meta.main) await serve({ start, prepare });
