import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { conditionalInstanceNorm } from "./conditional_instance_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const gamma = tf.tensor2d([[1, 2, 3, 4], [5, 6, 7, 8]]);
const beta = tf.tensor2d([[0, 0, 0, 0], [1, 1, 1, 1]]);
const tables = { gamma, beta };

describe("conditionalInstanceNorm", () => {
  it("is instance norm with the row of the sample's style", () => {
    const x = normal([3, 2, 3, 4], 1);
    const y = conditionalInstanceNorm(x, { ...tables, index: [1, 0, 1] });
    [1, 0, 1].forEach((style, sample) => {
      const row = (table: tf.Tensor2D) => tf.reshape<tf.Rank.R1>(tf.slice(table, style, 1), [4]);
      const one = instanceNorm(tf.slice(x, sample, 1), { gamma: row(gamma), beta: row(beta) });
      assertAllClose(numbers(tf.slice(y, sample, 1)), numbers(one), { rtol: 1e-6 });
    });
  });
  it("takes the index as a tensor, too, and gives each row its own gradient", () => {
    const x = normal([3, 2, 3, 4], 1);
    const index = tf.tensor1d([1, 1, 1], "int32");
    const slope = tf.grad((beta) =>
      conditionalInstanceNorm(x, { gamma, beta: beta as tf.Tensor2D, index })
    );
    assertEquals(numbers(slope(beta)), [0, 0, 0, 0, 18, 18, 18, 18]);
  });
  it("takes the index as an Int32Array, and lets no style touch the others", () => {
    const x = normal([3, 2, 3, 4], 1), index = new Int32Array([0, 0, 0]);
    const broken = { gamma: tf.tensor2d([[1, 2, 3, 4], [NaN, NaN, NaN, NaN]]), beta };
    assertEquals(
      numbers(conditionalInstanceNorm(x, { ...broken, index })),
      numbers(conditionalInstanceNorm(x, { ...tables, index: [...index] })),
    );
  });
  it("blends styles by weights", () => {
    const x = normal([1, 6, 4], 1);
    const blend = conditionalInstanceNorm(x, { ...tables, weights: tf.tensor2d([[0.5, 0.5]]) });
    const own = { gamma: tf.tensor1d([3, 4, 5, 6]), beta: tf.tensor1d([0.5, 0.5, 0.5, 0.5]) };
    assertAllClose(numbers(blend), numbers(instanceNorm(x, own)), { rtol: 1e-6 });
  });
  it("leaves nothing behind", () => {
    const weights = normal<tf.Rank.R2>([3, 2], 3);
    assertEquals(tensorsLeft((x) => conditionalInstanceNorm(x, { ...tables, weights })), 0);
    assertEquals(
      tensorsLeft((x) => conditionalInstanceNorm(x, { ...tables, index: [0, 1, 1] })),
      0,
    );
  });
  it("says what is wrong", () => {
    const x = tf.zeros([3, 2, 4]);
    const index = [0, 0, 0];
    const refuses = (message: string, change: object) =>
      assertThrows(
        () => conditionalInstanceNorm(x, { ...tables, index, ...change }),
        RangeError,
        message,
      );
    refuses("index must hold integers from 0 to 1, got 2", { index: [0, 2, 0] });
    refuses("index must have 3 elements (samples), got 2", { index: [0, 0] });
    refuses("index must be [3] (samples), got [3,1]", { index: tf.zeros([3, 1], "int32") });
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, index: tf.tensor1d([0, 1, 1]) }),
      TypeError,
      "index must be a tensor of int32, got float32",
    );
    const beyond = tf.tensor1d([0, 1, 2], "int32");
    assertThrows(() => conditionalInstanceNorm(x, { ...tables, index: beyond }), Error, "not in");
    refuses("beta must be [2,4] (styles, channels), got [1,4]", { beta: tf.zeros([1, 4]) });
    assertThrows(
      () => conditionalInstanceNorm(x, tables),
      TypeError,
      "index or weights must be given, exactly one of them, got neither",
    );
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, weights: tf.zeros([3, 3]) }),
      RangeError,
      "weights must be [3,2] (samples, styles), got [3,3]",
    );
  });
});
