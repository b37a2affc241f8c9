import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { reestimateBatchNorm } from "./reestimate_batch_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const values = Float32Array.from(randomArray(60, 1, { type: "float32", mean: 4, sigma: 3 }));
const whole = () => tf.tensor(values, [10, 3, 2]);

function moving(layer: tfl.layers.Layer): number[][] {
  return layer.getWeights().slice(-2).map((weight) => [...weight.dataSync()]);
}

describe("reestimateBatchNorm", () => {
  for (const norm of [tfl.layers.batchNormalization, batchNormalization]) {
    const layer = () => norm({ inputShape: [3, 2], momentum: 0.99 }) as tfl.layers.Layer;
    it(`finds the moments of all batches together: ${layer().getClassName()}`, async () => {
      const [first] = [layer()];
      const model = tfl.sequential({ layers: [first] });
      const batches = tf.split(whole(), [5, 4, 1]);
      const before = tf.memory().numTensors;
      assertEquals(await reestimateBatchNorm(model, batches), [first.name]);
      assertEquals(tf.memory().numTensors, before);
      const { mean, variance } = tf.moments(whole(), [0, 1]);
      const [gotMean, gotVariance] = moving(first) as [number[], number[]];
      assertAllClose(gotMean, mean.dataSync(), { rtol: 1e-5 });
      assertAllClose(gotVariance, variance.dataSync(), { rtol: 1e-5 });
    });
  }
  it("takes an asynchronous source, and gives the deeper layer what it sees in training", async () => {
    const [first, second] = [batchNormalization({ inputShape: [3, 2] }), batchNormalization()];
    const model = tfl.sequential({ layers: [first, tfl.layers.reLU(), second] });
    async function* source() {
      yield await Promise.resolve(whole());
    }
    await reestimateBatchNorm(model, source());
    const middle = tf.relu(first.apply(whole(), { training: true }) as tf.Tensor);
    const { mean, variance } = tf.moments(middle, [0, 1]);
    assertAllClose(moving(second)[0]!, mean.dataSync(), { rtol: 1e-5 });
    assertAllClose(moving(second)[1]!, variance.dataSync(), { rtol: 1e-5 });
  });
  it("leaves frozen layers alone", async () => {
    const layer = batchNormalization({ inputShape: [3, 2], trainable: false });
    const model = tfl.sequential({ layers: [layer] });
    assertEquals(await reestimateBatchNorm(model, [whole()]), []);
    assertEquals(moving(layer), [[0, 0], [1, 1]]);
  });
  it("leaves alone what does not learn: called so, or in a frozen model", async () => {
    const input = tfl.input({ shape: [3, 2] });
    const [asked, free] = [batchNormalization(), batchNormalization()];
    const middle = asked.apply(input, { training: false }) as tfl.SymbolicTensor;
    const outputs = free.apply(middle) as tfl.SymbolicTensor;
    const model = tfl.model({ inputs: input, outputs });
    assertEquals(await reestimateBatchNorm(model, [whole()]), [free.name]);
    assertEquals(moving(asked), [[0, 0], [1, 1]]);
    const { mean } = tf.moments(tf.div(whole(), Math.sqrt(1 + 1e-3)), [0, 1]);
    assertAllClose(moving(free)[0]!, mean.dataSync(), { rtol: 1e-5 });

    const frozen = batchNormalization({ inputShape: [3, 2] });
    const still = tfl.sequential({ layers: [frozen] });
    still.trainable = false;
    assertEquals(await reestimateBatchNorm(still, [whole()]), []);
    assertEquals(moving(frozen), [[0, 0], [1, 1]]);
  });
  it("leaves alone what is called twice, or is in an inner model", async () => {
    const [shared, inner] = [batchNormalization(), batchNormalization({ inputShape: [3, 2] })];
    const input = tfl.input({ shape: [3, 2] });
    const twice = shared.apply(shared.apply(input)) as tfl.SymbolicTensor;
    const outputs = tfl.sequential({ layers: [inner] }).apply(twice) as tfl.SymbolicTensor;
    const model = tfl.model({ inputs: input, outputs });
    const before = tf.memory().numTensors;
    assertEquals(await reestimateBatchNorm(model, [whole()]), []);
    assertEquals(tf.memory().numTensors, before + 1); // whole
    assertEquals([...moving(shared), ...moving(inner)], [[0, 0], [1, 1], [0, 0], [1, 1]]);
  });
  it("restores what was there if a batch does not fit, or if there is none", async () => {
    const layer = batchNormalization({ inputShape: [3, 2] });
    const model = tfl.sequential({ layers: [layer] });
    await assertRejects(() => reestimateBatchNorm(model, [whole(), tf.zeros([2, 5, 5])]));
    assertEquals(moving(layer), [[0, 0], [1, 1]]);
    const message = "batches must hold at least 1 sample, got none";
    await assertRejects(() => reestimateBatchNorm(model, []), RangeError, message);
    assertEquals(moving(layer), [[0, 0], [1, 1]]);
  });
  it("refuses a momentum that learns nothing", async () => {
    const layer = batchNormalization({ inputShape: [3, 2], momentum: 1, name: "still" });
    const model = tfl.sequential({ layers: [layer] });
    await assertRejects(
      () => reestimateBatchNorm(model, [whole()]),
      RangeError,
      "momentum of still must be less than 1, got 1",
    );
  });
});
