/**
 * The generator on the bare engine: what `generate` computes, without what only training needs. Nothing is
 * kept for a gradient, norms work in place and end in activation and sum, and hardly a border is padded.
 */

import { batchNormInference, groupNorm, instanceNorm, moments } from "@evenkeel/kernels";
import {
  addBias,
  conv2d,
  conv2dBackwardInput,
  depthwiseConv2d,
  elementwise,
  relu,
  type SimdEngine,
  tanh,
  upsampleBilinear2d,
  upsampleNearest2d,
} from "@evenkeel/kernels/nn";
import { layersOf } from "./architectures.ts";
import type { GeneratorConfig } from "./generator.ts";
import type { Branch, Convolution, Enlargement, Layer } from "./layers.ts";
import { GROUPS, type StatisticsMode } from "./norms.ts";
import { createSheet, filled, type Sheet } from "./engine_sheet.ts";
import type { Weights } from "./weights.ts";

const ACTIVATIONS = { relu, tanh } as const;

/** What one call of the generator needs besides its input. */
export interface EngineCall {
  readonly engine: SimdEngine;
  readonly generator: GeneratorConfig;
  readonly weights: Weights;
  readonly statistics: StatisticsMode;
  /** What each layer saw of the picture in each channel, whatever its norm makes of it. */
  readonly onMoments?: (layer: string, moments: ChannelMoments) => void;
}

/** Of each channel, in float64. */
export interface ChannelMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Paints `x`, from -1 to 1, into another sheet of its shape and range. `x` stays as it is. */
export function generateOnEngine(x: Sheet, call: EngineCall): Sheet {
  return through(layersOf(call.generator), x, call);
}

/** Each layer's input goes when it is done, but for the first one. */
function through(layers: readonly Layer[], x: Sheet, call: EngineCall): Sheet {
  let h = x;
  for (const layer of layers) {
    const before = h;
    try {
      h = apply(layer, before, call);
    } finally {
      if (before !== x) call.engine.free(before.values);
    }
  }
  return h;
}

function apply(layer: Layer, x: Sheet, call: EngineCall): Sheet {
  if (layer.op === "enlargement") return enlarge(layer, x, call);
  if (layer.op === "branch") return branch(layer, x, call);
  const [, height, width] = x.shape;
  const scale = layer.kind === "transposed" ? 2 : 1 / layer.stride;
  const shape = [1, scale * height, scale * width, layer.to] as const;
  return filled(call.engine, createSheet(call.engine, shape), (y) => {
    convolve(layer, { x, y }, call);
    finish(layer, y, call);
  });
}

function enlarge({ by }: Enlargement, x: Sheet, { engine }: EngineCall): Sheet {
  const [, height, width, channels] = x.shape;
  const outputSize = [2 * height, 2 * width] as const;
  const upsample = by === "bilinear" ? upsampleBilinear2d : upsampleNearest2d;
  return filled(engine, createSheet(engine, [1, ...outputSize, channels]), (y) => {
    upsample(x.values, { inputShape: x.shape, outputSize, engine, out: y.values });
  });
}

function branch({ body, join }: Branch, x: Sheet, call: EngineCall): Sheet {
  const { engine } = call;
  const y = through(body, x, call);
  if (join === "add") {
    return filled(engine, y, ({ values }) => {
      elementwise("add", [x.values, values], { engine, out: values });
    });
  }
  try {
    const [, height, width, channels] = x.shape;
    const both = createSheet(engine, [1, height, width, channels + y.shape[3]]);
    writeChannels(x, both, 0);
    writeChannels(y, both, channels);
    return both;
  } finally {
    engine.free(y.values);
  }
}

/** Writes all channels of a sheet beside others. */
function writeChannels({ shape, values }: Sheet, to: Sheet, first: number): void {
  const channels = shape[3], gap = to.shape[3] - channels;
  let at = first;
  for (let from = 0; from < values.length;) {
    for (const end = from + channels; from < end;) to.values[at++] = values[from++]!;
    at += gap;
  }
}

function convolve(
  layer: Convolution,
  { x, y }: { readonly x: Sheet; readonly y: Sheet },
  call: EngineCall,
): void {
  const { kind, size, from, to, stride, padding } = layer;
  const kernel = weightOf(call, layer, "kernel");
  const radius = (size - 1) / 2;
  const shared = {
    padding: { top: radius, bottom: radius, left: radius, right: radius },
    engine: call.engine,
    out: y.values,
  };
  if (kind === "transposed") {
    conv2dBackwardInput(x.values, kernel, {
      ...shared,
      inputShape: y.shape,
      filterShape: [size, size, to, from],
      strides: [2, 2],
    });
    return;
  }
  const options = {
    ...shared,
    inputShape: x.shape,
    filterShape: [size, size, from, kind === "depthwise" ? 1 : to],
    strides: [stride, stride],
    border: padding === "reflect" ? "reflect" : "zeros",
  } as const;
  if (kind === "full") conv2d(x.values, kernel, options);
  else depthwiseConv2d(x.values, kernel, options);
}

/** Norm or bias, and the activation, in place. */
function finish(layer: Convolution, { shape, values }: Sheet, call: EngineCall): void {
  const { then, activation: name } = layer;
  if (then === "nothing") return;
  const { engine, generator: { norm }, statistics } = call;
  const of = (part: string) => weightOf(call, layer, part);
  const [out, beta] = [values, of("beta")];
  if (then === "bias" || norm === "none") {
    addBias(values, beta, { engine, out });
    if (name !== "none") ACTIVATIONS[name](values, { engine, out });
    return;
  }
  call.onMoments?.(layer.name, moments(values, { shape, axes: [1, 2], engine }));
  const options = {
    shape,
    layout: "channels-last",
    gamma: of("gamma"),
    beta,
    engine,
    out: { y: out },
    ...(name === "none" ? {} : { activation: name }),
  } as const;
  if (statistics === "frozen" || norm === "batch" && statistics === "running") {
    const [mean, variance] = [of(`${statistics}_mean`), of(`${statistics}_variance`)];
    batchNormInference(values, { ...options, mean, variance });
  } else if (norm === "layer") groupNorm(values, { ...options, groups: 1 });
  else if (norm === "group") groupNorm(values, { ...options, groups: GROUPS });
  // A batch of one picture has that picture's statistics.
  else instanceNorm(values, options);
}

function weightOf({ weights }: EngineCall, { name }: Convolution, part: string): Float32Array {
  const weight = weights.get(`${name}.${part}`);
  if (weight === undefined) throw new RangeError(`weights must have ${name}.${part}`);
  return weight.values;
}
