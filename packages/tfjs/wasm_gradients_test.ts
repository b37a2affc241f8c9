import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { registerWasmGradients } from "./wasm_gradients.ts";

before(() => {
  tf.env().set("IS_TEST", true);
  registerWasmGradients();
  registerWasmGradients();
});
after(async () => void await tf.setBackend("cpu"));

/** Gradients of a convolution on one backend, as plain arrays. */
async function gradients(
  backend: string,
  { size, stride, pad, k }: {
    size: number;
    stride: number;
    pad: "same" | "valid" | number;
    k: number;
  },
): Promise<{ dx: ArrayLike<number>; dw: ArrayLike<number>; tensors: number }> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const [dx, dw] = tf.tidy(() => {
    const values = (length: number, seed: number) => randomArray(length, seed, { type: "float32" });
    const x = tf.tensor4d(values(2 * size * (size + 1) * 3, 1), [2, size, size + 1, 3]);
    const w = tf.tensor4d(values(k * k * 12, 2), [k, k, 3, 4]);
    const f = (x: tf.Tensor, w: tf.Tensor) => {
      const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);
      return tf.sum(tf.square(y));
    };
    return tf.grads(f)([x, w]).map((g) => g.dataSync().slice());
  });
  return { dx: dx!, dw: dw!, tensors: tf.memory().numTensors - before };
}

describe("wasm gradients agree with the cpu backend's", () => {
  for (const k of [1, 2, 3, 4, 5, 7]) {
    for (const stride of [1, 2, 3]) {
      for (const pad of ["same", "valid", 1] as const) {
        // Stock wasm's forward pass answers zeros here, so there is no loss to differentiate.
        if (k === 2 && stride === 3 && pad === "same") continue;
        it(`filter ${k}, stride ${stride}, padding ${pad}`, async () => {
          const at = { size: 9, stride, pad, k };
          const expected = await gradients("cpu", at);
          const actual = await gradients("wasm", at);
          assertAllClose(actual.dx, expected.dx, { rtol: 1e-5, name: "dx" });
          assertAllClose(actual.dw, expected.dw, { rtol: 1e-5, name: "dw" });
          assertEquals(actual.tensors, 0);
        });
      }
    }
  }
});

describe("registerWasmGradients", () => {
  it("mends what an import after it has undone", () => {
    const ours = tf.getKernel("Identity", "wasm").kernelFunc;
    const stock = { ...tf.getKernel("Identity", "cpu"), backendName: "wasm" };
    tf.unregisterKernel("Identity", "wasm");
    tf.registerKernel(stock); // as the import of the backend does
    registerWasmGradients();
    assertEquals(tf.getKernel("Identity", "wasm").kernelFunc === ours, true);
  });
});

describe("a clone on wasm", () => {
  before(async () => void await tf.setBackend("wasm"));

  it("shares its memory, for as long as one of both is there", () => {
    const before = tf.memory();
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.clone(x);
    assertEquals(tf.memory().numDataBuffers, before.numDataBuffers + 1);
    x.dispose();
    assertEquals([...y.dataSync()], [1, 2, 3]);
    y.dispose();
    assertEquals(tf.memory().numDataBuffers, before.numDataBuffers);
  });

  it("holds of strings and other types, too", () => {
    const tensors = [tf.tensor1d(["a", "b"]), tf.tensor1d([1, 2], "int32"), tf.tensor1d([true])];
    for (const x of tensors) {
      const y = tf.clone(x);
      const values = [...x.dataSync()];
      x.dispose();
      assertEquals([...y.dataSync()], values);
      y.dispose();
    }
  });
});
