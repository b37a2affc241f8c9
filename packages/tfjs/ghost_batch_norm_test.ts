import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm } from "./batch_norm.ts";
import { ghostBatchNorm } from "./ghost_batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("ghostBatchNorm", () => {
  const x = () => normal([5, 2, 3, 4], 1, { mean: 2 });
  it("is batch norm in one ghost, and instance norm in ghosts of one sample", () => {
    const whole = ghostBatchNorm(x(), { ghostSize: 5 }), expected = batchNorm(x());
    assertEquals(numbers(whole.y), numbers(expected.y));
    assertEquals(numbers(whole.mean), numbers(expected.mean));
    const { y } = ghostBatchNorm(x(), { ghostSize: 1 });
    assertAllClose(numbers(y), numbers(instanceNorm(x())), { rtol: 1e-6 });
  });
  it("has statistics for each ghost, the last of which may be smaller", () => {
    const { mean, variance } = ghostBatchNorm(x(), { ghostSize: 2 });
    assertEquals([mean.shape, variance.shape], [[3, 4], [3, 4]]);
    const last = tf.moments(tf.slice(x(), [4]), [0, 1, 2]);
    assertAllClose(numbers(mean).slice(8), numbers(last.mean), { rtol: 1e-6 });
    assertAllClose(numbers(variance).slice(8), numbers(last.variance), { rtol: 1e-6 });
  });
  it("leaves nothing behind", () => {
    const gamma = normal<tf.Rank.R1>([4], 2);
    assertEquals(tensorsLeft((x) => ghostBatchNorm(x, { ghostSize: 2, gamma })), 0);
  });
  it("says what is wrong", () => {
    const refuses = (message: string, ghostSize: number, input = x()) =>
      assertThrows(() => ghostBatchNorm(input, { ghostSize }), RangeError, message);
    refuses("ghostSize must be an integer of at least 1, got 0", 0);
    refuses("x must have at least 1 sample, got [0,4]", 2, tf.zeros([0, 4]));
  });
});
