import { tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

/** Batch norm of values whose squares are too large for float32. */
export const OVERFLOW: KnownBad = {
  id: "overflow",
  title: "Batch norm of ±10³⁰ is 0: the variance overflows",
  sources: ["pytorch/pytorch#178123", "tensorflow/tfjs#2475"],
  backends: ["cpu", "wasm"],
  right: [1, -1],
  because: "mean 0, standard deviation 10³⁰",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => callLayer(layers.batchNormalization(), tensor2d([[1e30], [-1e30]]), true),
  ours: () => callLayer(batchNormalization(), tensor2d([[1e30], [-1e30]]), true),
};
