/** What entries do with layers and models, stock or ours. */

import { ones, Tensor, train } from "@tensorflow/tfjs-core";
import { type layers, type LayersModel, sequential } from "@tensorflow/tfjs-layers";

/** Calls a layer with a tensor. */
export function callLayer(layer: layers.Layer, x: Tensor, training: boolean): Tensor {
  const y = layer.apply(x, { training });
  if (!(y instanceof Tensor)) throw new Error("the layer must give one tensor");
  return y;
}

/** What a model with one output predicts. */
export function predict(model: LayersModel, x: Tensor): Tensor {
  const y = model.predict(x);
  if (!(y instanceof Tensor)) throw new Error("the model must give one tensor");
  return y;
}

/** The numbers of a tensor. */
export function toNumbers(x: Tensor): number[] {
  return [...x.dataSync()];
}

/** The numbers of all weights of a layer, one after the other. */
export function weightNumbers(layer: layers.Layer): number[] {
  return layer.getWeights().flatMap(toNumbers);
}

/**
 * The weights of a layer after one step of gradient descent at a rate of 0.5 towards ones, by the mean
 * squared error.
 */
export async function weightsAfterStep(layer: layers.Layer, x: Tensor): Promise<number[]> {
  const model = sequential({ layers: [layer] });
  model.compile({ optimizer: train.sgd(0.5), loss: "meanSquaredError" });
  await model.trainOnBatch(x, ones(x.shape));
  return weightNumbers(layer);
}
