/** The group normalization layer. */

import { type serialization, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { groupNorm } from "../group_norm.ts";
import { AffineLayer } from "./_affine_layer.ts";
import { withChannelsMoved } from "./_channel_views.ts";
import { readGroups } from "./_check_config.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import type { AffineConfig } from "./types.ts";

/** What {@linkcode groupNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface GroupNormalizationConfig extends AffineConfig {
  /** How many groups: a divisor of the channels, or -1 for one group per channel. Default 32. */
  readonly groups?: number;
}

const DEFAULT_GROUPS = 32;
const MIN_RANK = 2;

/**
 * Normalizes each group of neighboring channels of each sample over its channels and positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * The layer of Keras and of TensorFlow Addons: epsilon 1e-3, one gamma and beta per channel.
 * `groups: -1` is instance normalization, `groups: 1` normalizes a sample as a whole. (keras-contrib's
 * layer of that name cuts channels-last input into blocks of rows instead; `@evenkeel/tfjs/keras` loads
 * it.) Training and inference are the same.
 *
 * Input of rank 2 or more with the channels along `axis`, any but the first; output of the same shape.
 * Weights: gamma, beta (`[c]` each). An empty input gives an empty output; a group of one element, or of
 * equal ones, becomes beta; NaN stays in its group of its sample.
 *
 * Tested against what models of Keras 3.15, tf.keras 2.15 and TensorFlow Addons predict: within 1e-5 of the
 * largest value, on the backend cpu. `groupNorm` of `@evenkeel/tfjs`, which it calls, is tested to 1e-6.
 *
 * @throws {RangeError} If an argument is out of range, or, when built, if the channels are unknown or
 * no multiple of `groups`, or the axis does not fit the input.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { GroupNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new GroupNormalization({ groups: 2, epsilon: 0 });
 * const y = layer.apply(tensor2d([[1, 3, 10, 30]]));
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [-1, 1, -1, 1]);
 * ```
 *
 * @see Wu, He, "Group Normalization" (2018), arXiv 1803.08494
 */
export class GroupNormalization extends AffineLayer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>GroupNormalization`;

  /** How many groups, as it was given. */
  readonly groups: number;

  /** Makes the layer, and registers its class. */
  constructor(config: GroupNormalizationConfig = {}) {
    super(config, "evenkeel_group_normalization");
    registerOnce(GroupNormalization);
    this.supportsMasking = true;
    this.groups = readGroups(config.groups ?? DEFAULT_GROUPS);
  }

  /** Makes gamma and beta. */
  override build(inputShape: Shape | Shape[]): void {
    const channels = this.buildAffine(inputShape, MIN_RANK);
    if (this.groups > 0 && channels % this.groups !== 0) {
      throw new RangeError(`groups must divide ${channels} channels, got ${this.groups}`);
    }
    this.built = true;
  }

  /** Normalizes one tensor. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { x, axis } = this.open(inputs, kwargs);
      const groups = this.groups === -1 ? x.shape[axis]! : this.groups;
      return withChannelsMoved(
        x,
        axis,
        (moved, layout) => groupNorm(moved, { ...this.affine(), layout, groups }),
      );
    });
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}

/**
 * Makes a {@linkcode GroupNormalization} layer.
 *
 * @param config Groups (32), axis (-1), epsilon (1e-3), center and scale (true), and the initializers,
 * regularizers and constraints of gamma and beta.
 * @returns A new layer, whose weights are made when it is built.
 * @throws {RangeError} If an argument is out of range.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { groupNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = groupNormalization({ groups: 8 }).apply(input({ shape: [64, 64, 32] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 64, 64, 32]);
 * ```
 */
export function groupNormalization(config: GroupNormalizationConfig = {}): GroupNormalization {
  return new GroupNormalization(config);
}
