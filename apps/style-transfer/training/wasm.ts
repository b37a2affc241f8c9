/** The stock wasm backend, with what it lacks for training. */

import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
import * as tf from "@tensorflow/tfjs-core";
import { importCpu } from "./stock_cpu.ts";

const NAME = "wasm";
/** What separable convolutions need to learn. */
const BORROWED = ["DepthwiseConv2dNativeBackpropFilter", "DepthwiseConv2dNativeBackpropInput"];

let registered = false;

/** Makes the backend known to TensorFlow.js, and gives it the kernels that it lacks. */
export async function registerWasm(): Promise<void> {
  if (registered) return;
  await importCpu();
  await import("@tensorflow/tfjs-backend-wasm");
  registerWasmGradients();
  for (const name of BORROWED) {
    if (tf.getKernel(name, NAME) === undefined) borrow(name);
  }
  registered = true;
}

/** Computes in plain JavaScript: values go to the cpu backend, and the result comes back. */
function borrow(kernelName: string): void {
  const { kernelFunc } = tf.getKernel(kernelName, "cpu");
  tf.registerKernel({
    kernelName,
    backendName: NAME,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const cpu = tf.findBackend("cpu");
      const own = backend as tf.KernelBackend;
      const copies = Object.entries(inputs).map(([name, info]) => {
        const { dataId, shape, dtype } = info!;
        const values = own.readSync(dataId) as Float32Array;
        return [name, { dataId: cpu.write(values, shape, dtype), shape, dtype }] as const;
      });
      const result = kernelFunc({
        inputs: Object.fromEntries(copies),
        backend: cpu,
        ...(attrs ? { attrs } : {}),
      }) as tf.TensorInfo;
      const { dataId, shape, dtype } = result;
      const values = cpu.readSync(dataId) as Float32Array;
      const answer = { dataId: own.write(values, shape, dtype), shape, dtype };
      for (const [, copy] of copies) cpu.disposeData(copy.dataId, true);
      cpu.disposeData(dataId, true);
      return answer;
    },
  });
}
