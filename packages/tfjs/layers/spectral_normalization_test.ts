import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readFileSync } from "node:fs";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import {
  assertTrains,
  assertValues,
  toTensor,
  type TrainingCase,
  type Values,
} from "./_test_training_steps.ts";
import { SpectralNormalization, spectralNormalization } from "./mod.ts";

/** What scripts/keras_fixtures/spectral_training.py wrote. */
interface Training {
  readonly learningRate: number;
  readonly cases: readonly (TrainingCase<keyof typeof INSIDE> & {
    readonly iterations: number;
    readonly inferred: Values;
  })[];
}

const KERAS: Training = JSON.parse(
  readFileSync(new URL("./fixtures/keras3_spectral_training.json", import.meta.url), "utf8"),
);
const INSIDE = {
  dense: () => tfl.layers.dense({ units: 3 }),
  conv2d: () => tfl.layers.conv2d({ filters: 3, kernelSize: 2 }),
  conv2dTranspose: () => tfl.layers.conv2dTranspose({ filters: 3, kernelSize: 2 }),
};

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

/** The largest singular value of a kernel with two outputs, by the eigenvalues of a 2 × 2 matrix. */
function largestSingularValue(kernel: tf.Tensor): number {
  const matrix = tf.reshape(kernel, [-1, 2]);
  const [a, b, , d] = tf.matMul(matrix, matrix, true).dataSync();
  return Math.sqrt((a! + d!) / 2 + Math.hypot((a! - d!) / 2, b!));
}

function makeModel(): tfl.Sequential {
  return tfl.sequential({
    layers: [
      spectralNormalization({
        layer: tfl.layers.conv2d({ filters: 2, kernelSize: 2, inputShape: [3, 3, 1] }),
        powerIterations: 2,
      }),
      tfl.layers.flatten(),
      spectralNormalization({ layer: tfl.layers.dense({ units: 2 }), name: "head" }),
    ],
  });
}

