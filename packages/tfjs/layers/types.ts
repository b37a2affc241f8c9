/** The arguments that the layers share, in Keras's words. */

import type { layers } from "@tensorflow/tfjs-layers";

// TensorFlow.js exports these types under no name of their own.
type StockConfig = NonNullable<Parameters<typeof layers.batchNormalization>[0]>;

/**
 * What every layer takes, those of TensorFlow.js too: `name`, `trainable`, `inputShape`, `weights` and so on.
 */
export type LayerArgs = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;

/** An initializer of `tf.initializers`, or the name of one, such as `"ones"`. */
export type InitializerLike = NonNullable<StockConfig["gammaInitializer"]>;

/** A regularizer of `tf.regularizers`, or the name of one, such as `"l1l2"`. */
export type RegularizerLike = NonNullable<StockConfig["gammaRegularizer"]>;

/** A constraint of `tf.constraints`, or the name of one, such as `"nonNeg"`. */
export type ConstraintLike = NonNullable<StockConfig["gammaConstraint"]>;

/**
 * The arguments that the layers with a gamma and a beta share: {@linkcode BatchNormalization},
 * {@linkcode GroupNormalization}, {@linkcode InstanceNormalization} and, with axes of its own,
 * {@linkcode LayerNormalization}.
 */
export interface AffineConfig extends LayerArgs {
  /**
   * The axis of the channels, not that of the samples; negative counts from the end. Default -1,
   * channels last.
   */
  readonly axis?: number;
  /** Added to the variance, inside the root; at least 0. Default 1e-3, which is Keras's. */
  readonly epsilon?: number;
  /** Whether to add beta. Default true. */
  readonly center?: boolean;
  /** Whether to multiply by gamma. Default true. */
  readonly scale?: boolean;
  /** What beta starts with. Default `"zeros"`. */
  readonly betaInitializer?: InitializerLike;
  /** What gamma starts with. Default `"ones"`. */
  readonly gammaInitializer?: InitializerLike;
  /** A penalty on beta. Default: none. */
  readonly betaRegularizer?: RegularizerLike;
  /** A penalty on gamma. Default: none. */
  readonly gammaRegularizer?: RegularizerLike;
  /** What beta is projected to by `setWeights`; optimizers of TensorFlow.js do not. Default: none. */
  readonly betaConstraint?: ConstraintLike;
  /** What gamma is projected to by `setWeights`; optimizers of TensorFlow.js do not. Default: none. */
  readonly gammaConstraint?: ConstraintLike;
}
