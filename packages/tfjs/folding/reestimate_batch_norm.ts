/**
 * The moving statistics of a model's batch norms, estimated anew.
 *
 * @module
 */

import { dispose, type Tensor, tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { isBatchNorm } from "./_hosts.ts";

type Layer = LayersModel["layers"][number];

/** A batch norm with what was found so far. */
interface Estimate {
  readonly layer: Layer;
  readonly momentum: number;
  readonly before: readonly [Float32Array, Float32Array];
  readonly mean: Float64Array;
  /** The mean square about `mean`. */
  readonly variance: Float64Array;
}

/**
 * Replaces the moving statistics of every batch norm by those of the given batches: the mean, and the
 * biased variance about it, over all of them, each sample with the same weight ("precise batch norm").
 * Worth doing after training with small batches or a high momentum, and before `foldBatchNorm`.
 *
 * The model runs in training mode, a batch at a time, so each batch norm sees what it sees while
 * training; dropout is active. Frozen batch norms (`trainable = false`) and those in models inside the
 * model are left alone. No other weight changes.
 *
 * @param model A built model. Its moving statistics are written, and restored if a batch fails.
 * @param batches Inputs of the model, at least one batch, samples first. They are not disposed of.
 * @returns The names of the layers that have new statistics.
 * @throws {RangeError} If there is no sample, or a momentum is 1, so that nothing can be learned.
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
  const layers = model.layers.filter((layer) =>
    layer.trainable && isBatchNorm({ class_name: layer.getClassName() })
  );
  const estimates = await Promise.all(layers.map(startEstimate));
  let samples = 0;
  try {
    for await (const batch of batches) {
      const size = [batch].flat()[0]!.shape[0]!;
      if (size === 0) continue;
      for (const { layer } of estimates) writeMoving(layer, undefined);
      dispose(model.apply(batch, { training: true }) as Tensor | Tensor[]);
      samples += size;
      for (const estimate of estimates) await include(estimate, size / samples);
    }
    if (samples === 0) throw new RangeError("batches must hold at least 1 sample, got none");
  } catch (error) {
    for (const { layer, before } of estimates) writeMoving(layer, before);
    throw error;
  }
  for (const { layer, mean, variance } of estimates) writeMoving(layer, [mean, variance]);
  return layers.map(({ name }) => name);
}

async function startEstimate(layer: Layer): Promise<Estimate> {
  const momentum = layer.getConfig().momentum as number;
  if (momentum === 1) throw new RangeError(`momentum of ${layer.name} must be less than 1, got 1`);
  const before = await readMoving(layer);
  const [{ length }] = before;
  const [mean, variance] = [new Float64Array(length), new Float64Array(length)];
  return { layer, momentum, before, mean, variance };
}

/** Merges the batch's statistics in, which are so much of all that was seen. */
async function include(
  { layer, momentum, mean, variance }: Estimate,
  share: number,
): Promise<void> {
  const moved = await readMoving(layer); // from 0, by 1 - momentum of the way
  const [ownMean, ownVariance] = moved.map((array) =>
    Float64Array.from(array, (value) => value / (1 - momentum))
  ) as [Float64Array, Float64Array];
  for (let i = 0; i < mean.length; i++) {
    const delta = ownMean[i]! - mean[i]!;
    variance[i] = variance[i]! + share * (ownVariance[i]! - variance[i]!) +
      share * (1 - share) * delta * delta;
    mean[i] = mean[i]! + share * delta;
  }
}

async function readMoving(layer: Layer): Promise<[Float32Array, Float32Array]> {
  const [mean, variance] = layer.getWeights().slice(-2);
  return [Float32Array.from(await mean!.data()), Float32Array.from(await variance!.data())];
}

/** Writes the moving statistics; zeros if there are none to write. */
function writeMoving(
  layer: Layer,
  moving: readonly [ArrayLike<number>, ArrayLike<number>] | undefined,
): void {
  const weights = layer.getWeights();
  const fresh = weights.slice(-2).map((old, i) =>
    moving === undefined ? zerosLike(old) : tensor(Float32Array.from(moving[i]!), old.shape)
  );
  layer.setWeights([...weights.slice(0, -2), ...fresh]);
  dispose(fresh);
}
