/** Results of several tensors are what `tidy` and `dispose` take, to the compiler too. */

import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as norms from "./mod.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

describe("results of several tensors", () => {
  it("come out of tidy, and are disposed of at once", () => {
    const x = tf.ones<tf.Rank.R2>([3, 4]), vector = tf.ones<tf.Rank.R1>([4]);
    const moments = { mean: vector, variance: vector };
    const before = tf.memory().numTensors;
    const state = norms.createSpectralState(x);
    const batch: norms.BatchNormTensors<tf.Tensor2D> = tf.tidy(() => norms.batchNorm(x));
    assertEquals(batch.y.shape, [3, 4]);
    const results = [
      tf.tidy(() => norms.batchInstanceNorm(x, { rho: vector })),
      tf.tidy(() => norms.batchRenorm(x, { running: moments })),
      tf.tidy(() => norms.evoNormB0(x)),
      tf.tidy(() => norms.ghostBatchNorm(x, { ghostSize: 2 })),
      tf.tidy(() => norms.ibn(x)),
      tf.tidy(() => norms.spade(x, { gamma: x, beta: x })),
      tf.tidy(() => norms.spectralNorm(x, { state })),
      tf.tidy(() => norms.switchableNorm(x)),
      tf.tidy(() => norms.weightNorm(x)),
    ];
    tf.dispose(results);
    tf.dispose(batch);
    tf.dispose(state);
    assertEquals(tf.memory().numTensors, before);
  });
});
