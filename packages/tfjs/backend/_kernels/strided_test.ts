import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";
import { copyStrided } from "./strided.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

describe("a copy in steps", () => {
  const source = Float32Array.from({ length: 60 }, (_, i) => i);
  const copy = (shape: number[], steps: number[], start = 0) => {
    const target = new Float32Array(shape.reduce((a, b) => a * b, 1));
    copyStrided(source, target, { shape, steps, start });
    return [...target];
  };

  it("goes forth, back, across, and stands still", () => {
    assertEquals(copy([2, 20], [20, 1], 3), [...source.subarray(3, 43)]);
    assertEquals(copy([4], [-2], 9), [9, 7, 5, 3]);
    assertEquals(copy([3, 2], [1, 10]), [0, 10, 1, 11, 2, 12]);
    assertEquals(copy([2, 3], [5, 0], 1), [1, 1, 1, 6, 6, 6]);
    assertEquals(copy([2, 3], [0, 1]), [0, 1, 2, 0, 1, 2]);
    assertEquals(copy([1, 1], [7, 7], 5), [5]);
    assertEquals(copy([], [], 5), [5]);
    assertEquals(copy([2, 0], [1, 1]), []);
  });
});

describe("other orders agree with the stock backend's", () => {
  for (const perm of [[0, 1, 2, 3], [0, 3, 1, 2], [3, 2, 1, 0], [1, 0, 3, 2], [0, 2, 1, 3]]) {
    it(`transposed to ${perm}`, () =>
      agree(() => withGradients((x) => tf.transpose(x, perm), [random([2, 3, 5, 20], 1)])));
  }

  for (const axes of [[0], [1], [3], [-1], [0, 2], [1, 2, 3], []]) {
    it(`reversed along ${axes}`, () =>
      agree(() => withGradients((x) => tf.reverse(x, axes), [random([2, 3, 5, 20], 1)])));
  }

  for (const reps of [[2, 1], [1, 3], [2, 3], [0, 2]]) {
    it(`repeated ${reps}`, () =>
      agree(() => withGradients((x) => tf.tile(x, reps), [random([4, 18], 1)])));
  }

  it("broadcast", () =>
    agree(() => [
      tf.broadcastTo(random([4, 1, 6], 1), [4, 5, 6]),
      tf.broadcastTo(random([6], 1), [3, 4, 6]),
    ]));

  it("integers, left to the stock kernel", () =>
    agree(() => {
      const x = tf.cast(tf.mul(random([4, 18], 1), 99), "int32");
      return [tf.transpose(x), tf.reverse(x, 1), tf.tile(x, [2, 2])];
    }));
});
