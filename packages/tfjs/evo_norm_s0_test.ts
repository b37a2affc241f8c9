import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { evoNormS0 } from "./evo_norm_s0.ts";
import { groupNorm } from "./group_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("evoNormS0", () => {
  it("is half of group norm where the mean is 0 and the gate half open", () => {
    const x = normal([2, 6, 4], 1), centered = tf.sub(x, tf.mean(x, 1, true));
    const y = evoNormS0(centered, { groups: 2, nu: tf.zeros([4]) });
    const expected = tf.div(groupNorm(centered, { groups: 2 }), 2);
    assertAllClose(numbers(y), numbers(expected), { rtol: 1e-6 });
  });
  it("keeps zeros without an epsilon, with a finite gradient", () => {
    const x = tf.zeros([1, 3, 4]), f = (x: tf.Tensor) => evoNormS0(x, { groups: 2, epsilon: 0 });
    assertEquals(numbers(f(x)), Array(12).fill(0));
    assertEquals(numbers(tf.grad(f)(x)).every(Number.isFinite), true);
  });
  it("takes whole numbers and booleans for what they are", () => {
    for (const dtype of ["int32", "bool"] as const) {
      const x = tf.tensor([1, 0, 1, 1], [1, 2, 2], dtype);
      const expected = evoNormS0(tf.cast(x, "float32"), { groups: 1 });
      assertEquals(numbers(evoNormS0(x, { groups: 1 })), numbers(expected));
    }
  });
  it("leaves nothing behind", () => {
    const nu = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => evoNormS0(x, { groups: 2, nu })), 0);
  });
  it("says what is wrong", () => {
    const x = tf.zeros([2, 4]);
    const message = "groups must divide the 4 channels, got 3";
    assertThrows(() => evoNormS0(x, { groups: 3 }), RangeError, message);
    const nu = tf.zeros<tf.Rank.R1>([3]);
    assertThrows(() => evoNormS0(x, { groups: 2, nu }), RangeError, "nu must have 4 elements");
  });
});
