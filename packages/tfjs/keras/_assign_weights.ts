/** From a file's weights to a model's. */

import { tensor } from "@tensorflow/tfjs-core";
import { type layers, LayersModel, type LayerVariable } from "@tensorflow/tfjs-layers";
import type { NamedWeight, WeightIndex } from "./_weight_index.ts";
import { composeKernel } from "./_weight_normalized.ts";

/** Names that other libraries give the weights of ours. */
const ALIASES: Readonly<Record<string, string>> = { gamma: "scale", beta: "offset" };

/** What {@linkcode assignWeights} needs besides the model. */
export interface AssignContext {
  readonly index: WeightIndex;
  /** The paths of layers that had a wrapper around them, and the name of its class. */
  readonly wrappers: ReadonlyMap<string, string>;
  /** Weights whose name says no layer, by the whole of it. */
  readonly loose: ReadonlyMap<string, NamedWeight>;
}

/** Gives every layer of `model` its weights. */
export function assignWeights(
  model: LayersModel,
  path: readonly string[],
  context: AssignContext,
): void {
  for (const layer of model.layers) {
    const here = [...path, layer.name];
    if (layer instanceof LayersModel) assignWeights(layer, here, context);
    else if (layer.weights.length > 0) assignLayer(layer, here, context);
  }
}

function assignLayer(
  layer: layers.Layer,
  path: readonly string[],
  { index, wrappers, loose }: AssignContext,
): void {
  const where = `layer "${path.join("/")}"`;
  const wrapper = wrappers.get(path.join("/"));
  let found = index.find(path, wrapper !== undefined);
  if (wrapper?.endsWith("WeightNormalization")) found = composeKernel(found, where);
  for (const [variable, { name, weight }] of match(layer.weights, found, { where, loose })) {
    const { shape, data } = weight;
    if (String(shape) !== String(variable.shape)) {
      throw new RangeError(
        `weight "${name}" of ${where} must have shape [${variable.shape}], got [${shape}]`,
      );
    }
    const values = tensor(Float32Array.from(data), [...shape], "float32");
    variable.write(values);
    values.dispose();
  }
}

function match(
  variables: readonly LayerVariable[],
  found: readonly NamedWeight[],
  { where, loose }: { readonly where: string; readonly loose: AssignContext["loose"] },
): [LayerVariable, NamedWeight][] {
  const numbered = found.length > 0 && found.every(({ leaf }) => /^\d+$/.test(leaf));
  const leaves = variables.map((variable) => variable.originalName.split("/").at(-1)!);
  const areDistinct = new Set(leaves).size === leaves.length;
  if (!numbered && areDistinct) {
    return variables.map((variable, i) => [variable, byLeaf(leaves[i]!, found, { where, loose })]);
  }
  // Numbered weights of a plain layer start with what the layer has; statistics of training may follow.
  if (found.length < variables.length) {
    throw new RangeError(
      `${where} must have ${variables.length} weights (${leaves.join(", ")}), ` +
        `the file has ${found.length}`,
    );
  }
  return variables.map((variable, i) => [variable, found[i]!]);
}

function byLeaf(
  leaf: string,
  found: readonly NamedWeight[],
  { where, loose }: { readonly where: string; readonly loose: AssignContext["loose"] },
): NamedWeight {
  const named = found.filter((one) => one.leaf === leaf);
  const other = found.filter((one) => one.leaf === ALIASES[leaf]);
  const all = named.length > 0 ? named : other;
  const [one = loose.get(leaf)] = all;
  if (one === undefined) {
    const there = found.map(({ name }) => name).join(", ") || "none";
    throw new RangeError(`${where} must have a weight ${leaf}, the file has ${there}`);
  }
  if (all.length > 1) {
    const names = all.map(({ name }) => name).join(", ");
    throw new RangeError(`${where} must have one weight ${leaf}, the file has ${names}`);
  }
  return one;
}
