/** There and back again is where one was: the content term of CycleGAN (Zhu et al., 2017, arXiv 1703.10593). */

import * as tf from "@tensorflow/tfjs-core";

const CYCLE_WEIGHT = 10;
const IDENTITY_WEIGHT = 0.5 * CYCLE_WEIGHT;

/** What two generators make of pictures. */
export interface CyclePictures {
  /** `content` and `style`, each painted into the other and then back. */
  readonly cycled: { readonly content: tf.Tensor; readonly style: tf.Tensor };
  /** `content` and `style`, each painted as what it is already. */
  readonly same: { readonly content: tf.Tensor; readonly style: tf.Tensor };
}

/**
 * Both mean distances after a cycle, times 10, and both between a picture and itself painted as what it
 * is already, times 5.
 */
export function cycleLoss(
  { content, style }: { readonly content: tf.Tensor; readonly style: tf.Tensor },
  { cycled, same }: CyclePictures,
): tf.Scalar {
  const cycle = tf.add(distance(cycled.content, content), distance(cycled.style, style));
  const identity = tf.add(distance(same.content, content), distance(same.style, style));
  return tf.add(tf.mul(cycle, CYCLE_WEIGHT), tf.mul(identity, IDENTITY_WEIGHT));
}

function distance(a: tf.Tensor, b: tf.Tensor): tf.Scalar {
  return tf.mean(tf.abs(tf.sub(a, b)));
}
