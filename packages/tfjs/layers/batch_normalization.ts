/** The batch normalization layer. */

import {
  add,
  mul,
  type serialization,
  sub,
  type Tensor,
  type Tensor1D,
  tidy,
} from "@tensorflow/tfjs-core";
import type { LayerVariable, Shape } from "@tensorflow/tfjs-layers";
import { batchNorm, batchNormInference } from "../batch_norm.ts";
import { AffineLayer } from "./_affine_layer.ts";
import { withJoinedAxes } from "./_channel_views.ts";
import { checkMomentum } from "./_check_config.ts";
import { resolveIdentifier, serializeIdentifier } from "./_identifiers.ts";
import { findMask, maskedMoments } from "./_masked_moments.ts";
import type { Initializer } from "./_parameter.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import { isTraining } from "./_training.ts";
import type { AffineConfig, InitializerLike } from "./types.ts";

/** What {@linkcode batchNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface BatchNormalizationConfig extends AffineConfig {
  /**
   * How much of the moving statistics is kept at each step, from 0 to 1. Default 0.99. This is Keras's
   * meaning; PyTorch's `momentum` is 1 minus it.
   */
  readonly momentum?: number;
  /** What the moving mean starts with. Default `"zeros"`. */
  readonly movingMeanInitializer?: InitializerLike;
  /** What the moving variance starts with. Default `"ones"`. */
  readonly movingVarianceInitializer?: InitializerLike;
  /** Not to be had in a layer, so never true: `@evenkeel/tfjs/sync-batch-norm` has an operation. */
  readonly synchronized?: false;
}

interface Moving {
  readonly mean: LayerVariable;
  readonly variance: LayerVariable;
}

const DEFAULT_MOMENTUM = 0.99;
const MIN_RANK = 2;

/**
 * Normalizes each channel over samples and positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`.
 *
 * In training, mean and biased variance are those of the batch, and the moving statistics follow:
 * `moving = moving * momentum + batch * (1 - momentum)`, the biased variance too, as in Keras 3.
 * Otherwise they are the moving statistics. `training` decides, an argument of the call that `fit` sets;
 * a layer that was called with it when the model was made keeps to that. `trainable = false`
 * freezes the layer: it uses its moving statistics and leaves them alone, also in training.
 * `model.trainable = false` freezes it, too, except with `scale` and `center` both off: TensorFlow.js marks
 * a model's weights, not its layers, and such a layer has no trainable weight to mark. `freeze(model)` covers
 * that case.
 * A mask (of the shape of the input without its channels) says which vectors count in training.
 *
 * Input of rank 2 or more with the channels along `axis`, any but the first; output of the same shape.
 * Weights: gamma, beta, moving_mean, moving_variance (`[c]` each). An empty batch leaves the moving
 * statistics alone. In training, one element per channel, or equal ones, have variance 0, so `y = beta`. NaN
 * stays in its channel, and in training goes on into that channel's moving statistics.
 *
 * Tested against PyTorch in float64, training and inference: within 1e-6 of the largest value on the backend
 * cpu, gradients and moving statistics included; with a mask, where the mean is a thousand standard
 * deviations, within 2e-5. What models of Keras 3.15 and of tf.keras 2.15 predict, it predicts within 1e-5.
 *
 * @throws {RangeError} If an argument is out of range, or, when built, if the axis does not fit the
 * input or the number of channels is unknown.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { BatchNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new BatchNormalization({ momentum: 0.5, epsilon: 0 });
 * const y = layer.apply(tensor2d([[1], [3]]), { training: true });
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [-1, 1]);
 * const [gamma, beta, movingMean, movingVariance] = layer.getWeights();
 * assertEquals([...movingMean!.dataSync()], [1]); // half of the way from 0 to 2
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167
 */
