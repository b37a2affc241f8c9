/** The R1 penalty: how steep the discriminator is at real pictures. */

import * as tf from "@tensorflow/tfjs-core";

/** The penalty is computed once in so many steps, and counts as often then (Karras et al., 2020). */
export const PENALTY_EVERY = 16;

/**
 * Half the squared length of the scores' gradient, per real picture (Mescheder et al., 2018, arXiv
 * 1801.04406), times {@linkcode PENALTY_EVERY}; differentiable in the weights that `judge` uses.
 */
export function slopePenalty(
  real: tf.Tensor4D,
  judge: (x: tf.Tensor4D) => readonly tf.Tensor[],
): tf.Scalar {
  const score = (x: tf.Tensor): tf.Scalar => {
    // The mean over a judge's patches, the sum over the batch: pictures do not touch each other.
    const scores = judge(x as tf.Tensor4D).map((map) => tf.sum(tf.mean(map, [1, 2, 3])));
    return tf.div(tf.addN(scores), scores.length);
  };
  const slope = tf.grad(score)(real);
  return tf.mul(tf.sum(tf.square(slope)), PENALTY_EVERY / 2 / real.shape[0]);
}
