import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import { batchNormalization, instanceNormalization, registerLayers } from "./mod.ts";

const NAMES = ["Evenkeel>BatchNormalization", "Evenkeel>InstanceNormalization"];
const { classNameMap } = tf.serialization.SerializationMap.getMap();
const stockClass = classNameMap["BatchNormalization"];
// Before anything is made: what the import alone did.
const registeredByImport = NAMES.filter((name) => name in classNameMap);

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

/** A model with both layers, whose statistics have moved. */
function makeModel(): tfl.Sequential {
  const model = tfl.sequential({
    layers: [
      batchNormalization({ inputShape: [3, 2], momentum: 0.5, name: "first_norm" }),
      instanceNormalization({ axis: 1, epsilon: 0.25 }),
      tfl.layers.batchNormalization(),
    ],
  });
  const input = tf.tensor(randomArray(12, 1, { type: "float32", mean: 3 }), [2, 3, 2]);
  model.layers[0]!.apply(input, { training: true });
  return model;
}

function predict(model: tfl.LayersModel): Float32Array {
  const y = model.predict(tf.tensor(randomArray(12, 2, { type: "float32" }), [2, 3, 2]));
  assert(y instanceof tf.Tensor);
  return y.dataSync<"float32">();
}

describe("registerLayers", () => {
  it("is what registers, not the import", () => {
    assertEquals(registeredByImport, []);
    registerLayers();
    registerLayers();
    assertEquals(NAMES.filter((name) => name in classNameMap), NAMES);
  });

  it("gives the registered name that Keras would write", () => {
    registerLayers();
    for (const [i, layer] of [batchNormalization(), instanceNormalization()].entries()) {
      assertEquals(tf.serialization.getRegisteredName(layer.constructor as never), NAMES[i]);
    }
  });

  it("leaves the stock layer its name", async () => {
    registerLayers();
    assertEquals(classNameMap["BatchNormalization"], stockClass);
    const stock = tfl.sequential({ layers: [tfl.layers.batchNormalization({ inputShape: [2] })] });
    const loaded = await tfl.models.modelFromJSON(JSON.parse(String(stock.toJSON())));
    const [made, read] = [stock.layers[0]!, loaded.layers[0]!];
    assertEquals(read.constructor, made.constructor);
    assert(!(made instanceof batchNormalization().constructor));
  });
});

describe("models with our layers", () => {
  it("go through JSON", async () => {
    const model = makeModel();
    const json = JSON.parse(String(model.toJSON()));
    const saved = json.config.layers.slice(0, 2);
    assertEquals(saved.map((layer: { class_name: string }) => layer.class_name), NAMES);
    assertEquals(saved[0].config.moving_mean_initializer, { class_name: "Zeros", config: {} });
    const loaded = await tfl.models.modelFromJSON(json);
    assertEquals(loaded.layers.map((l) => l.getConfig()), model.layers.map((l) => l.getConfig()));
    loaded.setWeights(model.getWeights());
    assertEquals(predict(loaded), predict(model));
  });

  it("are saved and loaded with their weights, and train on", async () => {
    const model = makeModel();
    const saved = await saveModel(model);
    const weights = saved.weightSpecs!.slice(0, 2).map(({ name }) => name);
    assertEquals(weights, ["first_norm/gamma", "first_norm/beta"]);
    const loaded = await tfl.loadLayersModel(tf.io.fromMemory(saved));
    assertEquals(predict(loaded), predict(model));
    loaded.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
    const x = tf.tensor(randomArray(12, 2, { type: "float32" }), [2, 3, 2]);
    await loaded.trainOnBatch(x, x);
  });

  it("keep the training argument of a call", async () => {
    const input = tfl.input({ shape: [1] });
    const output = batchNormalization({ epsilon: 0 }).apply(input, { training: true });
    assert(output instanceof tfl.SymbolicTensor);
    const model = tfl.model({ inputs: input, outputs: output });
    const loaded = await tfl.models.modelFromJSON(JSON.parse(String(model.toJSON())));
    const y = loaded.predict(tf.tensor2d([[1], [3]]));
    assert(y instanceof tf.Tensor);
    assertAllClose(y.dataSync(), [-1, 1]);
  });

  it("give new layers names that loaded ones do not have", async () => {
    const inner = tfl.sequential({ layers: [instanceNormalization({ inputShape: [3, 2] })] });
    const json = JSON.parse(
      String(inner.toJSON()).replaceAll(/normalization_\d+/g, "normalization_900"),
    );
    const loaded = await tfl.models.modelFromJSON(json);
    assertEquals(loaded.layers[0]!.name, "evenkeel_instance_normalization_900");
    assertEquals(instanceNormalization().name, "evenkeel_instance_normalization_901");
  });

  it("are refused where a class is unknown", async () => {
    const json = JSON.parse(String(makeModel().toJSON()).replaceAll("Evenkeel>", "Nowhere>"));
    await assertRejects(() => tfl.models.modelFromJSON(json), Error, "Unknown layer");
  });

  it("train by fit, without a leak and without drift in predict", async () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.conv2d({
          inputShape: [6, 6, 1],
          filters: 4,
          kernelSize: 3,
          kernelInitializer: tfl.initializers.heNormal({ seed: 1 }),
        }),
        instanceNormalization({ center: false }),
        tfl.layers.reLU(),
        batchNormalization({ scale: false, axis: 1 }),
        tfl.layers.flatten(),
        tfl.layers.dense({ units: 1, kernelInitializer: tfl.initializers.zeros() }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
    const x = tf.tensor(randomArray(16 * 36, 1, { type: "float32" }), [16, 6, 6, 1]);
    const y = tf.max(x, [1, 2]);
    const fit = async (epochs: number) =>
      (await model.fit(x, y, { epochs, batchSize: 8, shuffle: false, verbose: 0 }))
        .history["loss"]!;
    const [first] = await fit(1);
    const before = tf.memory().numTensors;
    const losses = await fit(15);
    assertEquals(tf.memory().numTensors, before);
    assert(
      Number(losses.at(-1)) < Number(first) / 4,
      `loss went from ${first} to ${losses.at(-1)}`,
    );
    const weights = model.getWeights().map((weight) => weight.dataSync());
    tf.dispose(model.predict(x));
    assertEquals(tf.memory().numTensors, before);
    assertEquals(model.getWeights().map((weight) => weight.dataSync()), weights);
  });
});
