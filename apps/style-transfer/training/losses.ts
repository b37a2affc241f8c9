/** What the two nets are told. */

import { instanceNorm } from "@evenkeel/tfjs";
import * as tf from "@tensorflow/tfjs-core";

const POOL_PX = 4;
const LUMINANCE = [0.299, 0.587, 0.114];

/** Least squares (Mao et al., 2017): the mean of `(score - target) ** 2`. */
export function leastSquares(scores: tf.Tensor, target: 0 | 1): tf.Scalar {
  return tf.mean(tf.square(tf.sub(scores, target)));
}

/**
 * How far the layout of light and dark has moved: the mean squared difference of luminance, pooled by 4
 * and standardized per picture, so that contrast and brightness are free to change.
 */
export function contentLoss(x: tf.Tensor4D, y: tf.Tensor4D): tf.Scalar {
  return tf.mean(tf.square(tf.sub(lowPass(x), lowPass(y))));
}

function lowPass(x: tf.Tensor4D): tf.Tensor4D {
  const gray = tf.conv2d(x, tf.tensor4d(LUMINANCE, [1, 1, 3, 1]), 1, "valid");
  return instanceNorm(tf.avgPool(gray, POOL_PX, POOL_PX, "valid"), { epsilon: 1e-3 });
}
