import { checkGradient, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { reflectionPad2d } from "./reflection_pad.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

describe("reflectionPad2d", () => {
  it("mirrors about the border pixels", () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
    const y = reflectionPad2d(x, [[1, 0], [0, 2]]);
    assertEquals(y.shape, [1, 3, 5, 1]);
    assertEquals([...y.dataSync()], [4, 5, 6, 5, 4, 1, 2, 3, 2, 1, 4, 5, 6, 5, 4]);
  });

  it("has a gradient that agrees with central differences, up to the widest padding", () => {
    const shape: [number, number, number, number] = [2, 3, 4, 2];
    const x = randomArray(48, 1, { type: "float64" }) as Float64Array;
    for (const sides of [[[2, 2], [3, 3]], [[0, 1], [2, 0]], [[1, 1], [1, 1]]] as const) {
      const [[top, bottom], [left, right]] = sides;
      const size = 2 * (3 + top + bottom) * (4 + left + right) * 2;
      const weights = tf.tensor1d(randomArray(size, 2, { type: "float32" }));
      const f = (v: tf.Tensor) =>
        tf.sum(tf.mul(weights, tf.reshape(reflectionPad2d(v as tf.Tensor4D, sides), [-1])));
      const gradient = Float64Array.from(
        tf.grad(f)(tf.tensor4d(Float32Array.from(x), shape)).dataSync(),
      );
      // The function is linear, so that a large step is exact and float32 loses little.
      checkGradient({
        f: (v) => f(tf.tensor4d(Float32Array.from(v), shape)).dataSync()[0]!,
        x,
        gradient,
        step: 1,
        tolerance: 1e-5,
      });
    }
  });

  it("refuses padding that cannot be mirrored", () => {
    const x = tf.zeros([1, 3, 4, 1]) as tf.Tensor4D;
    const message = "padding must be from 0 to 2 for a height of 3, got 3";
    assertThrows(() => reflectionPad2d(x, 3), RangeError, message);
    assertThrows(() => reflectionPad2d(x, 0.5), RangeError, "got 0.5");
    for (
      const [padding, got] of [
        [undefined, "undefined"],
        ["1", '"1"'],
        [[1, 1], "[1,1]"],
        [[[1, 1]], "[[1,1]]"],
        [[[1, 1], [1]], "[[1,1],[1]]"],
      ]
    ) {
      const message = `padding must be a number or [[top, bottom], [left, right]], got ${got}`;
      assertThrows(() => reflectionPad2d(x, padding as never), RangeError, message);
    }
    const text = [["1", 1], [1, 1]] as never;
    assertThrows(() => reflectionPad2d(x, text), RangeError, 'for a height of 3, got "1"');
  });

  it("refuses what is no picture", () => {
    assertThrows(
      () => reflectionPad2d([1] as never, 1),
      TypeError,
      "x must be a tensor of numbers, got Array",
    );
    const message = "x must be [n, height, width, c], got [3,4]";
    assertThrows(() => reflectionPad2d(tf.zeros([3, 4]) as never, 1), RangeError, message);
  });
});
