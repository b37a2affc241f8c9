import { assertAllClose, channelsLastShape, randomArray, toChannelsLast } from "@evenkeel/testing";
import { BATCH_NORM, BATCH_NORM_INFERENCE } from "@evenkeel/testing/golden";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import {
  type BatchNormalization,
  batchNormalization,
  type BatchNormalizationConfig,
  freeze,
} from "./mod.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

const AXES = [{ axis: 1, last: false }, { axis: -1, last: true }] as const;

function call(layer: tfl.layers.Layer, x: tf.Tensor, kwargs: object): tf.Tensor {
  const y = layer.apply(x, { ...kwargs });
  assert(y instanceof tf.Tensor);
  return y;
}

function train(layer: tfl.layers.Layer, x: tf.Tensor): tf.Tensor {
  return call(layer, x, { training: true });
}

function infer(layer: tfl.layers.Layer, x: tf.Tensor): tf.Tensor {
  return call(layer, x, { training: false });
}

function weightsOf(layer: tfl.layers.Layer): Record<string, number[]> {
  const entries = layer.weights.map((weight) => [
    weight.originalName.split("/").at(-1)!,
    [...weight.read().dataSync()],
  ]);
  return Object.fromEntries(entries);
}

/** A layer that was built and given these weights, as far as it has them. */
function built(
  config: BatchNormalizationConfig,
  shape: readonly number[],
  weights: Readonly<Record<string, Float64Array | undefined>>,
): BatchNormalization {
  const layer = batchNormalization(config);
  layer.build([...shape]);
  for (const weight of layer.weights) {
    const values = weights[weight.originalName];
    if (values !== undefined) weight.write(tf.tensor1d(Float32Array.from(values)));
  }
  return layer;
}

for (const { axis, last } of AXES) {
  describe(`BatchNormalization, axis ${axis}, agrees with PyTorch float64`, () => {
    for (const golden of BATCH_NORM) {
      it(golden.name, () => {
        const shape = last ? channelsLastShape(golden.shape) : golden.shape;
        const place = (data: Float64Array) => last ? toChannelsLast(data, golden.shape) : data;
        const tensor = (data: Float64Array) =>
          tf.tensor(Float32Array.from(place(data)), [...shape]);
        const { running, gamma, beta, epsilon } = golden;
        const rate = running?.rate ?? 0.1;
        const affine = { scale: gamma !== undefined, center: beta !== undefined };
        const config = { axis, epsilon, momentum: 1 - rate, ...affine };
        const start = {
          moving_mean: running?.before.mean,
          moving_variance: running?.before.variance,
        };
        const layer = built(config, shape, { gamma, beta, ...start });

        const dy = tensor(golden.dy);
        const inner = (x: tf.Tensor) => tf.sum(tf.mul(train(layer, x), dy)) as tf.Scalar;
        const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
        const x = tf.variable(tensor(golden.x));
        assertAllClose(train(layer, x).dataSync(), place(golden.y), { rtol: 1e-6, atol: 1e-7 });
        if (running?.correction === 0) {
          const { moving_mean, moving_variance } = weightsOf(layer);
          assertAllClose(moving_mean!, running.after.mean, { rtol: 1e-6, name: "moving_mean" });
          const close = { rtol: 1e-6, name: "moving_variance" };
          assertAllClose(moving_variance!, running.after.variance, close);
        }
        const { grads } = tf.variableGrads(() => inner(x), [x, ...variables]);
        const close = { rtol: 1e-6, atol: 1e-6 };
        assertAllClose(grads[x.name]!.dataSync(), place(golden.dx), { ...close, name: "dx" });
        for (const variable of variables) {
          const expected = variable.name.startsWith("gamma") ? golden.dgamma : golden.dbeta;
          const name = `d${variable.name}`;
          assertAllClose(grads[variable.name]!.dataSync(), expected!, { ...close, name });
        }
      });
    }
    for (const golden of BATCH_NORM_INFERENCE) {
      it(`inference: ${golden.name}`, () => {
        const shape = last ? channelsLastShape(golden.shape) : golden.shape;
        const place = (data: Float64Array) => last ? toChannelsLast(data, golden.shape) : data;
        const { gamma, beta, epsilon, mean, variance } = golden;
        const affine = { scale: gamma !== undefined, center: beta !== undefined };
        const weights = { gamma, beta, moving_mean: mean, moving_variance: variance };
        const layer = built({ axis, epsilon, ...affine }, shape, weights);
        const y = infer(layer, tf.tensor(Float32Array.from(place(golden.x)), [...shape]));
        assertAllClose(y.dataSync(), place(golden.y), { rtol: 1e-6, atol: 1e-7 });
      });
    }
  });
}

