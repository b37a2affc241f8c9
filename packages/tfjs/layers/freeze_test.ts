import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "./batch_normalization.ts";
import { freeze } from "./freeze.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
});

describe("freeze", () => {
  const changes = async (frozen: boolean) => {
    const norm = batchNormalization({ inputShape: [2] });
    const base = sequential({ layers: [norm, layers.dense({ units: 2 })] });
    if (frozen) freeze(base);
    const whole = sequential({ layers: [base, layers.dense({ units: 1 })] });
    whole.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const read = () => base.getWeights().map((weight) => [...weight.dataSync()].join());
    const before = read();
    await whole.trainOnBatch(tf.tensor2d([[1, 2], [3, 5]]), tf.tensor2d([[1], [2]]));
    const after = read();
    return before.filter((weight, i) => weight !== after[i]).length;
  };

  it("keeps a Sequential inside a Sequential as it is", async () => {
    assert(await changes(false) > 0);
    assertEquals(await changes(true), 0);
  });

  it("reaches into models and wrappers, and back", () => {
    const inside = layers.dense({ units: 1 });
    const wrapped = layers.timeDistributed({ layer: inside, inputShape: [2, 3] });
    const model = sequential({ layers: [sequential({ layers: [wrapped] })] });
    freeze(model);
    assertEquals([model.trainable, wrapped.trainable, inside.trainable], [false, false, false]);
    freeze(model, true);
    assertEquals([model.trainable, wrapped.trainable, inside.trainable], [true, true, true]);
  });
});
