import { assertAllClose, channelsLastShape, randomArray, toChannelsLast } from "@evenkeel/testing";
import { INSTANCE_NORM } from "@evenkeel/testing/golden";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { instanceNormalization } from "./mod.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
});

function call(layer: tfl.layers.Layer, x: tf.Tensor, kwargs: object = {}): tf.Tensor {
  const y = layer.apply(x, { ...kwargs });
  assert(y instanceof tf.Tensor);
  return y;
}

for (const { axis, last } of [{ axis: 1, last: false }, { axis: -1, last: true }]) {
  describe(`InstanceNormalization, axis ${axis}, agrees with PyTorch float64`, () => {
    for (const golden of INSTANCE_NORM.filter(({ shape }) => shape.length > 2)) {
      it(golden.name, () => {
        const shape = last ? channelsLastShape(golden.shape) : golden.shape;
        const place = (data: Float64Array) => last ? toChannelsLast(data, golden.shape) : data;
        const tensor = (data: Float64Array) =>
          tf.tensor(Float32Array.from(place(data)), [...shape]);
        const { gamma, beta, epsilon } = golden;
        const affine = { scale: gamma !== undefined, center: beta !== undefined };
        const layer = instanceNormalization({ axis, epsilon, ...affine });
        layer.build([...shape]);
        const parameters = [gamma, beta].filter((values) => values !== undefined);
        layer.setWeights(parameters.map((values) => tf.tensor1d(Float32Array.from(values))));

        const x = tf.variable(tensor(golden.x));
        const dy = tensor(golden.dy);
        assertAllClose(call(layer, x).dataSync(), place(golden.y), { rtol: 1e-6, atol: 1e-7 });
        const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
        const loss = () => tf.sum(tf.mul(call(layer, x), dy)) as tf.Scalar;
        const { grads } = tf.variableGrads(loss, [x, ...variables]);
        const close = { rtol: 1e-6, atol: 1e-6 };
        assertAllClose(grads[x.name]!.dataSync(), place(golden.dx), { ...close, name: "dx" });
        for (const variable of variables) {
          const expected = variable.name.startsWith("gamma") ? golden.dgamma : golden.dbeta;
          const name = `d${variable.name}`;
          assertAllClose(grads[variable.name]!.dataSync(), expected!, { ...close, name });
        }
      });
    }
  });
}

describe("InstanceNormalization", () => {
  for (const rank of [3, 4, 5]) {
    for (let axis = 1; axis < rank; axis++) {
      it(`rank ${rank}, axis ${axis} is channels last after a transposition`, () => {
        const shape = [2, 3, 4, 2, 3].slice(0, rank);
        const size = shape.reduce((all, one) => all * one, 1);
        const x = tf.tensor(randomArray(size, rank, { type: "float32" }), shape);
        const there = [...shape.keys()].filter((i) => i !== axis).concat(axis);
        const expected = call(instanceNormalization(), tf.transpose(x, there));
        const y = tf.transpose(call(instanceNormalization({ axis }), x), there);
        assertAllClose(y.dataSync(), expected.dataSync(), { rtol: 1e-6 });
      });
    }
  }

  it("has the defaults of TensorFlow Addons, and no moving statistics", () => {
    const layer = instanceNormalization({ inputShape: [4, 2] });
    tfl.sequential({ layers: [layer] });
    const { axis, epsilon, center, scale } = layer.getConfig();
    assertEquals({ axis, epsilon, center, scale }, {
      axis: -1,
      epsilon: 1e-3,
      center: true,
      scale: true,
    });
    const names = layer.weights.map(({ originalName }) => originalName.split("/")[1]);
    assertEquals(names, ["gamma", "beta"]);
  });

  it("gives a sample the same bits in any company, training or not", () => {
    const layer = instanceNormalization();
    const x = tf.tensor(randomArray(60, 1, { type: "float32" }), [3, 5, 4]);
    const alone = call(layer, tf.slice(x, [1], [1])).dataSync();
    const together = call(layer, x, { training: true }).dataSync();
    assertEquals(together.slice(20, 40), alone);
  });

  it("leaves no tensor but its output", () => {
    const layer = instanceNormalization({ axis: 2 });
    const x = tf.zeros([2, 3, 4, 5]);
    call(layer, x).dispose();
    const before = tf.memory().numTensors;
    call(layer, x).dispose();
    assertEquals(tf.memory().numTensors, before);
  });

  it("reads what it writes", () => {
    const written = instanceNormalization({
      axis: 1,
      epsilon: 0.5,
      betaInitializer: "ones",
      gammaConstraint: "nonNeg",
    }).getConfig();
    assertEquals(written["gammaConstraint"], { className: "NonNeg", config: {} });
    assertEquals(instanceNormalization(written).getConfig(), written);
  });

  it("refuses what it cannot use", () => {
    const build = (config: object, shape: (number | null)[], message: string) =>
      assertThrows(() => instanceNormalization(config).build(shape), RangeError, message);
    build({}, [null, 3], "inputs must have rank at least 3, got [any, 3]");
    build({ axis: 0 }, [2, 3, 4], "axis must be from 1 to 2, or negative to count from the end");
    build({}, [2, 3, null], "inputs must have a size along axis -1 (channels), got [2, 3, any]");
  });
});
