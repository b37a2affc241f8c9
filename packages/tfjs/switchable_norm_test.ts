import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm, batchNormInference } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { layerNorm } from "./layer_norm.ts";
import { switchableNorm } from "./switchable_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const only = (k: number) => tf.tensor1d([0, 1, 2].map((other) => other === k ? 0 : -Infinity));

describe("switchableNorm", () => {
  const x = () => normal([3, 2, 3, 4], 1, { mean: 2 });
  it("is one of its three where the others are left out", () => {
    const expected = [instanceNorm(x()), layerNorm(x()), batchNorm(x()).y];
    expected.forEach((y, k) => {
      const logits = { meanLogits: only(k), varianceLogits: only(k) };
      assertAllClose(numbers(switchableNorm(x(), logits).y), numbers(y), { rtol: 2e-6 });
    });
  });
  it("returns the batch's statistics, or copies of the fixed ones", () => {
    const { mean, variance } = switchableNorm(x()), expected = batchNorm(x());
    assertAllClose(numbers(mean), numbers(expected.mean), { rtol: 1e-6 });
    assertAllClose(numbers(variance), numbers(expected.variance), { rtol: 1e-6 });
    const fixed = { mean: tf.tensor1d([1, 2, 3, 4]), variance: tf.tensor1d([1, 4, 9, 16]) };
    const logits = { meanLogits: only(2), varianceLogits: only(2) };
    const given = switchableNorm(x(), { ...logits, fixed });
    assertAllClose(numbers(given.y), numbers(batchNormInference(x(), fixed)), { rtol: 2e-6 });
    given.mean.dispose();
    assertEquals(numbers(fixed.mean), [1, 2, 3, 4]);
  });
  it("leaves nothing behind", () => {
    const meanLogits = tf.tensor1d([1, 2, 3]);
    assertEquals(tensorsLeft((x) => switchableNorm(x, { meanLogits })), 0);
    assertEquals(tensorsLeft((x) => switchableNorm(x)), 0);
  });
  it("says what is wrong", () => {
    assertThrows(
      () => switchableNorm(x(), { meanLogits: tf.ones([2]) }),
      RangeError,
      "meanLogits must have 3 elements (instance, layer, batch), got 2",
    );
    assertThrows(
      () => switchableNorm(x(), { epsilon: NaN }),
      RangeError,
      "epsilon must be a finite",
    );
  });
});
