/** Where the channels of a tensor stand, and parameters in the shape that meets them. */

import type { Layout } from "@evenkeel/kernels";
import { createPlan } from "@evenkeel/kernels/plan";
import { add, mul, reshape, type Tensor, type Tensor1D, util } from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { zerosFor } from "./_held.ts";

/** The sizes of an input. */
export interface Channels {
  readonly shape: readonly number[];
  readonly layout: Layout;
  /** Samples. */
  readonly n: number;
  /** Channels. */
  readonly c: number;
  /** Which axis has the channels. */
  readonly axis: number;
  /** Positions of one channel of one sample. */
  readonly positions: number;
}

/** Checks the shape and the layout of an input. */
export function channelsOf(x: Tensor, layout: Layout = "channels-last"): Channels {
  const { shape } = convertToTensor("x", x);
  createPlan({ kind: "instance", shape, layout });
  const axis = layout === "channels-last" ? shape.length - 1 : 1;
  const n = shape[0]!, c = shape[axis]!;
  const positions = util.sizeFromShape(shape.filter((_, i) => i !== 0 && i !== axis));
  return { shape, layout, n, c, axis, positions };
}

/** One number per channel, a vector of its own. */
export function ofChannels(name: string, tensor: Tensor, c: number): Tensor1D {
  return sized(name, tensor, { size: c, unit: "channels" });
}

/** One number per channel, shaped to meet the input. */
export function perChannel(name: string, tensor: Tensor, at: Channels): Tensor {
  return alongAxes(ofChannels(name, tensor, at.c), at, (i) => i === at.axis);
}

/** One number per channel of each sample, shaped to meet the input. */
export function perInstance(tensor: Tensor, at: Channels): Tensor {
  return alongAxes(tensor, at, (i) => i === 0 || i === at.axis);
}

/** Shaped to meet the input: of its sizes along some axes, and 1 along all others. */
export function alongAxes(
  tensor: Tensor,
  { shape }: Channels,
  isKept: (axis: number) => boolean,
): Tensor {
  // The gradients of TensorFlow.js do not add up what was repeated no times: they throw.
  if (shape.includes(0)) return zerosFor([tensor], shape);
  return reshape(tensor, shape.map((size, i) => isKept(i) ? size : 1));
}

/** `xhat * gamma + beta`, each of them if it is there. */
export function shiftAndScale(
  xhat: Tensor,
  { gamma, beta }: { readonly gamma?: Tensor | undefined; readonly beta?: Tensor | undefined },
  at: Channels,
): Tensor {
  const scaled = gamma ? mul(xhat, perChannel("gamma", gamma, at)) : xhat;
  return beta ? add(scaled, perChannel("beta", beta, at)) : scaled;
}

/** A vector of so many float32 numbers, a tensor of its own. A matrix of as many is none. */
export function sized(
  name: string,
  tensor: Tensor,
  { size, unit }: { readonly size: number; readonly unit: string },
): Tensor1D {
  const checked = convertToTensor(name, tensor), { rank, shape } = checked;
  demand(rank === 1, `${name} must be a vector`, shape);
  demand(shape[0] === size, `${name} must have ${size} elements (${unit})`, shape[0]);
  return reshape(checked, [size]);
}

/** A tensor of float32 numbers of this shape. */
export function shaped(
  name: string,
  tensor: Tensor,
  { shape, unit }: { readonly shape: readonly number[]; readonly unit: string },
): Tensor {
  const checked = convertToTensor(name, tensor);
  const isLike = String(checked.shape) === String(shape);
  demand(isLike, `${name} must be [${shape}] ${unit}`, checked.shape);
  return checked;
}
