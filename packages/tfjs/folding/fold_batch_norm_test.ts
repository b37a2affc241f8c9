import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { foldBatchNorm } from "./fold_batch_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

/** Fills all weights with seeded numbers, variances with positive ones; past constraints, as optimizers do. */
function scramble(model: tfl.LayersModel): void {
  model.getWeights().forEach((weight, i) => {
    const values = randomArray(weight.size, i + 1, { type: "float32", sigma: 0.5 });
    const positive = values.map((value) => Math.abs(value) + 0.25);
    const name = model.weights[i]!.name;
    tf.tidy(() => {
      const array = Float32Array.from(name.includes("variance") ? positive : values);
      (model.weights[i]!.read() as tf.Variable).assign(tf.tensor(array, weight.shape));
    });
  });
}

/** Folds, and compares the predictions of both models. */
async function foldAndCompare(model: tfl.LayersModel) {
  scramble(model);
  const shape = [2, ...(model.inputs[0]!.shape.slice(1) as number[])];
  const values = randomArray(shape.reduce((a, b) => a * b), 99, { type: "float32" });
  const x = tf.tensor(Float32Array.from(values), shape);
  const result = await foldBatchNorm(model);
  const [expected, actual] = [model, result.model].map((one) => one.predict(x) as tf.Tensor);
  assertAllClose(actual!.dataSync(), expected!.dataSync(), { rtol: 1e-5 });
  return result;
}

const NORM = { name: "norm" };

