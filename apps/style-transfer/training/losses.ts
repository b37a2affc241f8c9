/** What the two nets are told. */

import { instanceNorm } from "@evenkeel/tfjs";
import * as tf from "@tensorflow/tfjs-core";

const POOL_PX = 4;
/** Isola et al., 2017. */
const PAIR_WEIGHT = 100;
const LUMINANCE = [0.299, 0.587, 0.114];

/** What the nets may play for. */
export const GAN_LOSSES = ["least-squares", "hinge", "non-saturating"] as const;
/** One of the names. */
export type GanLoss = typeof GAN_LOSSES[number];

/** The two sides of a game over the scores of one judge; both are to be made small. */
interface Game {
  readonly generator: (painted: tf.Tensor) => tf.Scalar;
  readonly discriminator: (real: tf.Tensor, painted: tf.Tensor) => tf.Scalar;
}

const GAMES: Readonly<Record<GanLoss, Game>> = {
  // Mao et al., 2017: real pictures should score 1, painted ones 0.
  "least-squares": {
    generator: (painted) => squaredDistance(painted, 1),
    discriminator: (real, painted) =>
      tf.mul(tf.add(squaredDistance(real, 1), squaredDistance(painted, 0)), 0.5),
  },
  // Lim and Ye, 2017: scores beyond 1 and -1 are good enough.
  "hinge": {
    generator: (painted) => tf.neg(tf.mean(painted)),
    discriminator: (real, painted) =>
      tf.add(tf.mean(tf.relu(tf.sub(1, real))), tf.mean(tf.relu(tf.add(1, painted)))),
  },
  // Goodfellow et al., 2014: scores are logits.
  "non-saturating": {
    generator: (painted) => tf.mean(tf.softplus(tf.neg(painted))),
    discriminator: (real, painted) =>
      tf.add(tf.mean(tf.softplus(tf.neg(real))), tf.mean(tf.softplus(painted))),
  },
};

/** What the generator is told of the scores that its paintings got: the mean over the judges. */
export function generatorLoss(loss: GanLoss, painted: readonly tf.Tensor[]): tf.Scalar {
  return mean(painted.map((scores) => GAMES[loss].generator(scores)));
}

/** What the discriminator is told of its scores: the mean over the judges. */
export function discriminatorLoss(
  loss: GanLoss,
  real: readonly tf.Tensor[],
  painted: readonly tf.Tensor[],
): tf.Scalar {
  return mean(real.map((scores, i) => GAMES[loss].discriminator(scores, painted[i]!)));
}

function mean(losses: readonly tf.Scalar[]): tf.Scalar {
  const [first, ...rest] = losses;
  if (rest.length === 0) return first!;
  return tf.div(rest.reduce((sum, loss) => tf.add(sum, loss), first!), losses.length);
}

function squaredDistance(scores: tf.Tensor, target: 0 | 1): tf.Scalar {
  return tf.mean(tf.square(tf.sub(scores, target)));
}

/**
 * What staying close to the content may mean: an equal layout of light and dark, or of light itself; that
 * the way back leads to the picture (CycleGAN); that patches resemble where they come from (CUT); that the
 * painting is the one that belongs to the picture (pix2pix).
 */
export const CONTENT_TERMS = ["lowpass", "tone", "cycle", "nce", "pairs"] as const;
/** One of the names. */
export type ContentTerm = typeof CONTENT_TERMS[number];

/**
 * How far the layout of light and dark has moved: the mean squared difference of luminance, pooled by 4.
 * With `"lowpass"` it is standardized per picture, so that contrast and brightness are free to change; with
 * `"tone"` they are not.
 */
export function contentLoss(
  term: "lowpass" | "tone",
  x: tf.Tensor4D,
  y: tf.Tensor4D,
): tf.Scalar {
  const [from, to] = [x, y].map(pooledLuminance).map((light) =>
    term === "tone" ? light : instanceNorm(light, { epsilon: 1e-3 })
  );
  return tf.mean(tf.square(tf.sub(from!, to!)));
}

/** How far paintings are from those that belong to their pictures: 100 times the mean difference (pix2pix). */
export function pairLoss(painting: tf.Tensor4D, truth: tf.Tensor4D): tf.Scalar {
  return tf.mul(PAIR_WEIGHT, tf.mean(tf.abs(tf.sub(painting, truth))));
}

function pooledLuminance(x: tf.Tensor4D): tf.Tensor4D {
  const gray = tf.conv2d(x, tf.tensor4d(LUMINANCE, [1, 1, 3, 1]), 1, "valid");
  return tf.avgPool(gray, POOL_PX, POOL_PX, "valid");
}
