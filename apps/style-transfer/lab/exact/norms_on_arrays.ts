/** Norms of float64 arrays, forward and backward in one call. */

import {
  type BackwardResult,
  batchNorm,
  batchNormBackward,
  ghostBatchNorm,
  ghostBatchNormBackward,
  groupNorm,
  groupNormBackward,
  instanceNorm,
  instanceNormBackward,
  layerNorm,
  layerNormBackward,
} from "@evenkeel/kernels";

/** What goes in. */
export interface NormInput {
  readonly x: Float64Array;
  /** The gradient at the output. */
  readonly dy: Float64Array;
  /** `[n, c, positions]`. */
  readonly shape: readonly [number, number, number];
  readonly gamma?: Float64Array;
  readonly beta?: Float64Array;
}

/** What comes out. */
export interface NormOutput extends BackwardResult<Float64Array> {
  readonly y: Float64Array;
}

/** Batch norm. */
export function runBatchNorm({ x, dy, ...options }: NormInput): NormOutput {
  const { y, ...kept } = batchNorm(x, options);
  return { y, ...batchNormBackward(dy, x, { ...options, ...kept }) };
}

/** Batch norm by ghost batches of so many samples. */
export function runGhostBatchNorm(
  { x, dy, ...given }: NormInput,
  ghostSize: number,
): NormOutput {
  const options = { ...given, ghostSize };
  const { y, ...kept } = ghostBatchNorm(x, options);
  return { y, ...ghostBatchNormBackward(dy, x, { ...options, ...kept }) };
}

/** Instance norm. */
export function runInstanceNorm({ x, dy, ...options }: NormInput): NormOutput {
  const { y, ...kept } = instanceNorm(x, options);
  return { y, ...instanceNormBackward(dy, x, { ...options, ...kept }) };
}

/** Group norm by so many groups. */
export function runGroupNorm({ x, dy, ...given }: NormInput, groups: number): NormOutput {
  const options = { ...given, groups };
  const { y, ...kept } = groupNorm(x, options);
  return { y, ...groupNormBackward(dy, x, { ...options, ...kept }) };
}

/** Layer norm of whole samples, without scale and shift: its own are one per element. */
export function runLayerNorm({ x, dy, shape }: NormInput): NormOutput {
  const { y, ...kept } = layerNorm(x, { shape });
  return { y, ...layerNormBackward(dy, x, { shape, ...kept }) };
}