describe("foldBatchNorm", () => {
  const { layers } = tfl;
  const hosts = {
    dense: () => layers.dense({ units: 3, inputShape: [4], name: "host" }),
    conv1d: () => layers.conv1d({ filters: 3, kernelSize: 2, inputShape: [5, 2], name: "host" }),
    conv2d: () => layers.conv2d({ filters: 3, kernelSize: 2, inputShape: [5, 5, 2], name: "host" }),
    conv2dTranspose: () =>
      layers.conv2dTranspose({ filters: 3, kernelSize: 2, inputShape: [4, 4, 2], name: "host" }),
    depthwiseConv2d: () =>
      layers.depthwiseConv2d({
        depthMultiplier: 2,
        kernelSize: 2,
        inputShape: [5, 5, 2],
        name: "host",
      }),
    separableConv2d: () =>
      layers.separableConv2d({ filters: 3, kernelSize: 2, inputShape: [5, 5, 2], name: "host" }),
  };
  for (const [name, host] of Object.entries(hosts)) {
    it(`folds into ${name}`, async () => {
      const { model, folded, kept } = await foldAndCompare(
        tfl.sequential({ layers: [host(), layers.batchNormalization(NORM), layers.reLU()] }),
      );
      assertEquals({ folded, kept }, { folded: [{ batchNorm: "norm", into: "host" }], kept: [] });
      assertEquals(model.layers.length, 2);
    });
  }
  it("gives a layer without a bias one, and takes our layer, without gamma or beta", async () => {
    for (
      const config of [{}, { scale: false }, { center: false }, { scale: false, center: false }]
    ) {
      const options = { filters: 3, kernelSize: 2, inputShape: [5, 5, 2], useBias: false };
      const { model } = await foldAndCompare(
        tfl.sequential({ layers: [layers.conv2d(options), batchNormalization(config)] }),
      );
      assertEquals(model.layers.map((layer) => layer.getWeights().length), [2]);
    }
  });
  it("does not project to the constraints of training", async () => {
    const dense = layers.dense({ units: 3, inputShape: [4], kernelConstraint: "unitNorm" });
    const last = layers.dense({ units: 2, biasConstraint: "nonNeg" });
    const model = tfl.sequential({ layers: [dense, layers.batchNormalization(NORM), last] });
    assertEquals((await foldAndCompare(model)).folded.length, 1);
  });
  it("folds one after the other", async () => {
    const { model, folded } = await foldAndCompare(tfl.sequential({
      layers: [hosts.dense(), layers.batchNormalization(), batchNormalization()],
    }));
    assertEquals([model.layers.length, folded.length], [1, 2]);
  });
  it("goes through branches, and says what it keeps and why", async () => {
    const input = tfl.input({ shape: [6, 6, 2] });
    const conv = (name: string, activation: "linear" | "relu" = "linear") =>
      layers.conv2d({ filters: 2, kernelSize: 3, padding: "same", activation, name });
    const norm = (name: string) => layers.batchNormalization({ name });
    const folded = norm("a").apply(conv("plain").apply(input));
    const active = norm("b").apply(conv("active", "relu").apply(input));
    const shared = conv("shared").apply(input) as tfl.SymbolicTensor;
    const beside = layers.add().apply([norm("c").apply(shared) as tfl.SymbolicTensor, shared]);
    const first = norm("d").apply(input);
    const other = layers.batchNormalization({ axis: 1, name: "e" }).apply(
      conv("rows").apply(input),
    );
    const all = [folded, active, beside, first, other] as tfl.SymbolicTensor[];
    const outputs = layers.add().apply(all) as tfl.SymbolicTensor;
    const result = await foldAndCompare(tfl.model({ inputs: input, outputs }));
    assertEquals(result.folded, [{ batchNorm: "a", into: "plain" }]);
    const reasons = Object.fromEntries(result.kept.map((one) => [one.batchNorm, one.reason]));
    assertEquals(reasons, {
      b: 'active has the activation "relu"',
      c: "shared is used elsewhere, too",
      d: `${input.name} is used elsewhere, too`,
      e: "its axis 1 is not that of the channels",
    });
  });
  it("keeps a norm that comes first, or after a layer that is no host", async () => {
    const { kept } = await foldAndCompare(tfl.sequential({
      layers: [
        layers.batchNormalization({ inputShape: [4], name: "first" }),
        layers.reLU({ name: "relu" }),
        layers.batchNormalization({ name: "second" }),
      ],
    }));
    assertEquals(kept, [
      { batchNorm: "first", reason: "it is the first layer" },
      { batchNorm: "second", reason: "relu, a ReLU, is no convolution or dense layer" },
    ]);
  });
  it("keeps a norm that is called twice", async () => {
    const input = tfl.input({ shape: [3] }), norm = batchNormalization(NORM);
    const outputs = ["a", "b"].map((name) =>
      norm.apply(layers.dense({ units: 3, name }).apply(input)) as tfl.SymbolicTensor
    );
    const { kept } = await foldBatchNorm(tfl.model({ inputs: input, outputs }));
    assertEquals(kept, [{ batchNorm: "norm", reason: "it is called several times" }]);
  });
  it("folds a norm that is the output, and leaves the old model as it was", async () => {
    const input = tfl.input({ shape: [4] });
    const outputs = batchNormalization().apply(layers.dense({ units: 3 }).apply(input));
    const model = tfl.model({ inputs: input, outputs: outputs as tfl.SymbolicTensor });
    const weights = () => model.getWeights().map((weight) => [...weight.dataSync()]);
    const { model: small } = await foldAndCompare(model);
    const old = weights();
    small.dispose();
    assertEquals(weights(), old);
    assertEquals(model.layers.length, 3);
  });
  it("refuses what is no LayersModel", async () => {
    for (const [wrong, got] of [[tf.zeros([1]), "Tensor"], [undefined, "undefined"]] as const) {
      const message = `model must be a LayersModel, got ${got}`;
      await assertRejects(() => foldBatchNorm(wrong as never), TypeError, message);
    }
  });
  it("leaves no tensors but the new weights", async () => {
    const model = tfl.sequential({ layers: [hosts.dense(), layers.batchNormalization()] });
    const first = tf.memory().numTensors;
    const { model: small } = await foldBatchNorm(model);
    assertEquals(tf.memory().numTensors, first + 2);
    small.dispose();
    assertEquals(tf.memory().numTensors, first);
  });
});