export class BatchNormalization extends AffineLayer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>BatchNormalization`;

  /** How much of the moving statistics is kept at each step. */
  readonly momentum: number;
  readonly #initializers: { readonly mean: Initializer; readonly variance: Initializer };
  #moving: Moving | undefined;

  /** Makes the layer, and registers its class. */
  constructor(config: BatchNormalizationConfig = {}) {
    super(config, "evenkeel_batch_normalization");
    registerOnce(BatchNormalization);
    this.supportsMasking = true;
    if (config.synchronized) {
      throw new RangeError(
        "synchronized must be false, got true: use syncBatchNorm of @evenkeel/tfjs/sync-batch-norm",
      );
    }
    this.momentum = checkMomentum(config.momentum ?? DEFAULT_MOMENTUM);
    const { movingMeanInitializer = "zeros", movingVarianceInitializer = "ones" } = config;
    this.#initializers = {
      mean: resolveIdentifier("movingMeanInitializer", movingMeanInitializer),
      variance: resolveIdentifier("movingVarianceInitializer", movingVarianceInitializer),
    };
  }

  /** Makes the weights. */
  override build(inputShape: Shape | Shape[]): void {
    const channels = this.buildAffine(inputShape, MIN_RANK);
    const { mean, variance } = this.#initializers;
    const make = (name: string, initializer: Initializer): LayerVariable =>
      this.addWeight(name, [channels], "float32", initializer, undefined, false);
    this.#moving = {
      mean: make("moving_mean", mean),
      variance: make("moving_variance", variance),
    };
    this.built = true;
  }

  /** Normalizes one tensor; `kwargs.training` says with which statistics. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { x, axis } = this.open(inputs, kwargs);
      const moving = this.#moving;
      if (moving === undefined) throw new Error("build must be called before call");
      if (this.#isFrozen() || !isTraining(this, kwargs)) return this.#infer(x, axis, moving);
      const mask = findMask(x, axis, kwargs["mask"]);
      if (mask !== undefined) return this.#trainMasked({ x, axis, mask }, moving);
      return this.#train(x, axis, moving);
    });
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return {
      ...super.getConfig(),
      momentum: this.momentum,
      movingMeanInitializer: serializeIdentifier(this.#initializers.mean),
      movingVarianceInitializer: serializeIdentifier(this.#initializers.variance),
    };
  }

  // `model.trainable = false` does not reach the layers of a model, only their weights.
  #isFrozen(): boolean {
    const weights = this._trainableWeights;
    return !this.trainable || (weights.length > 0 && weights.every((weight) => !weight.trainable));
  }

  #infer(x: Tensor, axis: number, moving: Moving): Tensor {
    const mean = moving.mean.read() as Tensor1D;
    const variance = moving.variance.read() as Tensor1D;
    return this.#normalizeWith({ x, axis }, { mean, variance });
  }

  #train(x: Tensor, axis: number, moving: Moving): Tensor {
    return withJoinedAxes(x, axis, (joined, layout) => {
      const { y, mean, variance } = batchNorm(joined, { ...this.affine(), layout });
      if (x.size > 0) this.#move(moving, { mean, variance });
      return y;
    });
  }

  #trainMasked(
    { x, axis, mask }: { readonly x: Tensor; readonly axis: number; readonly mask: Tensor },
    moving: Moving,
  ): Tensor {
    const moments = maskedMoments(x, axis, mask);
    if (x.size > 0) this.#move(moving, moments);
    return this.#normalizeWith({ x, axis }, moments);
  }

  #normalizeWith(
    { x, axis }: { readonly x: Tensor; readonly axis: number },
    fixed: { readonly mean: Tensor1D; readonly variance: Tensor1D },
  ): Tensor {
    return withJoinedAxes(
      x,
      axis,
      (joined, layout) => batchNormInference(joined, { ...this.affine(), ...fixed, layout }),
    );
  }

  #move(moving: Moving, batch: { readonly mean: Tensor; readonly variance: Tensor }): void {
    for (const name of ["mean", "variance"] as const) {
      const old = moving[name].read();
      moving[name].write(add(old, mul(sub(batch[name], old), 1 - this.momentum)));
    }
  }
}

/**
 * Makes a {@linkcode BatchNormalization} layer.
 *
 * @param config Axis (-1), momentum (0.99), epsilon (1e-3), center and scale (true), the initializers of
 * all four weights, and the regularizers and constraints of gamma and beta.
 * @returns A new layer, whose weights are made when it is built.
 * @throws {RangeError} If an argument is out of range.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { batchNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = batchNormalization().apply(input({ shape: [64, 64, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 64, 64, 3]);
 * ```
 */
export function batchNormalization(config: BatchNormalizationConfig = {}): BatchNormalization {
  return new BatchNormalization(config);
}
