import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm } from "./batch_norm.ts";
import { evoNormB0 } from "./evo_norm_b0.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("evoNormB0", () => {
  it("divides by the batch's deviation where nu is 0 and the instances vary less", () => {
    const x = tf.tensor([-1, -1, 1, 1], [2, 2, 1]); // each sample is constant, the mean 0
    const { y } = evoNormB0(x, { nu: tf.tensor1d([0]) });
    assertAllClose(numbers(y), numbers(batchNorm(x).y), { rtol: 1e-6 });
  });
  it("returns the batch's statistics, or copies of the fixed ones", () => {
    const x = normal([3, 2, 3, 4], 1, { mean: 2 });
    const { mean, variance } = evoNormB0(x), expected = batchNorm(x);
    assertAllClose(numbers(mean), numbers(expected.mean), { rtol: 1e-6 });
    assertAllClose(numbers(variance), numbers(expected.variance), { rtol: 1e-6 });
    const fixed = { mean: tf.zeros<tf.Rank.R1>([4]), variance: tf.fill<tf.Rank.R1>([4], 1e6) };
    const given = evoNormB0(x, { fixed });
    assertAllClose(numbers(given.y), numbers(tf.div(x, 1e3)), { rtol: 1e-6 });
    given.variance.dispose();
    assertEquals(numbers(fixed.mean), [0, 0, 0, 0]);
  });
  it("leaves nothing behind", () => {
    const nu = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => evoNormB0(x, { nu })), 0);
  });
  it("says what is wrong", () => {
    const nu = tf.zeros<tf.Rank.R1>([3]), message = "nu must have 4 elements (channels), got 3";
    assertThrows(() => evoNormB0(tf.zeros([2, 4]), { nu }), RangeError, message);
  });
});
