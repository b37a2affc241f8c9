import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readFileSync } from "node:fs";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import { assertTrains, type TrainingCase } from "./_test_training_steps.ts";
import { WeightNormalization, weightNormalization } from "./weight_normalization.ts";

/** What scripts/golden/generate_weight_norm_training.py wrote. */
interface Training {
  readonly learningRate: number;
  readonly cases: readonly TrainingCase<keyof typeof INSIDE>[];
}

const TORCH: Training = JSON.parse(
  readFileSync(new URL("./fixtures/torch_weight_norm_training.json", import.meta.url), "utf8"),
);
const INSIDE = {
  dense: () => tfl.layers.dense({ units: 3 }),
  conv2d: () => tfl.layers.conv2d({ filters: 3, kernelSize: 2 }),
  conv2dTranspose: () => tfl.layers.conv2dTranspose({ filters: 3, kernelSize: 2 }),
  depthwiseConv2d: () => tfl.layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2 }),
};

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

function random(shape: number[], seed: number): tf.Tensor {
  const values = randomArray(tf.util.sizeFromShape(shape), seed, { mean: 2, type: "float32" });
  return tf.tensor(values, shape);
}

function numbers(tensors: readonly tf.Tensor[]): number[][] {
  return tensors.map((tensor) => [...tensor.dataSync()]);
}

