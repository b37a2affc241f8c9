/** How the backend comes into TensorFlow.js. */

import { createEngine } from "@evenkeel/kernels/nn";
import {
  backend_util,
  findBackendFactory,
  getKernelsForBackend,
  type KernelConfig,
  type KernelFunc,
  registerBackend,
  registerKernel,
} from "@tensorflow/tfjs-core";
import { normKernels } from "../_kernels/norm_kernels.ts";
import { EvenkeelBackend } from "./backend.ts";
import { engineAccess } from "./_kernels/engine_access.ts";
import { ACTIVATION_KERNELS } from "./_kernels/activation.ts";
import { ARITHMETIC_KERNELS } from "./_kernels/arithmetic.ts";
import { BILINEAR_KERNELS } from "./_kernels/bilinear.ts";
import { CHOICE_KERNELS } from "./_kernels/choices.ts";
import { CONVOLUTION_KERNELS } from "./_kernels/convolution.ts";
import { DEPTHWISE_KERNELS } from "./_kernels/depthwise.ts";
import { PIXEL_KERNELS } from "./_kernels/pixels.ts";
import { POOLING_KERNELS } from "./_kernels/pooling.ts";
import { ROW_KERNELS } from "./_kernels/rows.ts";
import { SORTING_KERNELS } from "./_kernels/sorting.ts";
import { STRIDED_KERNELS } from "./_kernels/strided.ts";
import type { Inputs, KernelBody, Kernels } from "./_kernels/kernel.ts";

const NAME = "evenkeel";
// Above the stock backends that have no GPU: wasm is 2, cpu is 1.
const PRIORITY = 3;

/** What {@linkcode registerEvenkeel} takes: what the backend is made with. */
export interface BackendOptions {
  /**
   * How many threads work, the calling thread included. Default: as many as there are processors, at most 8;
   * 1 on a page's main thread, which must not wait, and where there is no SharedArrayBuffer.
   */
  readonly threads?: number;
  /**
   * Whether convolutions, but depthwise ones, and matrix products may use relaxed SIMD, where the machine
   * has it: faster, but another machine may give other last digits. Default false.
   */
  readonly relaxedSimd?: boolean;
}

const OVERRIDES: Kernels = {
  ...CONVOLUTION_KERNELS,
  ...DEPTHWISE_KERNELS,
  ...POOLING_KERNELS,
  ...ARITHMETIC_KERNELS,
  ...ACTIVATION_KERNELS,
  ...PIXEL_KERNELS,
  ...BILINEAR_KERNELS,
  ...ROW_KERNELS,
  ...STRIDED_KERNELS,
  ...CHOICE_KERNELS,
  ...SORTING_KERNELS,
};

let registered = false;
let warned = false;

/**
 * Adds the backend `"evenkeel"`: a convnet trains on it in Deno, Node and a browser's worker, without a
 * GPU or native code. It has every operation of the stock cpu backend; what a convnet's training spends
 * its time on runs on the SIMD engine.
 *
 * While it is registered, calling this again changes nothing: `tf.removeBackend("evenkeel")` first, to
 * choose other options. Removing it ends the threads.
 *
 * It needs `@tensorflow/tfjs-backend-cpu`, which this module imports, and so registers. The gradients of
 * TensorFlow.js's operations come with `@tensorflow/tfjs` or `@tensorflow/tfjs-layers`, and not with
 * `@tensorflow/tfjs-core`.
 *
 * @param options The threads (one per processor, at most 8) and `relaxedSimd` (false).
 * @returns A promise that resolves when the backend is registered; `tf.setBackend("evenkeel")` then
 * selects it.
 * @throws {RangeError} If the number of threads is not valid.
 * @throws {Error} If there is no SIMD WebAssembly.
 *
 * @example
 * ```ts
 * import { registerEvenkeel } from "@evenkeel/tfjs/backend";
 * import * as tf from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-layers"; // registers the gradients
 * import { assertEquals } from "@std/assert";
 *
 * await registerEvenkeel({ threads: 1 });
 * await tf.setBackend("evenkeel");
 * const slope = tf.grad((x) => tf.square(x))(tf.scalar(3));
 * assertEquals(await slope.data(), new Float32Array([6]));
 * tf.removeBackend("evenkeel");
 * ```
 */
export async function registerEvenkeel(options: BackendOptions = {}): Promise<void> {
  if (findBackendFactory(NAME) !== null) return;
  let first: EvenkeelBackend | undefined = await createBackend(options);
  if (!registered) registerKernels();
  registered = true;
  // TensorFlow.js disposes of a backend when its engine is reset, and asks for another one later.
  const factory = () => {
    const backend = first;
    first = undefined;
    return backend ?? createBackend(options);
  };
  // Somebody else may have registered one while this one was being made.
  if (findBackendFactory(NAME) === null) registerBackend(NAME, factory, PRIORITY);
  else first.dispose();
}

/** The backend alone, not registered. Its kernels are there once {@linkcode registerEvenkeel} has run. */
export async function createBackend(
  { threads = defaultThreads(), relaxedSimd = false }: BackendOptions = {},
): Promise<EvenkeelBackend> {
  const engine = await createEngine({ threads, relaxedSimd });
  if (!engine.features.simd) {
    throw new Error(`the evenkeel backend cannot run: ${engine.features.reason}`);
  }
  if (engine.threads < threads && !warned) {
    warned = true;
    backend_util.warn(
      `evenkeel runs on ${engine.threads} of ${threads} threads: ${engine.features.reason}`,
    );
  }
  return new EvenkeelBackend(engine);
}

function defaultThreads(): number {
  const onPage = typeof document !== "undefined";
  if (onPage || typeof SharedArrayBuffer !== "function") return 1;
  return Math.min(8, globalThis.navigator?.hardwareConcurrency ?? 1);
}

/** All stock kernels under our name, with ours in place of those that they replace, and besides. */
function registerKernels(): void {
  const kernels = new Map<string, Omit<KernelConfig, "backendName">>();
  for (const stock of getKernelsForBackend("cpu")) kernels.set(stock.kernelName, stock);
  for (const [kernelName, body] of Object.entries(OVERRIDES)) {
    const stock = kernels.get(kernelName);
    const kernelFunc = overriding(body, stock?.kernelFunc ?? refusing(kernelName));
    kernels.set(kernelName, { ...stock, kernelName, kernelFunc });
  }
  for (const kernel of normKernels(engineAccess)) kernels.set(kernel.kernelName, kernel);
  for (const kernel of kernels.values()) registerKernel({ ...kernel, backendName: NAME });
}

function refusing(kernelName: string): KernelFunc {
  return () => {
    throw new Error(`${kernelName} cannot be computed on these inputs`);
  };
}

function overriding(override: KernelBody, stock: KernelFunc): KernelFunc {
  return (call) =>
    override({
      inputs: call.inputs as Inputs,
      attrs: call.attrs ?? {},
      backend: call.backend as EvenkeelBackend,
      stock: () => stock(call),
    });
}
