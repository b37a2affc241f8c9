import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { weightNorm } from "./weight_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("weightNorm", () => {
  it("gives each output its length, along any axis", () => {
    const x = normal([4, 3, 2], 1);
    for (const axis of [0, 1, 2, -1]) {
      const outputs = x.shape.at(axis)!;
      const gamma = tf.range(1, outputs + 1) as tf.Tensor1D;
      const { y } = weightNorm(x, { axis, gamma });
      assertAllClose(numbers(weightNorm(y, { axis }).norm), numbers(gamma), { rtol: 1e-6 });
    }
  });
  it("leaves the weight as it is with its own lengths", () => {
    const x = normal([4, 3, 2], 1);
    assertAllClose(numbers(weightNorm(x, { gamma: weightNorm(x).norm }).y), numbers(x), {
      rtol: 1e-6,
    });
  });
  it("keeps an output of zeros, with a finite gradient", () => {
    const x = tf.tensor2d([[1, 0], [2, 0]]);
    assertEquals(numbers(weightNorm(x).y).filter((_, i) => i % 2 === 1), [0, 0]);
    assertEquals(numbers(tf.grad((x) => weightNorm(x).y)(x)).every(Number.isFinite), true);
  });
  it("leaves nothing behind", () => {
    const gamma = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => weightNorm(x, { gamma })), 0);
    assertEquals(tensorsLeft((x) => weightNorm(x, { axis: null })), 0);
  });
  it("says what is wrong", () => {
    const x = tf.zeros([2, 4]);
    const gamma = tf.zeros<tf.Rank.R1>([2]);
    assertThrows(
      () => weightNorm(x, { gamma }),
      RangeError,
      "gamma must have 4 elements (outputs), got 2",
    );
    assertThrows(() => weightNorm(x, { axis: 2 }), RangeError, "axis must be from -2 to 1, got 2");
    assertThrows(() => weightNorm(tf.scalar(1)), RangeError, "x must have at least 1 axis, got []");
    assertThrows(() => weightNorm(x, { epsilon: -1 }), RangeError, "epsilon must be a finite");
  });
});
