import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { adaptiveInstanceNorm } from "./adaptive_instance_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("adaptiveInstanceNorm", () => {
  it("gives the content the moments of a style of another size", () => {
    const x = normal([2, 4, 5, 3], 1), style = normal([2, 7, 3], 2, { mean: 3, deviation: 2 });
    const y = adaptiveInstanceNorm(x, style, { epsilon: 0 });
    const [got, wanted] = [tf.moments(y, [1, 2]), tf.moments(style, 1)];
    assertAllClose(numbers(got.mean), numbers(wanted.mean), { rtol: 1e-6 });
    assertAllClose(numbers(got.variance), numbers(wanted.variance), { rtol: 1e-6 });
  });
  it("leaves the content as it is where alpha is 0", () => {
    const x = normal([2, 4, 3], 1), style = normal([2, 4, 3], 2);
    assertEquals(numbers(adaptiveInstanceNorm(x, style, { alpha: 0 })), numbers(x));
  });
  it("has a finite gradient where the style is constant and epsilon 0", () => {
    const x = normal([2, 4, 3], 1), flat = tf.ones([2, 4, 3]);
    const f = (x: tf.Tensor, style: tf.Tensor) => adaptiveInstanceNorm(x, style, { epsilon: 0 });
    for (const gradient of tf.grads(f)([x, flat])) {
      assertEquals(numbers(gradient).every(Number.isFinite), true);
    }
  });
  it("leaves nothing behind", () => {
    const style = normal([3, 5, 4], 2);
    assertEquals(tensorsLeft((x) => adaptiveInstanceNorm(x, style, { alpha: 0.5 })), 0);
  });
  it("says what is wrong", () => {
    const x = tf.zeros([2, 4, 3]);
    assertThrows(
      () => adaptiveInstanceNorm(x, tf.zeros([2, 4, 4])),
      RangeError,
      "style must have the 2 samples and 3 channels of x, got [2,4,4]",
    );
    assertThrows(
      () => adaptiveInstanceNorm(x, x, { alpha: NaN }),
      RangeError,
      "alpha must be a finite number, got NaN",
    );
    const layout = "NHWC" as "channels-last";
    assertThrows(() => adaptiveInstanceNorm(x, x, { layout }), RangeError, 'got "NHWC"');
  });
});
