import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

const COMPARISONS = {
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  lessEqual: tf.lessEqual,
};

describe("comparisons and choices agree with the stock backend's", () => {
  for (const [name, op] of Object.entries(COMPARISONS)) {
    it(name, () =>
      agree(() => {
        const x = tf.tensor([NaN, Infinity, -Infinity, 0, -0, 0.5, 1, -1]);
        return [
          op(x, 0.5),
          op(x, 0),
          op(x, NaN),
          op(0, x),
          op(x, x),
          op(tf.cast([1, 2], "int32"), 1),
        ];
      }));
  }

  it("where", () =>
    agree(() => {
      const [x, y] = [random([3, 50], 1), random([3, 50], 2)];
      const truths = tf.greater(x, 0);
      return withGradients((x, y) => tf.where(truths, x!, y!), [x, y]);
    }));

  it("where, of whole rows and of integers", () =>
    agree(() => {
      const truths = tf.tensor1d([1, 0, 1], "bool");
      const x = tf.cast(tf.mul(random([3, 50], 1), 99), "int32");
      return [
        tf.where(tf.reshape(truths, [3, 1]), random([3, 50], 1), random([3, 50], 2)),
        tf.where(tf.greater(x, 0), x, tf.neg(x)),
      ];
    }));
});
