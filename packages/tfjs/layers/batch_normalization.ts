/**
 * The layer `BatchNormalization`.
 *
 * @module
 */

import { mul, serialization, sub, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import type { layers } from "@tensorflow/tfjs-layers";
import { batchNorm, batchNormInference } from "../batch_norm.ts";
import { alongAxis, axisOf, oneTensor } from "./_call.ts";
import { type LayerWeight, type StockBatchNormalization, stockClass } from "./_stock.ts";
import type { StockClass, StockConfig } from "./_stock.ts";

/** What the layer takes: Keras 3's arguments, by the names of TensorFlow.js. */
export interface BatchNormalizationConfig extends StockConfig {
  /** The axis of the channels. Default -1. Any axis but 0 is right, unlike in the stock layer. */
  axis?: number;
  /** The weight of what moving statistics were before. Default 0.99. */
  momentum?: number;
  /** Added to the variance, inside the root. Default 1e-3. */
  epsilon?: number;
  /** Whether there is a beta. Default true. */
  center?: boolean;
  /** Whether there is a gamma. Default true. */
  scale?: boolean;
}

interface Affine {
  gamma?: Tensor1D;
  beta?: Tensor1D;
}

/** Gamma and beta as an operation takes them. */
export function affineOf({ gamma, beta }: { gamma?: LayerWeight; beta?: LayerWeight }): Affine {
  return {
    ...(gamma ? { gamma: gamma.read() as Tensor1D } : {}),
    ...(beta ? { beta: beta.read() as Tensor1D } : {}),
  };
}

let defined: StockClass | undefined;

/** The class, which is made and registered on first use. */
export function batchNormalizationClass(): StockClass {
  defined ??= define();
  return defined;
}

function define(): StockClass {
  class BatchNormalization extends stockClass() {
    override call(
      inputs: Tensor | Tensor[],
      kwargs: { readonly training?: boolean } = {},
    ): Tensor {
      return tidy(() => {
        const x = oneTensor(inputs);
        const axis = axisOf(this.axis, x.shape.length);
        // A layer that is not trainable infers, as in Keras since version 2.
        const training = kwargs.training === true && this.trainable;
        return alongAxis(x, axis, (x, layout) => {
          const options = { layout, epsilon: this.epsilon, ...affineOf(this) };
          if (!training) {
            const mean = this.movingMean.read() as Tensor1D;
            const variance = this.movingVariance.read() as Tensor1D;
            return batchNormInference(x, { ...options, mean, variance });
          }
          const { y, mean, variance } = batchNorm(x, options);
          move(this, this.movingMean, mean);
          move(this, this.movingVariance, variance);
          return y;
        });
      });
    }
  }
  serialization.registerClass(BatchNormalization, "Evenkeel");
  return BatchNormalization;
}

function move({ momentum }: StockBatchNormalization, moving: LayerWeight, batch: Tensor): void {
  tidy(() => {
    const before = moving.read();
    moving.write(sub(before, mul(sub(before, batch), 1 - momentum)));
  });
}

/**
 * Batch normalization as a layer, with Keras 3's arguments and defaults: in training
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta` over samples and positions; otherwise with
 * moving statistics, `moving = moving * momentum + batch * (1 - momentum)`, the variance biased.
 *
 * `call(x, { training: true })` trains; `trainable = false` makes it infer in any case. Inputs of rank 2
 * to 5, channels along any axis but 0. Weights stand in Keras's order: gamma, beta, moving_mean,
 * moving_variance. A saved model calls the class `BatchNormalization`, so Keras and stock TensorFlow.js
 * load it; once this function was called, models that are loaded get this class.
 *
 * @throws {RangeError} If the axis is 0 or there is none such, when it is called.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { batchNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = batchNormalization({ epsilon: 0, scale: false });
 * const y = layer.apply(tensor2d([[1], [3]]), { training: true });
 * assertEquals("dataSync" in y ? [...y.dataSync()] : [], [-1, 1]);
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167
 */
export function batchNormalization(config: BatchNormalizationConfig = {}): layers.Layer {
  return new (batchNormalizationClass())(config);
}
