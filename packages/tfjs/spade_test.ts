import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { batchNorm, batchNormInference } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { positionalNorm } from "./positional_norm.ts";
import { spade } from "./spade.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("spade", () => {
  const shape = [3, 2, 3, 4];
  const x = () => normal(shape, 1, { mean: 2 });
  const maps = () => ({ gamma: normal(shape, 2), beta: normal(shape, 3) });
  const none = () => ({ gamma: tf.zeros(shape), beta: tf.zeros(shape) });
  it("is the norm underneath without a modulation", () => {
    const batch = spade(x(), none()), expected = batchNorm(x());
    assertEquals(numbers(batch.y), numbers(expected.y));
    assertEquals(numbers(batch.variance), numbers(expected.variance));
    const instance = spade(x(), { ...none(), kind: "instance" });
    assertEquals(numbers(instance.y), numbers(instanceNorm(x())));
    assertEquals(instance.mean.shape, [12]);
    const positional = spade(x(), { ...none(), kind: "positional" });
    assertEquals(numbers(positional.y), numbers(positionalNorm(x())));
  });
  it("has gradients of fixed statistics, one per channel of each sample", () => {
    const given = [tf.zeros([12]), tf.ones([12])] as const;
    const f = (mean: tf.Tensor, variance: tf.Tensor) => {
      const fixed = { mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
      return tf.sum(spade(x(), { ...none(), kind: "instance", fixed }).y);
    };
    assertEquals(tf.grads(f)([...given]).map(({ shape }) => shape), [[12], [12]]);
  });

  it("takes fixed statistics, and returns copies of them", () => {
    const fixed = { mean: tf.tensor1d([1, 2, 3, 4]), variance: tf.tensor1d([1, 4, 9, 16]) };
    const { y, mean } = spade(x(), { ...none(), fixed });
    assertEquals(numbers(y), numbers(batchNormInference(x(), fixed)));
    mean.dispose();
    assertEquals(numbers(fixed.mean), [1, 2, 3, 4]);
  });
  it("leaves nothing behind", () => {
    const given = maps();
    assertEquals(tensorsLeft((x) => spade(x, given), shape), 0);
  });
  it("says what is wrong", () => {
    const refuses = (message: string, change: object) =>
      assertThrows(() => spade(x(), { ...maps(), ...change }), RangeError, message);
    refuses("gamma must be [3,2,3,4] like x, got [3,2,12]", { gamma: tf.zeros([3, 2, 12]) });
    refuses('kind must be "batch", "instance" or "positional", got "layer"', { kind: "layer" });
    const fixed = { mean: tf.zeros([3]), variance: tf.zeros([4]) };
    refuses("mean must have 4 elements (statistics), got 3", { fixed });
  });
});
