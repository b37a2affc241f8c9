import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { pixelNorm } from "./pixel_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("pixelNorm", () => {
  it("gives each position the root mean square 1, in either layout", () => {
    const x = normal([3, 4, 5], 1, { mean: 1 });
    for (const layout of ["channels-first", "channels-last"] as const) {
      const axis = layout === "channels-first" ? 1 : 2;
      const squares = tf.mean(tf.square(pixelNorm(x, { layout })), axis);
      assertAllClose(numbers(squares), Array(squares.size).fill(1), { rtol: 1e-6 });
    }
  });
  it("keeps zeros, also without an epsilon, with a finite gradient", () => {
    for (const layout of ["channels-first", "channels-last"] as const) {
      const f = (x: tf.Tensor) => pixelNorm(x, { layout, epsilon: 0 });
      const x = tf.zeros([1, 4, 5]);
      assertEquals(numbers(f(x)), Array(20).fill(0));
      assertEquals(numbers(tf.grad(f)(x)).every(Number.isFinite), true);
    }
  });
  it("leaves nothing behind", () => {
    assertEquals(tensorsLeft((x) => pixelNorm(x)), 0);
    assertEquals(tensorsLeft((x) => pixelNorm(x, { layout: "channels-first" })), 0);
  });
  it("says what is wrong", () => {
    const message = "epsilon must be a finite number of at least 0, got Infinity";
    assertThrows(() => pixelNorm(tf.zeros([2, 2]), { epsilon: Infinity }), RangeError, message);
    assertThrows(() => pixelNorm(tf.zeros([2])), RangeError, "shape must have at least 2 axes");
  });
});
