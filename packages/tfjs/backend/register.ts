/** How the backend comes into TensorFlow.js. */

import { createEngine } from "@evenkeel/kernels/nn";
import {
  getKernelsForBackend,
  type KernelConfig,
  type KernelFunc,
  registerBackend,
  registerKernel,
} from "@tensorflow/tfjs-core";
import { normKernels } from "../_kernels/norm_kernels.ts";
import { defineBackend, type EvenkeelBackend } from "./backend.ts";
import { engineAccess } from "./_kernels/engine_access.ts";
import { ARITHMETIC_KERNELS } from "./_kernels/arithmetic.ts";
import { CONVOLUTION_KERNELS } from "./_kernels/convolution.ts";
import { PIXEL_KERNELS } from "./_kernels/pixels.ts";
import { ROW_KERNELS } from "./_kernels/rows.ts";
import type { Inputs, KernelBody, Kernels } from "./_kernels/kernel.ts";

const NAME = "evenkeel";
// Above the stock backends that have no GPU: wasm is 2, cpu is 1.
const PRIORITY = 3;

/** What the backend is made with. */
export interface BackendOptions {
  /**
   * How many threads work, the caller's counted. Default: as many as there are processors, at most 8;
   * 1 on a page's main thread, which must not wait, and where there is no SharedArrayBuffer.
   */
  readonly threads?: number;
}

const OVERRIDES: Kernels = {
  ...CONVOLUTION_KERNELS,
  ...ARITHMETIC_KERNELS,
  ...PIXEL_KERNELS,
  ...ROW_KERNELS,
};

let registered = false;

/**
 * Adds the backend `"evenkeel"`: a convnet trains on it in Deno, Node and a browser's worker, without a
 * GPU or native code. It has every operation of the stock cpu backend; what a convnet's training spends
 * its time on runs on the SIMD engine.
 *
 * @throws {RangeError} If the number of threads is not valid.
 *
 * @example
 * ```ts
 * import { registerEvenkeel } from "@evenkeel/tfjs/backend";
 * import * as tf from "@tensorflow/tfjs-core";
 * import { assertEquals } from "@std/assert";
 *
 * await registerEvenkeel({ threads: 1 });
 * await tf.setBackend("evenkeel");
 * assertEquals((await tf.add(1, 2).data())[0], 3);
 * tf.removeBackend("evenkeel");
 * ```
 */
export async function registerEvenkeel(options: BackendOptions = {}): Promise<void> {
  const backend = await createBackend(options);
  if (!registered) registerKernels();
  registered = true;
  registerBackend(NAME, () => backend, PRIORITY);
}

/**
 * The backend alone, not registered; {@linkcode registerEvenkeel} is what one usually wants.
 *
 * @throws {RangeError} If the number of threads is not valid.
 *
 * @example
 * ```ts
 * import { createBackend } from "@evenkeel/tfjs/backend";
 * import { assertEquals } from "@std/assert";
 *
 * const backend = await createBackend({ threads: 1 });
 * assertEquals(backend.engine.threads, 1);
 * backend.dispose();
 * ```
 */
export async function createBackend(
  { threads = defaultThreads() }: BackendOptions = {},
): Promise<EvenkeelBackend> {
  const engine = await createEngine({ threads });
  const { MathBackendCPU } = await import("@tensorflow/tfjs-backend-cpu");
  return new (defineBackend(MathBackendCPU))(engine);
}

function defaultThreads(): number {
  const onPage = typeof document !== "undefined";
  if (onPage || typeof SharedArrayBuffer !== "function") return 1;
  return Math.min(8, globalThis.navigator?.hardwareConcurrency ?? 1);
}

/** All stock kernels under our name, with ours in place of those that they replace, and besides. */
function registerKernels(): void {
  const missing = new Map(Object.entries(OVERRIDES));
  for (const stock of getKernelsForBackend("cpu")) {
    const override = OVERRIDES[stock.kernelName];
    missing.delete(stock.kernelName);
    const kernelFunc = override === undefined
      ? stock.kernelFunc
      : overriding(override, stock.kernelFunc);
    register({ ...stock, kernelFunc });
  }
  for (const [kernelName, body] of missing) {
    const stock = () => {
      throw new Error(`${kernelName} cannot be computed on these inputs`);
    };
    register({ kernelName, backendName: NAME, kernelFunc: overriding(body, stock) });
  }
  for (const kernel of normKernels(engineAccess)) register({ ...kernel, backendName: NAME });
}

function register(kernel: KernelConfig): void {
  registerKernel({ ...kernel, backendName: NAME });
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
