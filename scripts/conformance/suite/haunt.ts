/**
 * Makes mistakes with the engine's memory visible. The suite's tensors are small, so that most of them
 * would never get there, and what was freed mostly still holds what it held.
 */

import type { EvenkeelBackend } from "@evenkeel/tfjs/backend";
import {
  findBackend,
  getKernelsForBackend,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";

/**
 * From now on every float32 tensor is in the engine's memory when a kernel, also a stock one, reads it;
 * freed memory holds NaN, and so does memory that nobody has written yet.
 */
export function haunt(backendName: string): void {
  const seen = new WeakSet<object>();
  for (const kernel of getKernelsForBackend(backendName)) {
    unregisterKernel(kernel.kernelName, backendName);
    registerKernel({
      ...kernel,
      kernelFunc: (call) => {
        const backend = call.backend as EvenkeelBackend;
        if (!seen.has(backend.engine)) poison(backend.engine);
        seen.add(backend.engine);
        for (const input of Object.values(call.inputs).flat()) settle(backend, input);
        return kernel.kernelFunc(call);
      },
    });
  }
  if (findBackend(backendName) === null) throw new Error(`${backendName} is not registered`);
}

function settle(backend: EvenkeelBackend, input: TensorInfo | undefined): void {
  if (input?.dtype === "float32") backend.values(input);
}

function poison(engine: EvenkeelBackend["engine"]): void {
  const allocate = engine.allocate.bind(engine);
  const free = engine.free.bind(engine);
  engine.free = (array) => {
    array.fill(NaN);
    free(array);
  };
  engine.allocate = (length, options) => {
    const array = allocate(length, options);
    return options?.cleared === false ? array.fill(NaN) : array;
  };
}
