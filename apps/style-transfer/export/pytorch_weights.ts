/** The weights of a generator as PyTorch's modules name them and lay them out. */

import { type SafetensorsEntry, writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { toEntry } from "../checkpoint/read_weights.ts";
import { layersOf } from "../model/architectures.ts";
import { type Convolution, convolutionsOf } from "../model/layers.ts";
import type { Painter } from "../model/paint.ts";
import type { Weight } from "../model/weights.ts";
import { toPytorchKernel } from "./pytorch_kernel.ts";

/** Our names of what a norm learns and remembers, and PyTorch's. */
const NORM_PARTS: Readonly<Record<string, string>> = {
  gamma: "weight",
  beta: "bias",
  running_mean: "running_mean",
  running_variance: "running_var",
};

/** How to write the weights. */
export interface PytorchOptions {
  /** Whether kernels go into half precision. */
  readonly half: boolean;
  /** Texts that come along. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * A safetensors file of `LAYER.weight`, `[out, in, height, width]` (of a depthwise convolution
 * `[channels, 1, height, width]`, of a transposed one `[in, out, height, width]`), `LAYER.bias` where there
 * is one, and `LAYER.norm.weight`, `.bias`, `.running_mean`, `.running_var`. Nothing is folded.
 */
export function encodePytorch(
  painter: Painter,
  { half, metadata }: PytorchOptions,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, SafetensorsEntry>();
  for (const layer of convolutionsOf(layersOf(painter.generator))) {
    for (const [name, weight] of layerWeights(layer, painter)) {
      tensors.set(name, toEntry(weight, half));
    }
  }
  return writeSafetensors(tensors, { metadata: { ...metadata, format: "pt" } });
}

function layerWeights(layer: Convolution, { generator, weights }: Painter): [string, Weight][] {
  const { name, then } = layer;
  const isBias = then === "bias" || generator.norm === "none";
  return [...weights].flatMap(([full, weight]): [string, Weight][] => {
    if (!full.startsWith(`${name}.`)) return [];
    const part = full.slice(name.length + 1);
    if (part === "kernel") return [[`${name}.weight`, toPytorchKernel(layer, weight.values)]];
    const theirs = NORM_PARTS[part];
    if (theirs === undefined) return [];
    return [[isBias ? `${name}.bias` : `${name}.norm.${theirs}`, weight]];
  });
}
