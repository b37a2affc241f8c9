/**
 * Batch norms of a model folded into the layers before them.
 *
 * @module
 */

import { foldBatchNorm as foldArrays } from "@evenkeel/kernels/fold-batch-norm";
import { dispose, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { type LayersModel, models } from "@tensorflow/tfjs-layers";
import { findObstacle, HOSTS, isBatchNorm } from "./_hosts.ts";
import { type LayerConfig, onlyPredecessor, readTopology, removeLayer } from "./_topology.ts";

/** What {@linkcode foldBatchNorm} did. */
export interface FoldedModel {
  /** The new model; the caller disposes of it. */
  readonly model: LayersModel;
  /** Which batch norm went into which layer, by name. */
  readonly folded: readonly { readonly batchNorm: string; readonly into: string }[];
  /** Which one stayed, and why. */
  readonly kept: readonly { readonly batchNorm: string; readonly reason: string }[];
}

/** Values of a weight, with their shape. */
interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Makes a model for inference from which batch norms are gone: where one follows a convolution or dense
 * layer without an activation, that layer's kernel becomes `kernel * k[out]` and its bias
 * `(bias - mean) * k + beta`, with the moving statistics and `k = gamma / sqrt(variance + epsilon)`.
 *
 * It predicts what the old one does, to rounding. Folded are this package's batch norms and the stock
 * ones after Dense, Conv1D, Conv2D, Conv3D, Conv2DTranspose, DepthwiseConv2D and SeparableConv2D; a layer
 * that has other users stays as it is. Models inside the model are taken as they are. The new model has
 * no constraints: it is not to be trained.
 *
 * Tested after each of these layers but Conv3D: within 1e-5 of the largest value that the old model predicts,
 * on the backend cpu.
 *
 * @param model A sequential or functional model. It is neither changed nor disposed of.
 * @returns The new model, which has copies of all weights and which the caller disposes of, and what was
 * folded and what was not.
 * @throws {TypeError} If `model` is not a LayersModel.
 * @throws {Error} If TensorFlow.js cannot build the new model, for example where the class of a layer is not
 * registered.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { ones, Tensor } from "@tensorflow/tfjs-core";
 * import { layers, sequential } from "@tensorflow/tfjs-layers";
 * import { foldBatchNorm } from "@evenkeel/tfjs/folding";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const dense = layers.dense({ inputShape: [2], units: 1, kernelInitializer: "ones", name: "dense" });
 * const model = sequential({ layers: [dense, layers.batchNormalization({ name: "norm" })] });
 * const { model: small, folded } = await foldBatchNorm(model);
 * assertEquals(folded, [{ batchNorm: "norm", into: "dense" }]);
 * assertEquals(small.layers.length, 1);
 * const y = small.predict(ones([1, 2]));
 * assertAlmostEquals(y instanceof Tensor ? y.dataSync()[0]! : 0, 2 / Math.sqrt(1.001), 1e-6);
 * ```
 *
 * @see Jacob et al., "Quantization and Training of Neural Networks" (2017), arXiv 1712.05877, section 3.2
 */
export async function foldBatchNorm(model: LayersModel): Promise<FoldedModel> {
  const topology = readTopology(model);
  const changed = new Map<string, readonly Weight[]>();
  const folded: { batchNorm: string; into: string }[] = [];
  const kept: { batchNorm: string; reason: string }[] = [];
  const read = async (name: string) => changed.get(name) ?? await readWeights(model, name);
  for (const layer of topology.config.layers.filter(isBatchNorm)) {
    const { name } = layer.config;
    const before = onlyPredecessor(topology, layer);
    const rank = [model.getLayer(name).outputShape].flat().length;
    const reason = typeof before === "string" ? before : findObstacle(layer, before, rank);
    if (typeof before === "string" || reason !== undefined) {
      kept.push({ batchNorm: name, reason: reason ?? "" });
      continue;
    }
    const host = before.config.name;
    changed.set(host, foldInto(before, await read(host), { layer, weights: await read(name) }));
    before.config.use_bias = true;
    removeLayer(topology, layer, before);
    folded.push({ batchNorm: name, into: host });
  }
  const small = await models.modelFromJSON(JSON.parse(JSON.stringify(topology)));
  for (const { name } of small.layers) {
    const fresh = changed.get(name)?.map(({ values, shape }) => tensor(values, [...shape]));
    small.getLayer(name).setWeights(fresh ?? model.getLayer(name).getWeights());
    if (fresh) dispose(fresh);
  }
  return { model: small, folded, kept };
}

function foldInto(
  host: LayerConfig,
  weights: readonly Weight[],
  norm: { readonly layer: LayerConfig; readonly weights: readonly Weight[] },
): Weight[] {
  const { weight: index, axis } = HOSTS[host.class_name]!;
  const kernels = host.config.use_bias === true ? weights.slice(0, -1) : weights;
  const bias = host.config.use_bias === true ? { bias: weights.at(-1)!.values } : {};
  const { shape, values } = kernels[index]!;
  const result = foldArrays(values, { shape, axis, ...bias, ...readNorm(norm) });
  return [
    ...kernels.map((kernel, i) => i === index ? { shape, values: result.weight } : kernel),
    { shape: [result.bias.length], values: Float32Array.from(result.bias) },
  ];
}

/** Gamma and beta, where the layer has them, moving mean, moving variance: Keras's order. */
function readNorm(
  { layer: { config }, weights }: {
    readonly layer: LayerConfig;
    readonly weights: readonly Weight[];
  },
): {
  gamma?: Float32Array;
  beta?: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
  epsilon: number;
} {
  const [mean, variance] = weights.slice(-2).map(({ values }) => values);
  const gamma = config.scale === false ? {} : { gamma: weights[0]!.values };
  const beta = config.center === false ? {} : { beta: weights.at(-3)!.values };
  const epsilon = config.epsilon as number;
  return { ...gamma, ...beta, mean: mean!, variance: variance!, epsilon };
}

async function readWeights(model: LayersModel, name: string): Promise<Weight[]> {
  const weights: readonly Tensor[] = model.getLayer(name).getWeights();
  return await Promise.all(weights.map(async (weight) => ({
    shape: weight.shape,
    values: Float32Array.from(await weight.data()),
  })));
}