describe("weightNormalization", () => {
  describe("trains as in PyTorch", () => {
    for (const one of TORCH.cases) {
      it(one.name, () => {
        const layer = weightNormalization({ layer: INSIDE[one.name]() });
        const weights = ["direction", "bias", "gamma"];
        assertTrains(layer, one, { learningRate: TORCH.learningRate, weights });
      });
    }
  });

  for (const [name, make] of Object.entries(INSIDE)) {
    it(`starts as the ${name} inside`, () => {
      const inside = make();
      const x = random(name === "dense" ? [2, 4] : [2, 3, 3, 2], 6);
      const wanted = (inside.apply(x) as tf.Tensor).dataSync<"float32">();
      const layer = weightNormalization({ layer: inside });
      const actual = (layer.apply(x) as tf.Tensor).dataSync<"float32">();
      assertAllClose(actual, wanted, { atol: 1e-6, rtol: 1e-6 });
    });
  }

  for (const [name, make] of Object.entries(INSIDE)) {
    it(`initialize gives the outputs of ${name} mean 0 and variance 1`, () => {
      const layer = weightNormalization({ layer: make() });
      const x = random(name === "dense" ? [9, 4] : [4, 5, 5, 2], 7);
      layer.build(x.shape);
      const [direction] = numbers(layer.getWeights());
      layer.initialize(x);
      assertEquals(numbers(layer.getWeights())[0], direction);
      const y = layer.apply(x) as tf.Tensor;
      const { mean, variance } = tf.moments(y, y.shape.map((_, axis) => axis).slice(0, -1));
      const channels = y.shape.at(-1)!;
      const [means, variances] = numbers([mean, variance]);
      assertAllClose(means!, Array<number>(channels).fill(0), { atol: 1e-5, rtol: 0 });
      assertAllClose(variances!, Array<number>(channels).fill(1), { atol: 1e-5, rtol: 0 });
    });
  }

  it("initialize goes by what comes before activation, bias and constraint, and leaks nothing", () => {
    const inside = tfl.layers.dense({
      units: 3,
      activation: "sigmoid",
      kernelConstraint: "nonNeg",
      biasInitializer: "ones",
    });
    const layer = weightNormalization({ layer: inside });
    const x = random([9, 4], 8);
    layer.build([null, 4]);
    const { numTensors } = tf.memory();
    layer.initialize(x);
    assertEquals(tf.memory().numTensors, numTensors);
    const y = layer.apply(x) as tf.Tensor; // the sigmoid's inverse is taken of it
    const before = tf.log(tf.div(y, tf.sub(1, y)));
    const { mean, variance } = tf.moments(before, 0);
    const [means, variances] = numbers([mean, variance]);
    assertAllClose(means!, [0, 0, 0], { atol: 1e-4, rtol: 0 });
    assertAllClose(variances!, [1, 1, 1], { atol: 1e-4, rtol: 0 });
  });

  it("initialize builds what has not been built, and leaves a layer without bias its mean", () => {
    const layer = weightNormalization({ layer: tfl.layers.dense({ units: 2, useBias: false }) });
    const x = random([9, 4], 9);
    layer.initialize(x);
    const { mean, variance } = tf.moments(layer.apply(x) as tf.Tensor, 0);
    const [means, variances] = numbers([mean, variance]);
    assertAllClose(variances!, [1, 1], { atol: 1e-5, rtol: 0 });
    assert(means!.every((mean) => Math.abs(mean) > 0.1), `${means}`);
  });

  it("initialize takes outputs from axis 1 where channels come first", () => {
    const dataFormat = "channelsFirst";
    const inside = tfl.layers.conv2d({ filters: 3, kernelSize: 2, dataFormat });
    const layer = weightNormalization({ layer: inside });
    const x = random([4, 2, 5, 5], 10);
    layer.initialize(x);
    const { mean, variance } = tf.moments(layer.apply(x) as tf.Tensor, [0, 2, 3]);
    const [means, variances] = numbers([mean, variance]);
    assertAllClose(means!, [0, 0, 0], { atol: 1e-5, rtol: 0 });
    assertAllClose(variances!, [1, 1, 1], { atol: 1e-5, rtol: 0 });
  });

  it("keeps outputs of zeros at zero, and gives them no gradient", () => {
    const layer = weightNormalization({
      layer: tfl.layers.dense({ units: 2, kernelInitializer: "zeros", useBias: false }),
    });
    layer.build([null, 3]);
    layer.setWeights([tf.zeros([3, 2]), tf.ones([2])]);
    const { value, grads } = tf.variableGrads(() =>
      tf.sum(layer.apply(tf.ones([1, 3])) as tf.Tensor) as tf.Scalar
    );
    assertEquals(numbers([value]), [[0]]);
    assertEquals(numbers(Object.values(grads)), [[0, 0, 0, 0, 0, 0], [0, 0]]);
  });

  it("gives the layer inside its kernel back, though the call failed", () => {
    const inside = tfl.layers.dense({ units: 2 });
    const layer = weightNormalization({ layer: inside });
    layer.build([null, 3]);
    const kernel = inside.getWeights()[0]!;
    inside.call = () => {
      throw new Error("no");
    };
    assertThrows(() => layer.apply(tf.ones([1, 3])), Error, "no");
    const { kernel: variable } = inside as unknown as { readonly kernel: tfl.LayerVariable };
    assertEquals(variable.read(), kernel);
  });

  it("trains in a model, regularizers and all, and leaks nothing", async () => {
    const model = tfl.sequential({
      layers: [
        weightNormalization({
          inputShape: [4],
          layer: tfl.layers.dense({ units: 2, kernelRegularizer: "l1l2" }),
        }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
    const x = tf.tensor(randomArray(32, 4, { type: "float32" }), [8, 4]);
    const y = tf.zeros([8, 2]);
    const first = await model.trainOnBatch(x, y) as number;
    const { numTensors } = tf.memory();
    let last = first;
    for (let i = 0; i < 5; i++) last = await model.trainOnBatch(x, y) as number;
    assertEquals(tf.memory().numTensors, numTensors);
    assert(last < first, `${last} is not less than ${first}`);
    const plain = tf.losses.meanSquaredError(y, model.predict(x) as tf.Tensor).dataSync()[0]!;
    assert(last > 1.1 * plain, `the penalty is missing: ${last} against ${plain}`);
  });

  it("freezes gamma with the layer inside", () => {
    const layer = weightNormalization({ layer: tfl.layers.dense({ units: 2 }), trainable: false });
    layer.build([null, 3]);
    assertEquals([layer.trainableWeights.length, layer.nonTrainableWeights.length], [0, 3]);
    layer.trainable = true;
    assertEquals([layer.trainableWeights.length, layer.nonTrainableWeights.length], [3, 0]);
    assertEquals(layer.layer.trainable, true);
  });

  it("is saved and loaded with the layer inside", async () => {
    const model = tfl.sequential({
      layers: [
        weightNormalization({
          layer: tfl.layers.conv2d({ filters: 2, kernelSize: 2, inputShape: [3, 3, 1] }),
        }),
        tfl.layers.flatten(),
        weightNormalization({ layer: tfl.layers.dense({ units: 2 }), name: "head" }),
      ],
    });
    const x = random([2, 3, 3, 1], 11);
    const [first] = model.layers;
    assert(first instanceof WeightNormalization);
    first.initialize(x);
    const loaded = await tfl.loadLayersModel(tf.io.fromMemory(await saveModel(model)));
    const [copy] = loaded.layers;
    assert(copy instanceof WeightNormalization);
    assertEquals(copy.layer.getClassName(), "Conv2D");
    assertEquals(numbers(loaded.getWeights()), numbers(model.getWeights()));
    assertEquals(
      numbers([loaded.predict(x) as tf.Tensor]),
      numbers([model.predict(x) as tf.Tensor]),
    );
  });

  it("refuses what has no kernel, and no layer", () => {
    const layers = [
      [tfl.layers.flatten(), "Flatten"],
      [tfl.layers.embedding({ inputDim: 3, outputDim: 2 }), "Embedding"],
      [tfl.layers.separableConv2d({ filters: 3, kernelSize: 2 }), "SeparableConv2D"],
    ] as const;
    for (const [layer, name] of layers) {
      const wanted = `layer must have one kernel, got ${name}`;
      const shape = [null, 3, 3, 2];
      assertThrows(() => weightNormalization({ layer }).build(shape), RangeError, wanted);
    }
    for (const config of [undefined, {}]) {
      assertThrows(
        () => weightNormalization(config as never),
        TypeError,
        "layer must be a layer of TensorFlow.js, got undefined",
      );
    }
    const dense = weightNormalization({ layer: tfl.layers.dense({ units: 2 }) });
    dense.build([null, 3]);
    const { numTensors } = tf.memory();
    const wide = tf.ones([2, 5]);
    assertThrows(() => dense.initialize(wide), Error, "is incompatible with layer");
    wide.dispose();
    assertEquals(tf.memory().numTensors, numTensors);
  });
});
