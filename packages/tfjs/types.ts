/**
 * The options that the operations share.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import type { Tensor1D } from "@tensorflow/tfjs-core";

/** The options of every operation that has one scale and one shift per channel. */
export interface ChannelOptions {
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: Tensor1D;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: Tensor1D;
  /** Added to the variance, inside the root. Default 1e-5 (PyTorch's; Keras has 1e-3). */
  readonly epsilon?: number;
  /** Where the channels stand. Default `"channels-last"`, as everywhere in TensorFlow.js. */
  readonly layout?: Layout;
}
