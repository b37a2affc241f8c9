/**
 * The options that the operations share.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import type { Tensor1D } from "@tensorflow/tfjs-core";

/**
 * The options of the operations with one scale and one shift per channel: {@linkcode batchNorm},
 * {@linkcode instanceNorm}, {@linkcode groupNorm}, {@linkcode positionalNorm},
 * {@linkcode globalResponseNorm}, and those whose own options extend these.
 */
export interface ChannelOptions {
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: Tensor1D;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: Tensor1D;
  /** Added to the variance, inside the root. Default 1e-5 (PyTorch's; Keras has 1e-3). */
  readonly epsilon?: number;
  /** Position of the channel axis. Default `"channels-last"`, as everywhere in TensorFlow.js. */
  readonly layout?: Layout;
}

/**
 * Statistics that do not come from the input: `running` of {@linkcode batchRenorm}, `reference` of
 * {@linkcode virtualBatchNorm}, and `fixed` of {@linkcode BatchMixOptions} and {@linkcode spade}. They are
 * not written, and not disposed of.
 */
export interface GivenMoments {
  /** The mean of each channel, `[c]`. */
  readonly mean: Tensor1D;
  /** Its variance, `[c]`. */
  readonly variance: Tensor1D;
}

/**
 * The options of the norms that mix batch statistics with others: {@linkcode batchInstanceNorm},
 * {@linkcode evoNormB0}, {@linkcode ibn} and {@linkcode switchableNorm}.
 */
export interface BatchMixOptions extends ChannelOptions {
  /** The batch statistics to use instead of this batch's: inference. */
  readonly fixed?: GivenMoments;
}
