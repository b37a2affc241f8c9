/**
 * The moving statistics of a model's batch norms, estimated anew.
 *
 * @module
 */

import { clone, dispose, type Tensor, tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { LayersModel, LayerVariable } from "@tensorflow/tfjs-layers";
import { isBatchNorm } from "./_hosts.ts";
import { isCalledOnce, readTopology } from "./_topology.ts";

type Layer = LayersModel["layers"][number];

/** A batch norm with what was found so far. */
interface Estimate {
  readonly layer: Layer;
  readonly momentum: number;
  readonly mean: Float64Array;
  /** The mean square about `mean`. */
  readonly variance: Float64Array;
}

/**
 * Replaces the moving statistics of every batch norm by those of the given batches: the mean, and the
 * biased variance about it, over all of them, each sample with the same weight ("precise batch norm").
 * Worth doing after training with small batches or a high momentum, and before `foldBatchNorm`.
 *
 * The model runs in training mode, a batch at a time (the first one twice), so each batch norm sees what
 * it sees while training; dropout is active. Left alone are batch norms that do not learn, because they
 * are frozen, they or their model, or were called with `training: false`; those that are called more than
 * once; and those in models inside the model. No other weight changes.
 *
 * Tested: within 1e-5 of the largest value of the moments of all batches together, as TensorFlow.js has them.
 *
 * @param model A built model. Its moving statistics are written, and restored if a batch fails.
 * @param batches Inputs of the model, at least one batch, samples first. They are not disposed of.
 * @returns The names of the layers that have new statistics.
 * @throws {RangeError} If there is no sample, or a momentum is 1, so that nothing can be learned.
 * @throws {TypeError} If `model` is not a LayersModel.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { layers, sequential } from "@tensorflow/tfjs-layers";
 * import { reestimateBatchNorm } from "@evenkeel/tfjs/folding";
 * import { assertEquals } from "@std/assert";
 *
 * const norm = layers.batchNormalization({ inputShape: [1], momentum: 0.5, name: "norm" });
 * const model = sequential({ layers: [norm] });
 * const batches = [tensor2d([[1], [3]]), tensor2d([[5], [7]])];
 * assertEquals(await reestimateBatchNorm(model, batches), ["norm"]);
 * const [, , mean, variance] = norm.getWeights();
 * assertEquals([mean!.dataSync()[0], variance!.dataSync()[0]], [4, 5]);
 * ```
 *
 * @see Wu, Johnson, "Rethinking 'Batch' in BatchNorm" (2021), arXiv 2105.07576, section 3
 */
export async function reestimateBatchNorm(
  model: LayersModel,
  batches: Iterable<Tensor | Tensor[]> | AsyncIterable<Tensor | Tensor[]>,
): Promise<string[]> {
  const topology = readTopology(model);
  const candidates = model.layers
    .filter((layer) => layer.trainable && isBatchNorm({ class_name: layer.getClassName() }))
    .filter(({ name }) => isCalledOnce(topology, name))
    .map(startEstimate);
  const before = model.weights.map((weight) => ({ weight, value: clone(weight.read()) }));
  let estimates: readonly Estimate[] | undefined;
  let samples = 0;
  try {
    for await (const batch of batches) {
      const size = [batch].flat()[0]!.shape[0]!;
      if (size === 0) continue;
      estimates ??= findMoving(candidates, () => run(model, batch));
      for (const { layer } of estimates) writeMoving(layer, zerosLike);
      run(model, batch);
      samples += size;
      for (const estimate of estimates) await include(estimate, size / samples);
    }
    if (samples === 0) throw new RangeError("batches must hold at least 1 sample, got none");
  } finally {
    // Training mode has moved others, too.
    for (const { weight, value } of before) {
      if (weight.read().dataId !== value.dataId) weight.write(value);
      value.dispose();
    }
  }
  for (const { layer, mean, variance } of estimates!) {
    const found = [mean, variance];
    writeMoving(layer, ({ shape }, i) => tensor(Float32Array.from(found[i]!), shape));
  }
  return estimates!.map(({ layer }) => layer.name);
}

function startEstimate(layer: Layer): Estimate {
  const momentum = layer.getConfig().momentum as number;
  if (momentum === 1) throw new RangeError(`momentum of ${layer.name} must be less than 1, got 1`);
  const { size } = movingOf(layer)[0]!.read();
  return { layer, momentum, mean: new Float64Array(size), variance: new Float64Array(size) };
}

function run(model: LayersModel, batch: Tensor | Tensor[]): void {
  dispose(model.apply(batch, { training: true }) as Tensor | Tensor[]);
}

/** Those whose moving statistics are written in a run: a layer does not say whether it learns. */
function findMoving(estimates: readonly Estimate[], run: () => void): readonly Estimate[] {
  const values = () => estimates.map(({ layer }) => movingOf(layer)[0]!.read().dataId);
  const before = values();
  run();
  const after = values();
  return estimates.filter((_, i) => before[i] !== after[i]);
}

/** Merges a batch's statistics in; `share` is its part of all samples so far. */
async function include(
  { layer, momentum, mean, variance }: Estimate,
  share: number,
): Promise<void> {
  // From 0, by 1 - momentum of the way.
  const [ownMean, ownVariance] = await Promise.all(
    movingOf(layer).map(async (variable) =>
      Float64Array.from(await variable.read().data(), (value) => value / (1 - momentum))
    ),
  ) as [Float64Array, Float64Array];
  for (let i = 0; i < mean.length; i++) {
    const delta = ownMean[i]! - mean[i]!;
    variance[i] = variance[i]! + share * (ownVariance[i]! - variance[i]!) +
      share * (1 - share) * delta * delta;
    mean[i] = mean[i]! + share * delta;
  }
}

/** The variables of the moving mean and the moving variance. */
function movingOf(layer: Layer): readonly LayerVariable[] {
  return layer.weights.slice(-2);
}

function writeMoving(layer: Layer, make: (old: Tensor, i: number) => Tensor): void {
  movingOf(layer).forEach((variable, i) => {
    const fresh = make(variable.read(), i);
    variable.write(fresh);
    fresh.dispose();
  });
}
