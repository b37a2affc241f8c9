import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { demodulation } from "./demodulation.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
});

describe("demodulation", () => {
  it("leaves weights of 0 at 0", () => {
    const y = demodulation(tf.zeros([2, 1]), tf.ones([1, 2]), { epsilon: 0 });
    assertEquals(numbers(y), [0, 0]);
  });

  it("leaves nothing behind", () => {
    const style = normal<tf.Rank.R2>([2, 3], 1);
    assertEquals(tensorsLeft((x) => demodulation(x, style), [2, 2, 3, 4]), 0);
  });

  it("says what is wrong", () => {
    const x = tf.ones([3, 4]), style = tf.ones<tf.Rank.R2>([1, 3]);
    assertThrows(
      () => demodulation(x, style, { axis: 2 }),
      RangeError,
      "axis must be from -2 to 1",
    );
    assertThrows(
      () => demodulation(x, style, { inputAxis: 1 }),
      RangeError,
      "inputAxis must be another one than axis -1, got 1",
    );
    const wrong = tf.ones<tf.Rank.R2>([1, 4]);
    assertThrows(() => demodulation(x, wrong), RangeError, "must have the shape [n, 3], got [1,4]");
    assertThrows(() => demodulation(x, style, { epsilon: -1 }), RangeError, "epsilon must be");
  });
});
