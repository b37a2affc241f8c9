import { type FusedCall, runGraph, runGraphWithNorms } from "./_test_graph_model.ts";
import type { KnownBad } from "./types.ts";

// The converter makes channels of the samples, and gives no statistics.
const CALL: FusedCall = {
  x: [1, 3, 10, 30],
  shape: [1, 2, 2, 1],
  format: "NCHW",
  training: true,
  gamma: [1, 1],
  mean: [],
  variance: [],
};

/** Layer norm of a converted model. */
export const GRAPH_LAYER_NORM: KnownBad = {
  id: "graph-layer-norm",
  title: "`LayerNormalization` in a converted GraphModel",
  sources: ["tensorflow/tfjs#6864", "tensorflow/tfjs#938", "tensorflow/tfjs#1583"],
  backends: ["cpu", "wasm"],
  right: [-1, 1, -1, 1],
  because: "two rows, two values each",
  use: "`registerGraphNorms` of `@evenkeel/tfjs/graph`",
  stock: () => runGraph(CALL),
  ours: () => runGraphWithNorms(CALL),
};