describe("BatchNormalization's moving statistics", () => {
  it("follow the formula over steps, and inference uses them", () => {
    const layer = batchNormalization({ momentum: 0.75, epsilon: 0.5 });
    const batches = [[[1, 10], [3, 30]], [[5, 2], [5, 4]], [[0, 0], [8, 1]]];
    for (const batch of batches) train(layer, tf.tensor2d(batch));
    // mean: 0 → .25·2 → .75·.5 + .25·5 → .75·1.625 + .25·4; biased variances 1, 0, 16
    const { moving_mean, moving_variance } = weightsOf(layer);
    assertAllClose(moving_mean!.slice(0, 1), [2.21875], { rtol: 1e-6 });
    const variance = 0.75 ** 3 + 0.25 * (0.75 ** 2 + 16);
    assertAllClose(moving_variance!.slice(0, 1), [variance], { rtol: 1e-6 });
    const y = infer(layer, tf.tensor2d([[3, 0]])).dataSync().slice(0, 1);
    assertAllClose(y, [(3 - 2.21875) / Math.sqrt(variance + 0.5)], { rtol: 1e-6 });
  });

  it("stay where they are in inference, for an empty batch, and when frozen", () => {
    const layer = batchNormalization();
    const x = tf.tensor2d([[1, 2], [3, 5]]);
    infer(layer, x);
    train(layer, tf.zeros([0, 2]));
    layer.trainable = false;
    const y = train(layer, x);
    assertEquals(weightsOf(layer)["moving_mean"], [0, 0]);
    assertEquals(weightsOf(layer)["moving_variance"], [1, 1]);
    assertEquals(y.dataSync(), infer(layer, x).dataSync());
    layer.trainable = true;
    train(layer, x);
    assertAllClose(weightsOf(layer)["moving_mean"]!, [0.02, 0.035], { rtol: 1e-6 });
  });

  it("stay where they are in a layer that was made frozen, or has nothing to train", () => {
    for (const config of [{}, { scale: false, center: false }]) {
      const layer = batchNormalization({ trainable: false, ...config });
      train(layer, tf.tensor2d([[1, 2], [3, 5]]));
      assertEquals(weightsOf(layer)["moving_mean"], [0, 0]);
      assertEquals(layer.trainableWeights.length, 0);
    }
  });

  it("stay where they are when the model is frozen", () => {
    const layer = batchNormalization({ inputShape: [2] });
    const model = tfl.sequential({ layers: [layer] });
    model.trainable = false;
    train(layer, tf.tensor2d([[1, 2], [3, 5]]));
    assertEquals(weightsOf(layer)["moving_mean"], [0, 0]);
    model.trainable = true;
    train(layer, tf.tensor2d([[1, 2], [3, 5]]));
    assertAllClose(weightsOf(layer)["moving_mean"]!, [0.02, 0.035], { rtol: 1e-6 });
  });

  it("move in a frozen model where a layer has no weight that could say so, until it is frozen", () => {
    const layer = batchNormalization({ inputShape: [2], scale: false, center: false });
    const model = tfl.sequential({ layers: [layer] });
    model.trainable = false;
    train(layer, tf.tensor2d([[1, 2], [3, 5]]));
    const moved = weightsOf(layer)["moving_mean"]!;
    assertAllClose(moved, [0.02, 0.035], { rtol: 1e-6 });
    freeze(model);
    train(layer, tf.tensor2d([[1, 2], [3, 5]]));
    assertEquals(weightsOf(layer)["moving_mean"], moved);
  });

  it("count only what a mask leaves", () => {
    const layer = batchNormalization({ momentum: 0, epsilon: 0 });
    const x = tf.tensor3d([[[1], [100]], [[3], [-7]]]);
    const mask = tf.tensor2d([[1, 0], [1, 0]], [2, 2], "bool");
    const y = call(layer, x, { training: true, mask });
    assertEquals([...y.dataSync()], [-1, 98, 1, -9]);
    assertEquals(weightsOf(layer)["moving_mean"], [2]);
    assertEquals(weightsOf(layer)["moving_variance"], [1]);
    // A mask of another shape belongs to a layer further up.
    assertEquals(call(layer, x, { training: true, mask: tf.ones([2]) }).shape, [2, 2, 1]);
    assertAllClose(weightsOf(layer)["moving_mean"]!, [97 / 4], { rtol: 1e-6 });
  });

  it("count one step alone, and are 0 where a mask leaves nothing", () => {
    const layer = batchNormalization({ momentum: 0 });
    for (const [mask, mean] of [[[1, 0], 5], [[0, 0], 0]] as const) {
      const kwargs = { training: true, mask: tf.tensor2d([...mask], [1, 2], "bool") };
      call(layer, tf.tensor3d([[[5], [7]]]), kwargs);
      const { moving_mean, moving_variance } = weightsOf(layer);
      assertEquals([moving_mean, moving_variance], [[mean], [0]]);
    }
  });

  it("do not see a NaN that a mask hides", () => {
    const layer = batchNormalization({ momentum: 0, epsilon: 0 });
    const x = tf.tensor3d([[[1], [NaN]], [[3], [Infinity]]]);
    const mask = tf.tensor2d([[1, 0], [1, 0]], [2, 2], "bool");
    const [a, , b] = call(layer, x, { training: true, mask }).dataSync();
    assertEquals([a, b], [-1, 1]);
    assertEquals(weightsOf(layer)["moving_mean"], [2]);
    assertEquals(weightsOf(layer)["moving_variance"], [1]);
  });

  it("differentiate through a mask", () => {
    const values = randomArray(6, 3, { type: "float32" });
    const gradient = (mask: object) =>
      tf.grad((x) => {
        const layer = batchNormalization();
        return tf.sum(
          tf.mul(
            call(layer, x, { training: true, ...mask }),
            tf.reshape(tf.range(1, 7), [3, 2, 1]),
          ),
        );
      })(tf.tensor3d(values, [3, 2, 1])).dataSync();
    const mask = tf.ones([3, 2], "bool");
    assertAllClose(gradient({ mask }), gradient({}), { rtol: 1e-5, atol: 1e-6 });
  });
});

