import { type FusedCall, runGraph, runGraphWithNorms } from "./_test_graph_model.ts";
import type { KnownBad } from "./types.ts";

const CALL: FusedCall = {
  x: [1, 2, 10, 20],
  shape: [1, 2, 1, 2],
  format: "NCHW",
  training: false,
  gamma: [1, 1],
  mean: [1, 10],
  variance: [1, 100],
};

/** Channels first in a converted model. */
export const GRAPH_CHANNELS_FIRST: KnownBad = {
  id: "graph-channels-first",
  title: "Batch norm with channels first in a converted GraphModel: `data_format` is ignored",
  sources: [
    "https://github.com/tensorflow/tfjs/blob/master/tfjs-converter/src/operations/op_list/normalization.ts",
  ],
  backends: ["cpu", "wasm"],
  right: [0, 1, 0, 1],
  because: "1 2 by mean 1 and variance 1, 10 20 by mean 10 and variance 100",
  use: "`registerGraphNorms` of `@evenkeel/tfjs/graph`",
  stock: () => runGraph(CALL),
  ours: () => runGraphWithNorms(CALL),
};
