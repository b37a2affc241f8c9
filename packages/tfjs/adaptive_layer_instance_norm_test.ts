import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { adaptiveLayerInstanceNorm } from "./adaptive_layer_instance_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { layerNorm } from "./layer_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("adaptiveLayerInstanceNorm", () => {
  const x = () => normal([3, 2, 3, 4], 1, { mean: 2 });
  it("is instance norm with a share of 1 or more, and layer norm with 0 or less", () => {
    const [one, zero] = [tf.tensor1d([1, 1, 2, 3]), tf.tensor1d([0, 0, -1, -2])];
    const instance = adaptiveLayerInstanceNorm(x(), { rho: one });
    assertAllClose(numbers(instance), numbers(instanceNorm(x())), { rtol: 1e-6 });
    const layer = adaptiveLayerInstanceNorm(x(), { rho: zero });
    assertAllClose(numbers(layer), numbers(layerNorm(x())), { rtol: 1e-6 });
  });
  it("gives a share out of range no gradient", () => {
    const slope = tf.grad((rho) => {
      const y = adaptiveLayerInstanceNorm(x(), { rho: rho as tf.Tensor1D });
      return tf.mul(y, normal([3, 2, 3, 4], 2));
    });
    const [below, inside, above] = numbers(slope(tf.tensor1d([-1, 0.5, 2, 1])));
    assertEquals([below, inside !== 0, above], [0, true, 0]);
  });
  it("takes one gamma for all samples, which is LIN", () => {
    const rho = tf.tensor1d([0.1, 0.2, 0.3, 0.4]);
    const shared = { gamma: normal<tf.Rank.R1>([4], 3), beta: normal<tf.Rank.R1>([4], 4) };
    const repeated = { gamma: tf.tile(shared.gamma, [3]), beta: tf.tile(shared.beta, [3]) };
    const own = {
      gamma: tf.reshape(repeated.gamma, [3, 4]),
      beta: tf.reshape(repeated.beta, [3, 4]),
    };
    assertEquals(
      numbers(adaptiveLayerInstanceNorm(x(), { rho, ...shared })),
      numbers(adaptiveLayerInstanceNorm(x(), { rho, ...own })),
    );
  });
  it("leaves nothing behind", () => {
    const rho = tf.tensor1d([0.1, 0.2, 0.3, 0.4]), gamma = normal([3, 4], 3);
    assertEquals(tensorsLeft((x) => adaptiveLayerInstanceNorm(x, { rho, gamma })), 0);
  });
  it("says what is wrong", () => {
    const rho = tf.ones<tf.Rank.R1>([4]);
    assertThrows(
      () => adaptiveLayerInstanceNorm(x(), { rho: tf.ones([3]) }),
      RangeError,
      "rho must have 4 elements (channels), got 3",
    );
    assertThrows(
      () => adaptiveLayerInstanceNorm(x(), { rho, gamma: tf.ones([2, 4]) }),
      RangeError,
      "gamma must be [3,4] (samples, channels), got [2,4]",
    );
    assertThrows(
      () => adaptiveLayerInstanceNorm(x(), { rho, beta: tf.ones([4, 3]) }),
      RangeError,
      "beta must be [3,4] (samples, channels), got [4,3]",
    );
  });
});
