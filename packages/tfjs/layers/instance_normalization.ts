/** The instance normalization layer. */

import { type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { instanceNorm } from "../instance_norm.ts";
import { AffineLayer } from "./_affine_layer.ts";
import { withChannelsMoved } from "./_channel_views.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import type { AffineConfig } from "./types.ts";

/** What {@linkcode instanceNormalization} takes: the arguments of TensorFlow Addons. */
export type InstanceNormalizationConfig = AffineConfig;

const MIN_RANK = 3;

/**
 * Normalizes each channel of each sample over its positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * The layer that TensorFlow Addons called `InstanceNormalization` and that Keras 3 spells
 * `GroupNormalization(groups=-1)`: epsilon 1e-3, inside the root, one gamma and beta per channel.
 * (keras-contrib's layer of that name adds epsilon outside the root, and by default normalizes over the
 * channels too.) There are no moving statistics: training and inference are the same, and a sample's
 * result does not depend on the rest of the batch.
 *
 * Input `[n, ...spatial, c]`, rank at least 3, or with the channels along another `axis` but the first;
 * output of the same shape. Weights: gamma, beta (`[c]` each). An empty input gives an empty output; a
 * channel of one position, or of equal ones, becomes beta; NaN stays in its channel of its sample.
 *
 * Tested against PyTorch in float64: within 1e-6 of the largest value on the backend cpu, gradients included.
 *
 * @throws {RangeError} If an argument is out of range, or, when built, if the rank is less than 3, the
 * axis is that of the samples, or the number of channels is unknown.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor3d } from "@tensorflow/tfjs-core";
 * import { InstanceNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new InstanceNormalization({ epsilon: 0 });
 * const y = layer.apply(tensor3d([[[1, 10], [3, 30]]])); // one sample, two positions, two channels
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [-1, -1, 1, 1]);
 * ```
 *
 * @see Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), arXiv 1607.08022
 */
export class InstanceNormalization extends AffineLayer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>InstanceNormalization`;

  /** Makes the layer, and registers its class. */
  constructor(config: InstanceNormalizationConfig = {}) {
    super(config, "evenkeel_instance_normalization");
    registerOnce(InstanceNormalization);
  }

  /** Makes gamma and beta. */
  override build(inputShape: Shape | Shape[]): void {
    this.buildAffine(inputShape, MIN_RANK);
    this.built = true;
  }

  /** Normalizes one tensor. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { x, axis } = this.open(inputs, kwargs);
      return withChannelsMoved(
        x,
        axis,
        (moved, layout) => instanceNorm(moved, { ...this.affine(), layout }),
      );
    });
  }
}

/**
 * Makes an {@linkcode InstanceNormalization} layer.
 *
 * @param config Axis (-1), epsilon (1e-3), center and scale (true), and the initializers, regularizers
 * and constraints of gamma and beta.
 * @returns A new layer, whose weights are made when it is built.
 * @throws {RangeError} If an argument is out of range.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { instanceNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = instanceNormalization().apply(input({ shape: [64, 64, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 64, 64, 3]);
 * ```
 */
export function instanceNormalization(
  config: InstanceNormalizationConfig = {},
): InstanceNormalization {
  return new InstanceNormalization(config);
}
