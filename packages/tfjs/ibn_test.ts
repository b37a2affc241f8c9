import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm, batchNormInference } from "./batch_norm.ts";
import { ibn } from "./ibn.ts";
import { instanceNorm } from "./instance_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const fixed = { mean: tf.tensor1d([1, 2, 3, 4]), variance: tf.tensor1d([1, 4, 9, 16]) };

describe("ibn", () => {
  const x = () => normal([3, 2, 3, 4], 1, { mean: 2 });
  it("is instance norm with all channels, and batch norm with none", () => {
    const all = ibn(x(), { instanceChannels: 4 });
    assertEquals(numbers(all.y), numbers(instanceNorm(x())));
    const none = ibn(x(), { instanceChannels: 0 });
    assertEquals(numbers(none.y), numbers(batchNorm(x()).y));
  });
  it("returns the batch's statistics of all channels", () => {
    const { mean, variance } = ibn(x()), expected = batchNorm(x());
    assertAllClose(numbers(mean), numbers(expected.mean), { rtol: 1e-6 });
    assertAllClose(numbers(variance), numbers(expected.variance), { rtol: 1e-6 });
  });
  it("takes fixed statistics for the batch channels alone", () => {
    const { y } = ibn(x(), { instanceChannels: 1, fixed });
    const [instance, batch] = [instanceNorm(x()), batchNormInference(x(), fixed)];
    const expected = tf.concat(
      [tf.split(instance, 4, 3)[0]!, ...tf.split(batch, 4, 3).slice(1)],
      3,
    );
    assertAllClose(numbers(y), numbers(expected), { rtol: 1e-6 });
  });
  it("leaves nothing behind", () => {
    const gamma = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => ibn(x, { gamma })), 0);
    assertEquals(tensorsLeft((x) => ibn(x, { gamma, fixed })), 0);
  });
  it("says what is wrong", () => {
    const message = "instanceChannels must be an integer from 0 to 4, got 5";
    assertThrows(() => ibn(x(), { instanceChannels: 5 }), RangeError, message);
    const short = { ...fixed, variance: tf.zeros<tf.Rank.R1>([3]) };
    const wanted = "fixed.variance must have 4 elements (channels), got 3";
    assertThrows(() => ibn(x(), { fixed: short }), RangeError, wanted);
  });
});
