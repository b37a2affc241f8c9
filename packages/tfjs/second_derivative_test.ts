/** The gradient of the gradient, which a critic with a gradient penalty trains by. */

import { assert } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, type Operation, secondDerivativeError } from "./_test_operation.ts";
import { registerEvenkeel } from "./backend/mod.ts";
import * as norms from "./mod.ts";

const SHAPE = [3, 2, 2, 4];

// Central differences in float32: two digits.
const TOLERANCE = 1e-2;

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
  // The stock cpu backend under another name has none of our kernels.
  tf.registerBackend("composed", tf.findBackendFactory("cpu"));
  tf.copyRegisteredKernels("cpu", "composed");
});

function operations(): Readonly<Record<string, Operation>> {
  const vector = (seed: number) => normal<tf.Rank.R1>([4], seed, { mean: 1, deviation: 0.3 });
  const map = (seed: number) => normal(SHAPE, seed);
  const epsilon = 0.1;
  const affine = { gamma: vector(10), beta: vector(11), epsilon };
  const running = { mean: vector(12), variance: tf.abs(vector(13)) };
  const tables = { gamma: normal<tf.Rank.R2>([2, 4], 14), beta: normal<tf.Rank.R2>([2, 4], 15) };
  const rho = tf.tensor1d([0.1, 0.4, 0.6, 0.9]);
  const shareOf = (x: tf.Tensor): tf.Tensor1D => tf.add(tf.mul(tf.mean(x, [0, 1, 2]), 0.1), 0.5);
  return {
    adaptiveInstanceNorm: (x) => norms.adaptiveInstanceNorm(x, map(16), { alpha: 0.7, epsilon }),
    "adaptiveInstanceNorm, the style": (x) => norms.adaptiveInstanceNorm(map(16), x, { epsilon }),
    adaptiveLayerInstanceNorm: (x) => norms.adaptiveLayerInstanceNorm(x, { ...affine, rho }),
    "adaptiveLayerInstanceNorm, rho": (x) =>
      norms.adaptiveLayerInstanceNorm(map(16), { ...affine, rho: shareOf(x) }),
    batchInstanceNorm: (x) => norms.batchInstanceNorm(x, { ...affine, rho }),
    "batchInstanceNorm, rho": (x) =>
      norms.batchInstanceNorm(map(16), { ...affine, rho: shareOf(x) }),
    // Its r and d count as constants, which central differences do not know: here they are.
    batchRenorm: (x) => norms.batchRenorm(x, { ...affine, running, rMax: 1, dMax: 0 }),
    conditionalInstanceNorm: (x) =>
      norms.conditionalInstanceNorm(x, { ...tables, index: [0, 1, 1], epsilon }),
    evoNormB0: (x) => norms.evoNormB0(x, { ...affine, nu: vector(20) }),
    evoNormS0: (x) => norms.evoNormS0(x, { ...affine, groups: 2 }),
    filterResponseNorm: (x) => norms.filterResponseNorm(x, affine),
    "filterResponseNorm, tau": (x) => norms.filterResponseNorm(x, { ...affine, tau: vector(20) }),
    ghostBatchNorm: (x) => norms.ghostBatchNorm(x, { ...affine, ghostSize: 2 }),
    globalResponseNorm: (x) => norms.globalResponseNorm(x, affine),
    ibn: (x) => norms.ibn(x, affine),
    localResponseNorm: (x) => norms.localResponseNorm(x, { size: 3, alpha: 2 }),
    demodulation: (x) => {
      const style = normal<tf.Rank.R2>([1, 2], 19);
      return tf.reshape(norms.demodulation(x, style), SHAPE);
    },
    pixelNorm: (x) => norms.pixelNorm(x, { epsilon }),
    "pixelNorm, channels first": (x) => norms.pixelNorm(x, { epsilon, layout: "channels-first" }),
    spade: (x) => norms.spade(x, { gamma: map(17), beta: map(18), epsilon }),
    "spade, fixed": (x) =>
      norms.spade(x, { gamma: map(17), beta: map(18), fixed: running, epsilon }),
    spectralNorm: (x) =>
      norms.spectralNorm(x, { state: norms.createSpectralState(normal(SHAPE, 2)), iterations: 0 }),
    switchableNorm: (x) => norms.switchableNorm(x, affine),
    virtualBatchNorm: (x) =>
      norms.virtualBatchNorm(x, { ...affine, reference: { ...running, samples: 3 } }),
    weightNorm: (x) => norms.weightNorm(x),
    weightStandardization: (x) => norms.weightStandardization(x, { epsilon }),
  };
}

for (const backend of ["evenkeel", "cpu", "composed"]) {
  describe(`the gradient of the gradient: ${backend}`, () => {
    for (const name of Object.keys(operations())) {
      it(name, async () => {
        await tf.setBackend(backend);
        const error = secondDerivativeError(operations()[name]!, SHAPE);
        assert(error < TOLERANCE, `${error} must be less than ${TOLERANCE}`);
      });
    }
  });
}
