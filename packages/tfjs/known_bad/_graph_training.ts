import { type FusedCall, runGraph, runGraphWithNorms } from "./_test_graph_model.ts";
import type { KnownBad } from "./types.ts";

const CALL: FusedCall = {
  x: [1, 10, 3, 30],
  shape: [2, 1, 1, 2],
  format: "NHWC",
  training: true,
  gamma: [1, 1],
  mean: [0, 0],
  variance: [1, 1],
};

/** Batch statistics in a converted model. */
export const GRAPH_TRAINING: KnownBad = {
  id: "graph-training",
  title: "Batch norm called with `training=True` in a converted GraphModel: the call is ignored",
  sources: ["tensorflow/tfjs#3152"],
  backends: ["cpu", "wasm"],
  right: [-1, -1, 1, 1],
  because: "each channel has mean 0 and deviation 1 over the batch",
  use: "`registerGraphNorms` of `@evenkeel/tfjs/graph`",
  stock: () => runGraph(CALL),
  ours: () => runGraphWithNorms(CALL),
};
