import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";

/** The gradients of a depthwise convolution on one backend. */
async function gradients(backend: "cpu" | "wasm", stride: number): Promise<Float32Array[]> {
  await startBackend({ backend });
  const { numTensors, numDataBuffers } = tf.memory();
  const found = tf.tidy(() => {
    const values = (length: number, seed: number) => randomArray(length, seed, { type: "float32" });
    const x = tf.tensor4d(values(2 * 7 * 9 * 3, 1), [2, 7, 9, 3]);
    const kernel = tf.tensor4d(values(27, 2), [3, 3, 3, 1]);
    const f = (x: tf.Tensor, kernel: tf.Tensor) =>
      tf.sum(
        tf.square(tf.depthwiseConv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, stride, "valid")),
      );
    return tf.grads(f)([x, kernel]).map((g) => g.dataSync<"float32">().slice());
  });
  const after = tf.memory();
  assertEquals([after.numTensors, after.numDataBuffers], [numTensors, numDataBuffers]);
  return found;
}

describe("the stock wasm backend, completed", () => {
  for (const stride of [1, 2]) {
    it(`has the gradients of a depthwise convolution with stride ${stride}`, async () => {
      const expected = await gradients("cpu", stride);
      const actual = await gradients("wasm", stride);
      actual.forEach((g, i) => assertAllClose(g, expected[i]!, { rtol: 1e-5 }));
    });
  }
});
