import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm, batchNormInference } from "./batch_norm.ts";
import { batchRenorm } from "./batch_renorm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("batchRenorm", () => {
  const x = () => normal([3, 2, 3, 4], 1, { mean: 2 });
  const running = { mean: tf.tensor1d([1, 2, 3, 2]), variance: tf.tensor1d([1, 2, 0.5, 1]) };
  it("is batch norm with rMax 1 and dMax 0", () => {
    const { y, r, d } = batchRenorm(x(), { running, rMax: 1, dMax: 0 });
    assertAllClose(numbers(y), numbers(batchNorm(x()).y), { rtol: 1e-6 });
    assertEquals([numbers(r), numbers(d).map(Math.abs)], [[1, 1, 1, 1], [0, 0, 0, 0]]);
  });
  it("is inference where nothing is clipped, but has the gradient of batch norm times r", () => {
    const limits = { running, rMax: 1e3, dMax: 1e3 };
    const { y, r } = batchRenorm(x(), limits);
    assertAllClose(numbers(y), numbers(batchNormInference(x(), running)), { rtol: 1e-6 });
    const weights = normal([3, 2, 3, 4], 2);
    const got = tf.grad((x) => tf.mul(batchRenorm(x, limits).y, weights))(x());
    const expected = tf.grad((x) => tf.mul(tf.mul(batchNorm(x).y, r), weights))(x());
    assertAllClose(numbers(got), numbers(expected), { rtol: 1e-5 });
  });
  it("leaves nothing behind, and the running statistics alone", () => {
    const gamma = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => batchRenorm(x, { running, gamma })), 0);
    assertEquals(numbers(running.mean), [1, 2, 3, 2]);
  });
  it("says what is wrong", () => {
    const refuses = (message: string, change: object) =>
      assertThrows(() => batchRenorm(x(), { running, ...change }), RangeError, message);
    refuses("rMax must be at least 1, got 0.5", { rMax: 0.5 });
    refuses("dMax must be at least 0, got -1", { dMax: -1 });
    const short = { ...running, variance: tf.zeros([3]) };
    refuses("running.variance must have 4 elements (channels), got 3", { running: short });
    const message = "running.variance must be a tensor of numbers, got undefined";
    assertThrows(() => batchRenorm(x(), {} as never), TypeError, message);
  });
});
