import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { globalResponseNorm } from "./global_response_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("globalResponseNorm", () => {
  it("is the identity with a gamma of zeros, forward and backward", () => {
    const x = normal([3, 2, 3, 4], 1), gamma = tf.zeros<tf.Rank.R1>([4]);
    const f = (x: tf.Tensor) => globalResponseNorm(x, { gamma });
    assertEquals(numbers(f(x)), numbers(x));
    assertAllClose(numbers(tf.grad(f)(x)), Array(72).fill(1), { rtol: 1e-6 });
  });
  it("has a finite gradient where a channel is 0", () => {
    const x = tf.tensor([1, 0, 2, 0, 3, 0], [1, 3, 2]);
    const gradient = numbers(tf.grad((x) => globalResponseNorm(x))(x));
    assertEquals(gradient.every(Number.isFinite), true);
  });
  it("does not look at a sample's mates", () => {
    const x = normal([2, 6, 4], 1);
    const alone = numbers(globalResponseNorm(tf.slice(x, [0, 0, 0], [1, 6, 4])));
    assertEquals(numbers(globalResponseNorm(x)).slice(0, 24), alone);
  });
  it("leaves nothing behind", () => {
    const beta = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => globalResponseNorm(x, { beta })), 0);
  });
  it("says what is wrong", () => {
    const gamma = tf.zeros<tf.Rank.R1>([3]),
      message = "gamma must have 4 elements (channels), got 3";
    assertThrows(() => globalResponseNorm(tf.zeros([2, 4]), { gamma }), RangeError, message);
  });
});
