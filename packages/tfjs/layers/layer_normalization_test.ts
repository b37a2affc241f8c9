import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { input } from "@tensorflow/tfjs-layers";
import { layerNormalization } from "./mod.ts";

before(async () => {
  await tf.setBackend("cpu");
});

const x = tf.tidy(() => tf.tensor(randomArray(24, 1, { type: "float32", mean: 2 }), [2, 3, 4]));

function expected(axes: number[], epsilon: number): Float32Array {
  const { mean, variance } = tf.moments(x, axes, true);
  return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))).dataSync<"float32">();
}

function values(layer: ReturnType<typeof layerNormalization>): Float32Array {
  return (layer.apply(x) as tf.Tensor).dataSync<"float32">();
}

describe("layerNormalization", () => {
  it("normalizes over the named axes, with Keras's epsilon", () => {
    for (const [axis, axes] of [[-1, [2]], [1, [1]], [[2, 1], [1, 2]], [[-2], [1]]] as const) {
      const y = values(layerNormalization({ axis }));
      assertAllClose(y, expected([...axes], 1e-3), { rtol: 1e-5, atol: 0 });
    }
  });

  it("has gamma and beta of the shape of these axes, in the order of Keras", () => {
    const layer = layerNormalization({ axis: [1, 2] });
    values(layer);
    assertEquals(layer.getWeights().map(({ shape }) => shape), [[3, 4], [3, 4]]);
    assertEquals(layer.weights.map(({ originalName }) => originalName.split("/").at(-1)), [
      "gamma",
      "beta",
    ]);
    layer.setWeights([tf.fill([3, 4], 2), tf.fill([3, 4], 1)]);
    const wanted = expected([1, 2], 1e-3).map((value) => value * 2 + 1);
    assertAllClose(values(layer), wanted, { rtol: 1e-5, atol: 0 });
  });

  it("only scales with rmsScaling, by the deviation about the mean", () => {
    const layer = layerNormalization({ rmsScaling: true, epsilon: 0.5 });
    const { variance } = tf.moments(x, [2], true);
    const wanted = tf.div(x, tf.sqrt(tf.add(variance, 0.5))).dataSync<"float32">();
    assertAllClose(values(layer), wanted, { rtol: 1e-5, atol: 0 });
    assertEquals(layer.getWeights().length, 1);
  });

  it("wants a size along its axis", () => {
    const x = input({ shape: [null] }), why = "inputs must have a size along axis 1, got any";
    assertThrows(() => layerNormalization().apply(x), RangeError, why);
  });

  it("refuses the samples' axis, one axis twice and none", () => {
    const why = "axis must be different numbers from 1 to 2";
    for (const axis of [0, 3, [1, -2]]) {
      assertThrows(() => values(layerNormalization({ axis })), RangeError, why);
    }
    assertThrows(() => layerNormalization({ axis: [] }), RangeError, "at least one, got []");
  });
});