describe("spectralNormalization", () => {
  describe("trains as in Keras 3", () => {
    for (const one of KERAS.cases) {
      it(one.name, () => {
        const inside = INSIDE[one.name]();
        const layer = spectralNormalization({ layer: inside, powerIterations: one.iterations });
        const weights = ["kernel", "bias", "vector_u"];
        assertTrains(layer, one, { learningRate: KERAS.learningRate, weights });
        assertValues(layer.apply(toTensor(one.x)) as tf.Tensor, one.inferred, "inference");
        assertValues(layer.getWeights()[0]!, one.steps.at(-1)!.weights[0]!, "kernel at the end");
      });
    }
  });

  it("comes to a kernel whose largest singular value is 1", () => {
    const layer = spectralNormalization({ layer: tfl.layers.dense({ units: 2 }) });
    const x = tf.tensor(randomArray(12, 3, { type: "float32" }), [2, 6]);
    for (let i = 0; i < 50; i++) layer.apply(x, { training: true });
    assertAllClose([largestSingularValue(layer.getWeights()[0]!)], [1], { atol: 1e-5, rtol: 0 });
  });

  it("has the gradient of two calls in one step, as of real and of painted pictures", () => {
    const layer = spectralNormalization({ layer: tfl.layers.dense({ units: 2, useBias: false }) });
    const [one, other] = [1, 2].map((seed) =>
      tf.tensor(randomArray(6, seed, { type: "float32" }), [2, 3])
    );
    layer.build([null, 3]);
    const kernel = layer.trainableWeights[0]!.read() as tf.Variable;
    const { grads } = tf.variableGrads(() => {
      const call = (x: tf.Tensor) => tf.sum(layer.apply(x, { training: true }) as tf.Tensor);
      return tf.add(call(one!), tf.mul(3, call(other!))) as tf.Scalar;
    });
    // Of a sum over samples and outputs, each weight's gradient is the sum of its input.
    const wanted = tf.add(tf.sum(one!, 0), tf.mul(3, tf.sum(other!, 0)));
    const [a, b, c] = wanted.dataSync();
    assertAllClose(grads[kernel.name]!.dataSync(), [a!, a!, b!, b!, c!, c!], {
      atol: 1e-5,
      rtol: 0,
    });
  });

  it("puts no constraint on what it writes, and keeps to the training of its call", () => {
    const constrained = tfl.layers.dense({ units: 2, kernelConstraint: "unitNorm" });
    const layer = spectralNormalization({ layer: constrained });
    const input = tfl.input({ shape: [6] });
    const output = layer.apply(input, { training: true }) as tfl.SymbolicTensor;
    const model = tfl.model({ inputs: input, outputs: output });
    for (let i = 0; i < 50; i++) model.predict(tf.ones([1, 6]));
    assertAllClose([largestSingularValue(layer.getWeights()[0]!)], [1], { atol: 1e-5, rtol: 0 });
  });

  it("divides vectors by 1e-7 at least, as Keras does", () => {
    const kernelInitializer = tfl.initializers.constant({ value: 5e-8 });
    const layer = tfl.layers.dense({ units: 1, kernelInitializer, useBias: false });
    const normalized = spectralNormalization({ layer });
    normalized.build([null, 1]);
    normalized.setWeights([layer.getWeights()[0]!, tf.tensor2d([[0.5]])]);
    normalized.apply(tf.ones([1, 1]), { training: true });
    // Keras 3.15: v is 5e-8 * 0.5 / 1e-7, and u is 5e-8 * v / 1e-7.
    const [kernel, u] = normalized.getWeights().map((weight) => weight.dataSync()[0]!);
    assertAllClose([kernel!, u!], [32, 0.125], { rtol: 1e-5, atol: 0 });
  });

  it("leaves a kernel of zeros as it is, and the vector too", () => {
    const layer = spectralNormalization({
      layer: tfl.layers.dense({ units: 2, kernelInitializer: "zeros" }),
    });
    layer.build([null, 3]);
    const earlier = layer.getWeights().map((weight) => weight.dataSync().slice());
    layer.apply(tf.ones([1, 3]), { training: true });
    assertEquals(layer.getWeights().map((weight) => weight.dataSync().slice()), earlier);
  });

  it("finds the kernel of embeddings and of depthwise convolutions", () => {
    const embedding = spectralNormalization({
      layer: tfl.layers.embedding({ inputDim: 5, outputDim: 2, maskZero: true }),
    });
    for (let i = 0; i < 50; i++) embedding.apply(tf.tensor2d([[1, 2]]), { training: true });
    assertAllClose([largestSingularValue(embedding.getWeights()[0]!)], [1], {
      atol: 1e-5,
      rtol: 0,
    });
    assertEquals(embedding.supportsMasking, true);
    const mask = embedding.computeMask(tf.tensor2d([[0, 2]])) as tf.Tensor;
    assertEquals([...mask.dataSync()], [0, 1]);
    const depthwise = spectralNormalization({
      layer: tfl.layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 3 }),
    });
    depthwise.apply(tf.ones([1, 2, 2, 2]), { training: true });
    assertEquals(depthwise.getWeights().at(-1)!.shape, [1, 3]);
  });

  it("trains in a model, regularizers and all, and leaks nothing", async () => {
    const model = tfl.sequential({
      layers: [
        spectralNormalization({
          inputShape: [4],
          layer: tfl.layers.dense({ units: 2, kernelRegularizer: "l1l2" }),
        }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
    const x = tf.tensor(randomArray(32, 4, { type: "float32" }), [8, 4]);
    const y = tf.zeros([8, 2]);
    const first = await model.trainOnBatch(x, y) as number;
    const plain = tf.losses.meanSquaredError(y, model.predict(x) as tf.Tensor).dataSync()[0]!;
    assert(first > plain, `the penalty is missing: ${first} is not more than ${plain}`);
    const { numTensors } = tf.memory();
    for (let i = 0; i < 3; i++) await model.trainOnBatch(x, y);
    assertEquals(tf.memory().numTensors, numTensors);
  });

  it("hands trainable on to the layer inside", () => {
    const layer = spectralNormalization({
      layer: tfl.layers.dense({ units: 2 }),
      trainable: false,
    });
    layer.build([null, 3]);
    assertEquals([layer.trainableWeights.length, layer.nonTrainableWeights.length], [0, 3]);
    layer.trainable = true;
    assertEquals([layer.trainableWeights.length, layer.nonTrainableWeights.length], [2, 1]);
    assertEquals(layer.layer.trainable, true);
  });

  it("is saved and loaded with the layer inside", async () => {
    const model = makeModel();
    const x = tf.tensor(randomArray(18, 5, { type: "float32" }), [2, 3, 3, 1]);
    model.apply(x, { training: true });
    const saved = await saveModel(model);
    const loaded = await tfl.loadLayersModel(tf.io.fromMemory(saved));
    const [first] = loaded.layers;
    assert(first instanceof SpectralNormalization);
    assertEquals(first.powerIterations, 2);
    assertEquals(first.layer.getClassName(), "Conv2D");
    assertEquals(
      (loaded.predict(x) as tf.Tensor).dataSync(),
      (model.predict(x) as tf.Tensor).dataSync(),
    );
    assertEquals(
      loaded.getWeights().map((weight) => weight.dataSync()),
      model.getWeights().map((weight) => weight.dataSync()),
    );
  });

  it("refuses what has no kernel, no layer, and no iterations", () => {
    const flat = spectralNormalization({ layer: tfl.layers.flatten() });
    assertThrows(
      () => flat.apply(tf.ones([1, 2])),
      RangeError,
      "layer must have one kernel, or embeddings, got Flatten",
    );
    const separable = spectralNormalization({
      layer: tfl.layers.separableConv2d({ filters: 3, kernelSize: 2 }),
    });
    assertThrows(
      () => separable.apply(tf.ones([1, 3, 3, 2])),
      RangeError,
      "layer must have one kernel, or embeddings, got SeparableConv2D",
    );
    const dense = spectralNormalization({ layer: tfl.layers.dense({ units: 2 }) });
    dense.apply(tf.ones([1, 3]));
    assertThrows(() => dense.apply(tf.ones([1, 5])), Error, "is incompatible with layer");
    assertThrows(
      () => spectralNormalization({ layer: undefined as never }),
      TypeError,
      "layer must be a layer of TensorFlow.js, got undefined",
    );
    assertThrows(
      () => spectralNormalization(undefined as never),
      TypeError,
      "layer must be a layer of TensorFlow.js, got undefined",
    );
    const layer = tfl.layers.dense({ units: 1 });
    assertThrows(
      () => spectralNormalization({ layer, powerIterations: 0 }),
      RangeError,
      "powerIterations must be an integer of at least 1, got 0",
    );
  });
});
