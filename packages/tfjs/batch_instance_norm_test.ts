import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchInstanceNorm } from "./batch_instance_norm.ts";
import { batchNorm, batchNormInference } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const fixed = { mean: tf.tensor1d([1, 2, 3, 4]), variance: tf.tensor1d([1, 4, 9, 16]) };

describe("batchInstanceNorm", () => {
  const x = () => normal([3, 2, 3, 4], 1, { mean: 2 });
  it("is batch norm with a share of 1 or more, and instance norm with 0 or less", () => {
    const batch = batchInstanceNorm(x(), { rho: tf.tensor1d([1, 1, 2, 3]) });
    const expected = batchNorm(x());
    assertAllClose(numbers(batch.y), numbers(expected.y), { rtol: 1e-6 });
    assertEquals(numbers(batch.mean), numbers(expected.mean));
    assertEquals(numbers(batch.variance), numbers(expected.variance));
    const instance = batchInstanceNorm(x(), { rho: tf.tensor1d([0, 0, -1, -2]) });
    assertAllClose(numbers(instance.y), numbers(instanceNorm(x())), { rtol: 1e-6 });
  });
  it("takes fixed statistics for the batch's, and returns copies of them", () => {
    const { y, mean, variance } = batchInstanceNorm(x(), { rho: tf.ones([4]), fixed });
    assertAllClose(numbers(y), numbers(batchNormInference(x(), fixed)), { rtol: 1e-6 });
    tf.dispose([mean, variance]);
    assertEquals(numbers(fixed.mean), [1, 2, 3, 4]);
  });
  it("leaves nothing behind", () => {
    const rho = tf.tensor1d([0.1, 0.2, 0.3, 0.4]), gamma = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => batchInstanceNorm(x, { rho, gamma })), 0);
    assertEquals(tensorsLeft((x) => batchInstanceNorm(x, { rho, gamma, fixed })), 0);
  });
  it("says what is wrong", () => {
    const rho = tf.ones<tf.Rank.R1>([4]), short = tf.ones<tf.Rank.R1>([3]);
    const refuses = (message: string, change: object) =>
      assertThrows(() => batchInstanceNorm(x(), { rho, ...change }), RangeError, message);
    refuses("rho must have 4 elements (channels), got 3", { rho: short });
    refuses("fixed.mean must have 4 elements (channels), got 3", {
      fixed: { ...fixed, mean: short },
    });
    refuses("beta must have 4 elements (channels), got 3", { beta: short });
    refuses("epsilon must be a finite number of at least 0, got -1", { epsilon: -1 });
  });
});
