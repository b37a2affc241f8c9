import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { weightStandardization } from "./weight_standardization.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("weightStandardization", () => {
  it("gives each output mean 0 and deviation 1, along any axis", () => {
    const x = normal([4, 3, 5], 1, { mean: 3 });
    for (const axis of [0, 1, 2, -1]) {
      const others = [0, 1, 2].filter((other) => other !== (axis + 3) % 3);
      const { mean, variance } = tf.moments(weightStandardization(x, { axis }), others);
      assertAllClose(numbers(mean), Array(mean.size).fill(0), { atol: 1e-6 });
      assertAllClose(numbers(variance), Array(mean.size).fill(1), { rtol: 1e-5 });
    }
  });
  it("corrects the variance before epsilon is added", () => {
    const x = normal([4, 3], 1), { mean, variance } = tf.moments(x, 0);
    const deviation = tf.sqrt(tf.add(tf.mul(variance, 4 / 3), 0.5));
    const y = weightStandardization(x, { epsilon: 0.5, correction: 1 });
    assertAllClose(numbers(y), numbers(tf.div(tf.sub(x, mean), deviation)), { rtol: 1e-6 });
  });
  it("makes 0 of equal weights, wherever epsilon stands, with a finite gradient", () => {
    for (const epsilonPlacement of ["inside", "outside"] as const) {
      const f = (x: tf.Tensor) => weightStandardization(x, { epsilonPlacement });
      const x = tf.fill([3, 2], 7);
      assertEquals(numbers(f(x)).map(Math.abs), Array(6).fill(0));
      assertEquals(numbers(tf.grad(f)(x)).every(Number.isFinite), true);
    }
  });
  it("leaves nothing behind", () => {
    const gamma = normal<tf.Rank.R1>([4], 2);
    const outside = { epsilonPlacement: "outside", correction: 1 } as const;
    assertEquals(tensorsLeft((x) => weightStandardization(x, { gamma })), 0);
    assertEquals(tensorsLeft((x) => weightStandardization(x, outside)), 0);
  });
  it("says what is wrong", () => {
    const refuses = (message: string, options: object) =>
      assertThrows(() => weightStandardization(tf.zeros([2, 4]), options), RangeError, message);
    refuses("gamma must have 4 elements (outputs), got 2", { gamma: tf.zeros([2]) });
    refuses("correction must be from 0 to less than the 2 elements of an output, got 2", {
      correction: 2,
    });
    refuses('epsilonPlacement must be "inside" or "outside", got "both"', {
      epsilonPlacement: "both",
    });
  });
});
