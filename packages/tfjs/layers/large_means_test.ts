/** Layers on a backend whose own sums lose digits, where the mean is a thousand deviations. */

import { batchNorm, instanceNorm, layerNorm } from "@evenkeel/kernels";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import { after, before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { ContribInstanceNormalization } from "../keras/_contrib_instance_normalization.ts";
import { batchNormalization, layerNormalization } from "./mod.ts";

const SHAPE = [1, 128, 128, 2] as const;
const STEPS = 128 * 128;
const values = randomArray(2 * STEPS, 1, { mean: 1000, type: "float32" });
const epsilon = 1e-3;

function x(shape: readonly number[]): tf.Tensor {
  return tf.tensor(Float32Array.from(values), [...shape]);
}

describe("layers on wasm, far from 0", () => {
  before(async () => void await tf.setBackend("wasm"));
  after(async () => void await tf.setBackend("cpu"));

  for (const axis of [-1, null]) {
    it(`keras-contrib's instance norm, axis ${axis}`, () => {
      const layer = new ContribInstanceNormalization({ axis, epsilon });
      const { y, rstd } = axis === null
        ? layerNorm(values, { shape: SHAPE, epsilon: 0 })
        : instanceNorm(values, { shape: SHAPE, layout: "channels-last", epsilon: 0 });
      const expected = y.map((value, i) => value / (1 + epsilon * rstd[i % rstd.length]!));
      assertAllClose((layer.apply(x(SHAPE)) as tf.Tensor).dataSync(), expected, { rtol: 1e-6 });
    });
  }

  it("layer norm that only scales", () => {
    const layer = layerNormalization({ axis: [1, 2, 3], rmsScaling: true, epsilon });
    const { rstd } = layerNorm(values, { shape: SHAPE, epsilon });
    const expected = values.map((value) => value * rstd[0]!);
    assertAllClose((layer.apply(x(SHAPE)) as tf.Tensor).dataSync(), expected, { rtol: 1e-6 });
  });

  it("masked batch norm, whatever stands under the mask", () => {
    const given = 3 * STEPS / 4; // steps; what follows them is padding
    const padded = tf.concat([tf.slice(x([1, STEPS, 2]), 0, [1, given]), tf.zeros([1, 9, 2])], 1);
    const mask = tf.tensor2d([Array.from({ length: given + 9 }, (_, i) => i < given)]);
    const layer = batchNormalization({ epsilon });
    const y = layer.apply(padded, { training: true, mask }) as tf.Tensor;
    const part = values.subarray(0, 2 * given);
    const expected = batchNorm(part, { shape: [given, 2], layout: "channels-last", epsilon }).y;
    const rtol = 2e-5; // the mean is a float32, rounded twice
    assertAllClose(y.dataSync().slice(0, 2 * given), expected, { rtol });
  });
});
