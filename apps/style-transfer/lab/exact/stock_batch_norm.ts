/** Batch norm as TensorFlow.js has it, without this project's help. */

import * as tf from "@tensorflow/tfjs-core";
import { scoped } from "../../training/scoped.ts";
import { importCpu } from "../../training/stock_cpu.ts";

/** Gives a function that normalizes one channel on the stock cpu backend, with ε = 0. */
export async function stockBatchNorm(): Promise<(x: Float32Array) => Float32Array> {
  await importCpu();
  return (values) => {
    const before = tf.getBackend();
    tf.setBackend("cpu");
    try {
      return scoped(() => {
        const x = tf.tensor4d(values, [1, values.length, 1, 1]);
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        const [m, v] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
        return tf.batchNorm(x, m, v, undefined, undefined, 0).dataSync() as Float32Array;
      });
    } finally {
      tf.setBackend(before);
    }
  };
}