describe("BatchNormalization", () => {
  for (const rank of [2, 3, 4, 5, 6]) {
    for (let axis = 1; axis < rank; axis++) {
      it(`rank ${rank}, axis ${axis} is channels last after a transposition`, () => {
        const shape = [2, 3, 4, 2, 3, 2].slice(0, rank);
        const size = shape.reduce((all, one) => all * one, 1);
        const x = tf.tensor(randomArray(size, rank, { type: "float32" }), shape);
        const there = [...shape.keys()].filter((i) => i !== axis).concat(axis);
        const [other, last] = [batchNormalization({ axis }), batchNormalization()];
        const expected = train(last, tf.transpose(x, there));
        const y = tf.transpose(train(other, x), there);
        assertAllClose(y.dataSync(), expected.dataSync(), { rtol: 1e-6 });
        const [a, b] = [weightsOf(other), weightsOf(last)];
        assertAllClose(a["moving_variance"]!, b["moving_variance"]!, { rtol: 1e-6 });
        const inferred = tf.transpose(infer(other, x), there);
        assertAllClose(inferred.dataSync(), infer(last, tf.transpose(x, there)).dataSync());
      });
    }
  }

  it("keeps to the training argument with which its model was made", () => {
    for (const training of [true, false]) {
      const input = tfl.input({ shape: [1] });
      const layer = batchNormalization({ epsilon: 0 });
      const output = layer.apply(input, { training });
      assert(output instanceof tfl.SymbolicTensor);
      const model = tfl.model({ inputs: input, outputs: output });
      const y = model.predict(tf.tensor2d([[1], [3]]));
      assert(y instanceof tf.Tensor);
      assertEquals([...y.dataSync()], training ? [-1, 1] : [1, 3]);
    }
  });

  it("leaves no tensor but its output", () => {
    const layer = batchNormalization({ axis: 2 });
    const x = tf.zeros([2, 3, 4, 5]);
    train(layer, x).dispose();
    const before = tf.memory().numTensors;
    train(layer, x).dispose();
    infer(layer, x).dispose();
    assertEquals(tf.memory().numTensors, before);
  });

  it("penalizes and constrains its parameters", () => {
    const layer = batchNormalization({
      gammaConstraint: "nonNeg",
      betaInitializer: tfl.initializers.constant({ value: 2 }),
      betaConstraint: tfl.constraints.unitNorm({ axis: 0 }),
      betaRegularizer: tfl.regularizers.l2({ l2: 0.5 }),
      gammaRegularizer: "l1l2",
    });
    layer.build([null, 2]);
    const losses = layer.calculateLosses().map((loss) => loss.dataSync()[0]!);
    assertAllClose(losses, [0.01 * 2 + 0.01 * 2, 0.5 * 8], { rtol: 1e-6 });
    layer.setWeights([[-1, 2], [3, 4], [0, 0], [1, 1]].map((weight) => tf.tensor1d(weight)));
    assertEquals(weightsOf(layer)["gamma"], [0, 2]);
    assertAllClose(weightsOf(layer)["beta"]!, [0.6, 0.8], { rtol: 1e-6 });
  });

  it("refuses what it cannot use", () => {
    const refuse = (config: object, message: string) =>
      assertThrows(() => batchNormalization(config), RangeError, message);
    refuse({ axis: 1.5 }, "axis must be one integer, got 1.5");
    refuse({ axis: [1, 2] }, "axis must be one integer, got [1,2]");
    refuse({ momentum: 1.5 }, "momentum must be from 0 to 1, got 1.5");
    refuse({ epsilon: -1 }, "epsilon must be a finite number of at least 0, got -1");
    refuse({ gammaInitializer: "foo" }, "gammaInitializer must be an instance or the name of a");
    const wrong = { scale: "no" } as object;
    assertThrows(() => batchNormalization(wrong), TypeError, "scale must be a boolean, got string");
    const initializer = { movingMeanInitializer: 3 } as object;
    assertThrows(() => batchNormalization(initializer), TypeError, "movingMeanInitializer must be");

    const build = (config: object, shape: (number | null)[], message: string) =>
      assertThrows(() => batchNormalization(config).build(shape), RangeError, message);
    build({}, [null], "inputs must have rank at least 2, got [any]");
    build({}, [null, null], "inputs must have a size along axis -1 (channels), got [any, any]");
    build({ axis: -3 }, [null, 2, 3], "axis must be from 1 to 2, or negative");
    build({ axis: 3 }, [null, 2, 3], "axis must be from 1 to 2, or negative");
    const two = [tf.zeros([1, 2]), tf.zeros([1, 2])];
    assertThrows(() => batchNormalization().apply(two), RangeError, "inputs must be one tensor");
    assertThrows(() => batchNormalization().call(two[0]!, {}), Error, "build must be called");
  });

  it("knows its output's shape", () => {
    assertEquals(batchNormalization().computeOutputShape([null, 8, 3]), [null, 8, 3]);
  });

  it("reads what it writes", () => {
    const config = {
      name: "one",
      axis: 1,
      momentum: 0.5,
      epsilon: 0.25,
      center: false,
      scale: false,
      trainable: false,
      gammaInitializer: tfl.initializers.heNormal({ seed: 3 }),
      movingMeanInitializer: "ones",
      betaConstraint: tfl.constraints.maxNorm({ maxValue: 3, axis: 0 }),
      gammaRegularizer: "l1l2",
    } as const;
    const written = batchNormalization(config).getConfig();
    const { name, axis, momentum, epsilon, center, scale, trainable } = written;
    assertEquals({ name, axis, momentum, epsilon, center, scale, trainable }, {
      name: "one",
      axis: 1,
      momentum: 0.5,
      epsilon: 0.25,
      center: false,
      scale: false,
      trainable: false,
    });
    assertEquals(written["movingMeanInitializer"], { className: "Ones", config: {} });
    assertEquals(written["betaRegularizer"], null);
    assertEquals(batchNormalization(written).getConfig(), written);
    const stock = tfl.layers.batchNormalization({ ...config, inputShape: [3, 2] }).getConfig();
    assertEquals(batchNormalization({ ...config, inputShape: [3, 2] }).getConfig(), stock);
    assertEquals(batchNormalization({ ...written, axis: [1] } as object).axis, 1);
  });
});
