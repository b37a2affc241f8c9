/** A model's configuration as plain data, and the removal of a layer from it. */

import type { LayersModel } from "@tensorflow/tfjs-layers";
import { describe } from "../_describe.ts";

/** Where a tensor comes from: layer, node and tensor index, and perhaps arguments of the call. */
export type Connection = [name: string, node: number, tensor: number, call?: object];

/** A layer. */
export interface LayerConfig {
  readonly class_name: string;
  readonly config: Record<string, unknown> & { readonly name: string };
  /** One entry per call; sequential models have none. */
  inbound_nodes?: Connection[][];
}

/** A model, as far as it is looked at here. */
export interface Topology {
  readonly class_name: string;
  readonly config: { layers: LayerConfig[]; output_layers?: Connection[] };
}

/**
 * A copy of the configuration of a model, to be changed. Constraints are dropped: `setWeights` would project
 * the folded weights, which need not obey them; the model is for inference only.
 */
export function readTopology(model: LayersModel): Topology {
  if (typeof model?.toJSON !== "function") {
    throw new TypeError(`model must be a LayersModel, got ${describe(model)}`);
  }
  return JSON.parse(
    JSON.stringify(model.toJSON(null, false)),
    (key, value) => key.endsWith("_constraint") ? undefined : value,
  );
}

/** Whether a layer of this name is called once. */
export function isCalledOnce({ config: { layers } }: Topology, name: string): boolean {
  const calls = layers.filter(({ config }) => config.name === name)
    .flatMap(({ inbound_nodes: calls = [[]] }) => calls); // Sequential models have no nodes
  return calls.length === 1;
}

/** The layer before another, if the other is all that follows it; otherwise the reason why not. */
export function onlyPredecessor(
  { config: { layers, output_layers: outputs } }: Topology,
  layer: LayerConfig,
): LayerConfig | string {
  if (outputs === undefined) {
    return layers[layers.indexOf(layer) - 1] ?? "it is the first layer";
  }
  const [call, ...others] = layer.inbound_nodes ?? [];
  if (call === undefined || others.length > 0) return "it is called several times";
  const [name, , , options = {}] = call[0]!;
  if ("training" in options && options.training === true) {
    return "it was called with training: true";
  }
  const before = layers.find(({ config }) => config.name === name)!;
  if ((before.inbound_nodes ?? []).length > 1) return `${name} is called several times`;
  const uses = [...layers.flatMap(({ inbound_nodes: calls = [] }) => calls.flat()), ...outputs];
  const count = uses.filter(([used]) => used === name).length;
  return count > 1 ? `${name} is used elsewhere, too` : before;
}

/** Takes a layer out; what used it uses the one before it. */
export function removeLayer({ config }: Topology, layer: LayerConfig, before: LayerConfig): void {
  config.layers = config.layers.filter((other) => other !== layer);
  const all = config.layers.flatMap(({ inbound_nodes: calls = [] }) => calls.flat());
  for (const connection of [...all, ...config.output_layers ?? []]) {
    if (connection[0] === layer.config.name) connection[0] = before.config.name;
  }
}
