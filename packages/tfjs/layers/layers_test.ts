import "@tensorflow/tfjs-backend-cpu";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { batchNorm, instanceNorm } from "@evenkeel/kernels";
import { batchNormalization, instanceNormalization, registerLayers } from "./mod.ts";

const shape = [3, 4, 5, 2];
const values = Float32Array.from(randomArray(120, 5, { mean: 2, sigma: 3, type: "float32" }));

function output(layer: tfl.layers.Layer, x: tf.Tensor, training: boolean): Float32Array {
  return (layer.apply(x, { training }) as tf.Tensor).dataSync() as Float32Array;
}

describe("BatchNormalization", () => {
  it("has Keras 3's defaults", () => {
    const { axis, momentum, epsilon, center, scale } = batchNormalization().getConfig();
    const found = { axis, momentum, epsilon, center, scale };
    assertEquals(found, { axis: -1, momentum: 0.99, epsilon: 1e-3, center: true, scale: true });
  });
  it("normalizes a batch and moves its statistics, the variance biased", () => {
    const layer = batchNormalization({ momentum: 0.75 });
    const y = output(layer, tf.tensor(values, shape), true);
    const expected = batchNorm(values, { shape, layout: "channels-last", epsilon: 1e-3 });
    assertAllClose(y, expected.y, { rtol: 1e-6 });
    const [, , mean, variance] = layer.getWeights().map((weight) => weight.dataSync());
    assertAllClose(mean as Float32Array, expected.mean.map((m) => 0.25 * m), { rtol: 1e-6 });
    const moved = expected.variance.map((v) => 0.75 + 0.25 * v);
    assertAllClose(variance as Float32Array, moved, { rtol: 1e-6 });
  });
  it("infers with moving statistics, and always when it is frozen", () => {
    const layer = batchNormalization({ epsilon: 0 });
    const x = tf.tensor(values, shape);
    output(layer, x, false);
    layer.setWeights([[1, 2], [0, 1], [5, 0], [4, 1]].map((w) => tf.tensor1d(w)));
    const expected = values.map((v, i) => i % 2 === 0 ? (v - 5) / 2 : v * 2 + 1);
    assertAllClose(output(layer, x, false), expected, { rtol: 1e-6 });
    layer.trainable = false;
    assertAllClose(output(layer, x, true), expected, { rtol: 1e-6 });
    assertEquals([...layer.getWeights()[2]!.dataSync()], [5, 0]);
  });
  for (const axis of [1, 2, 3]) {
    it(`normalizes along axis ${axis}`, () => {
      const layer = batchNormalization({ axis, epsilon: 0 });
      const x = tf.tensor(values, shape);
      const y = tf.tensor(output(layer, x, true), shape);
      const others = [0, 1, 2, 3].filter((other) => other !== axis);
      const { mean, variance } = tf.moments(y, others);
      assertAllClose(mean.dataSync() as Float32Array, new Float32Array(shape[axis]!), {
        atol: 1e-6,
      });
      assertAllClose(variance.dataSync() as Float32Array, new Float32Array(shape[axis]!).fill(1), {
        rtol: 1e-5,
      });
    });
  }
  it("keeps weights in Keras's order", () => {
    const names = (config: object) => {
      const layer = batchNormalization({ name: "bn", inputShape: [3], ...config });
      tfl.sequential().add(layer);
      return layer.weights.map(({ originalName }) => originalName.split("/").at(-1));
    };
    assertEquals(names({}), ["gamma", "beta", "moving_mean", "moving_variance"]);
    assertEquals(names({ scale: false }), ["beta", "moving_mean", "moving_variance"]);
  });
  it("refuses to be synchronized, and says what is", () => {
    const message = "use syncBatchNorm of @evenkeel/tfjs/sync-batch-norm";
    assertThrows(() => batchNormalization({ synchronized: true as never }), RangeError, message);
  });
  it("refuses an axis that is not there", () => {
    const layer = batchNormalization({ axis: 0 });
    assertThrows(() => layer.apply(tf.zeros([2, 2])), RangeError, "axis must be from 1 to 1");
  });
});

describe("InstanceNormalization", () => {
  it("is the operation, in training and in inference", () => {
    const layer = instanceNormalization();
    const expected = instanceNorm(values, { shape, layout: "channels-last", epsilon: 1e-3 }).y;
    for (const training of [true, false]) {
      assertAllClose(output(layer, tf.tensor(values, shape), training), expected, { rtol: 1e-6 });
    }
    assertEquals(layer.getWeights().length, 2);
  });
  it("wants channels of a known number", () => {
    const x = tfl.input({ shape: [4, null] });
    assertThrows(() => instanceNormalization().apply(x), RangeError, "must have a size");
  });
});

for (const factory of [batchNormalization, instanceNormalization]) {
  describe(factory.name, () => {
    it("keeps to the rank and the channels of its first input", () => {
      const layer = factory();
      layer.apply(tf.zeros([2, 5, 3]));
      const refuse = (shape: number[], message: string) =>
        assertThrows(() => layer.apply(tf.zeros(shape)), Error, message);
      refuse([2, 5, 5, 3], "expected ndim=3, found ndim=4");
      refuse([2, 5, 4], "expected axis 2 of input shape to have value 3");
    });
    it("tells a call hook its input", () => {
      const layer = factory(), x = tf.zeros([1, 2, 2, 1]);
      const seen: tf.Tensor[] = [];
      layer.setCallHook((inputs) => {
        seen.push(...[inputs].flat());
      });
      layer.apply(x);
      assertEquals(seen.map((input) => input === x), [true]);
    });
  });
  describe(`${factory.name} in a model`, () => {
    const build = (config: object) =>
      tfl.sequential({
        layers: [
          tfl.layers.conv2d({ inputShape: [8, 8, 1], filters: 3, kernelSize: 3, useBias: false }),
          factory(config),
          tfl.layers.reLU(),
          tfl.layers.flatten(),
          tfl.layers.dense({ units: 1 }),
        ],
      });
    for (const config of [{}, { scale: false }, { center: false, scale: false }, { axis: 1 }]) {
      it(`trains with ${JSON.stringify(config)}, without a leak`, async () => {
        const model = build(config);
        model.compile({ optimizer: "adam", loss: "meanSquaredError" });
        const x = tf.tensor(randomArray(1024, 1, { type: "float32" }), [16, 8, 8, 1]);
        const y = tf.mean(x, [1, 2]);
        const first = await model.trainOnBatch(x, y) as number;
        const before = tf.memory().numTensors;
        let last = first;
        for (let i = 0; i < 20; i++) last = await model.trainOnBatch(x, y) as number;
        assertEquals(tf.memory().numTensors, before);
        assertEquals(last < first / 2, true, `loss went from ${first} to ${last}`);
      });
    }
    it("survives a round trip through JSON", async () => {
      registerLayers();
      const model = build({ epsilon: 0.5, gammaInitializer: "zeros", betaRegularizer: "l1l2" });
      const json = JSON.parse(model.toJSON() as string);
      const copy = await tfl.models.modelFromJSON(json);
      copy.setWeights(model.getWeights());
      assertEquals(copy.layers[1]!.getConfig(), model.layers[1]!.getConfig());
      const x = tf.tensor(randomArray(64, 2, { type: "float32" }), [1, 8, 8, 1]);
      const [expected, y] = [model, copy].map((m) => (m.predict(x) as tf.Tensor).dataSync());
      assertEquals(y, expected);
    });
  });
}
