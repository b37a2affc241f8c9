import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { filterResponseNorm } from "./filter_response_norm.ts";
import { rmsNorm } from "./rms_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("filterResponseNorm", () => {
  it("is RMS norm over the positions where nothing is cut off", () => {
    const x = normal([3, 4, 5], 1, { mean: 1 });
    const expected = rmsNorm(x, { axis: 2, epsilon: 1e-6 });
    const y = filterResponseNorm(x, { layout: "channels-first" });
    assertAllClose(numbers(y), numbers(expected), { rtol: 1e-6 });
  });
  it("never goes below tau, and gives what it cut no gradient", () => {
    const x = normal([3, 2, 3, 4], 1), tau = tf.fill<tf.Rank.R1>([4], 100);
    assertEquals(numbers(filterResponseNorm(x, { tau })).every((value) => value === 100), true);
    const f = (x: tf.Tensor, tau: tf.Tensor) => filterResponseNorm(x, { tau: tau as tf.Tensor1D });
    const [dx, dtau] = tf.grads(f)([x, tau]);
    assertEquals(numbers(dx!).every((value) => value === 0), true);
    assertEquals(numbers(dtau!), [18, 18, 18, 18]);
  });
  it("keeps zeros without an epsilon, with a finite gradient", () => {
    const x = tf.zeros([1, 3, 4]), f = (x: tf.Tensor) => filterResponseNorm(x, { epsilon: 0 });
    assertEquals(numbers(f(x)), Array(12).fill(0));
    assertEquals(numbers(tf.grad(f)(x)).every(Number.isFinite), true);
  });
  it("takes one learned epsilon for all channels, of either sign", () => {
    const x = normal([3, 2, 3, 4], 1);
    const one = filterResponseNorm(x, { learnedEpsilon: tf.tensor1d([-0.5]) });
    const each = filterResponseNorm(x, { learnedEpsilon: tf.fill([4], 0.5) });
    assertEquals(numbers(one), numbers(each));
  });
  it("leaves nothing behind", () => {
    const tau = tf.zeros<tf.Rank.R1>([4]), learnedEpsilon = tf.ones<tf.Rank.R1>([1]);
    assertEquals(tensorsLeft((x) => filterResponseNorm(x, { tau, learnedEpsilon })), 0);
  });
  it("says what is wrong", () => {
    const x = tf.zeros([3, 2, 4]), short = tf.zeros<tf.Rank.R1>([3]);
    const message = (name: string) => `${name} must have 4 elements (channels), got 3`;
    assertThrows(() => filterResponseNorm(x, { tau: short }), RangeError, message("tau"));
    assertThrows(
      () => filterResponseNorm(x, { learnedEpsilon: short }),
      RangeError,
      message("learnedEpsilon"),
    );
    assertThrows(
      () => filterResponseNorm(x, { epsilon: -1 }),
      RangeError,
      "epsilon must be a finite",
    );
  });
});
