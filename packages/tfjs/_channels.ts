/** Where the channels of a tensor stand, and parameters in the shape that meets them. */

import type { Layout } from "@evenkeel/kernels";
import { createPlan } from "@evenkeel/kernels/plan";
import { add, mul, reshape, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";

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
  const positions = shape.reduce(
    (product, size, i) => i === 0 || i === axis ? product : product * size,
    1,
  );
  return { shape, layout, n, c, axis, positions };
}

/** One number per channel, a vector of its own. */
export function ofChannels(name: string, tensor: Tensor, c: number): Tensor1D {
  return sized(name, tensor, { size: c, unit: "channels" });
}

/** One number per channel, shaped to meet the input. */
export function perChannel(name: string, tensor: Tensor, { shape, axis, c }: Channels): Tensor {
  return reshape(ofChannels(name, tensor, c), shape.map((_, i) => i === axis ? c : 1));
}

/** One number per channel of each sample, shaped to meet the input. */
export function perInstance(name: string, tensor: Tensor, { shape, axis, n, c }: Channels): Tensor {
  const checked = sized(name, tensor, { size: n * c, unit: "channels of each sample" });
  return reshape(checked, shape.map((size, i) => i === 0 || i === axis ? size : 1));
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

/** A vector of so many float32 numbers, a tensor of its own. */
export function sized(
  name: string,
  tensor: Tensor,
  { size, unit }: { readonly size: number; readonly unit: string },
): Tensor1D {
  const checked = convertToTensor(name, tensor);
  demand(checked.size === size, `${name} must have ${size} elements (${unit})`, checked.size);
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
