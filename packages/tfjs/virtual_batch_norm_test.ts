import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { instanceNorm } from "./instance_norm.ts";
import { virtualBatchNorm } from "./virtual_batch_norm.ts";

let moments: { readonly mean: tf.Tensor1D; readonly variance: tf.Tensor1D };

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  moments = { mean: tf.tensor1d([1, 2, 3, 4]), variance: tf.tensor1d([1, 2, 1, 2]) };
  await tf.setBackend("cpu");
});

describe("virtualBatchNorm", () => {
  it("gives a sample the same bits alone and in a batch", () => {
    const reference = { ...moments, samples: 5 };
    const x = normal([3, 2, 2, 4], 1);
    const all = numbers(virtualBatchNorm(x, { reference }));
    const alone = tf.slice(x, [1, 0, 0, 0], [1, -1, -1, -1]);
    assertEquals(numbers(virtualBatchNorm(alone, { reference })), all.slice(16, 32));
  });

  it("is instance norm without a reference", () => {
    const x = normal([3, 2, 2, 4], 1);
    const y = virtualBatchNorm(x, { reference: { ...moments, samples: 0 } });
    assertAllClose(y.dataSync(), Float64Array.from(numbers(instanceNorm(x))), { rtol: 1e-6 });
  });

  it("leaves nothing behind", () => {
    const reference = { ...moments, samples: 2 };
    assertEquals(tensorsLeft((x) => virtualBatchNorm(x, { reference })), 0);
  });

  it("says what is wrong", () => {
    const x = tf.ones([2, 3, 4]);
    const wrong = (samples: number, mean: tf.Tensor1D, message: string) => {
      const reference = { ...moments, mean, samples };
      assertThrows(() => virtualBatchNorm(x, { reference }), RangeError, message);
    };
    wrong(-1, moments.mean, "reference.samples must be an integer of at least 0, got -1");
    wrong(1, tf.tensor1d([1]), "reference.mean must have 4 elements (channels), got 1");
    const message = "reference.mean must be a tensor of numbers, got undefined";
    assertThrows(() => virtualBatchNorm(x, {} as never), TypeError, message);
  });
});
