import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { rmsNormalization } from "./mod.ts";

before(async () => {
  await tf.setBackend("cpu");
});

describe("rmsNormalization", () => {
  it("divides by the root mean square over the axes and multiplies by its one weight", () => {
    const x = tf.tensor(randomArray(24, 1, { type: "float32", mean: 2 }), [2, 3, 4]);
    const layer = rmsNormalization({ axis: 1, epsilon: 0.25 });
    const apply = () => (layer.apply(x) as tf.Tensor).dataSync<"float32">();
    apply();
    assertEquals(layer.weights.map(({ shape }) => shape), [[3]]);
    layer.setWeights([tf.tensor1d([1, 2, 3])]);
    const root = tf.sqrt(tf.add(tf.mean(tf.square(x), 1, true), 0.25));
    const wanted = tf.mul(tf.div(x, root), tf.tensor([1, 2, 3], [1, 3, 1])).dataSync<"float32">();
    assertAllClose(apply(), wanted, { rtol: 1e-5, atol: 0 });
  });

  it("keeps its arguments", () => {
    const { axis, epsilon } = rmsNormalization({ axis: [1, 2] }).getConfig();
    assertEquals({ axis, epsilon }, { axis: [1, 2], epsilon: 1e-6 });
  });
});
