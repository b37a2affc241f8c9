/** DiffAugment: changes that the discriminator sees in real and painted pictures alike. */

import { reflectionPad2d } from "@evenkeel/tfjs/reflection-pad";
import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";

/** What may be changed. */
export const AUGMENTATIONS = ["shift", "cutout", "color"] as const;
/** One of the names. */
export type Augmentation = typeof AUGMENTATIONS[number];

const SHIFT_SHARE = 1 / 8;
const CUTOUT_SHARE = 1 / 2;
const BRIGHTNESS = 0.5;
const MOST_SATURATION = 2;
const CONTRASTS = [0.5, 1.5] as const;

const CHANGES: Readonly<Record<Augmentation, (x: tf.Tensor4D, random: Random) => tf.Tensor4D>> = {
  shift,
  cutout,
  color,
};

/**
 * Changes each picture of `[n, h, w, 3]` in its own random way, differentiably (Zhao et al., 2020,
 * arXiv 2006.10738): a discriminator cannot learn few pictures by heart then, and a generator gains
 * nothing from what only its own pictures would show. A shift also keeps the strides of the two nets from
 * falling into step, which shows as a grid.
 */
export function augment(
  x: tf.Tensor4D,
  augmentations: readonly Augmentation[],
  random: Random,
): tf.Tensor4D {
  return augmentations.reduce((y, name) => CHANGES[name](y, random), x);
}

/** By up to an eighth of the size; what comes in at a border is the mirrored picture. */
function shift(x: tf.Tensor4D, random: Random): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  const reach = Math.round(SHIFT_SHARE * Math.min(h, w));
  const padded = reflectionPad2d(x, reach);
  return tf.concat(Array.from({ length: n }, (_, i) => {
    const [top, left] = [random.integer(2 * reach + 1), random.integer(2 * reach + 1)];
    return tf.slice(padded, [i, top, left, 0], [1, h, w, c]);
  }));
}

/** A box of half the height and width turns gray, anywhere, some of it perhaps outside. */
function cutout(x: tf.Tensor4D, random: Random): tf.Tensor4D {
  const [n, h, w] = x.shape;
  const [boxHeight, boxWidth] = [Math.round(CUTOUT_SHARE * h), Math.round(CUTOUT_SHARE * w)];
  const mask = new Float32Array(n * h * w).fill(1);
  for (let i = 0; i < n; i++) {
    const top = random.integer(h + 1) - (boxHeight >> 1);
    const left = random.integer(w + 1) - (boxWidth >> 1);
    for (let row = Math.max(0, top); row < Math.min(h, top + boxHeight); row++) {
      const line = (i * h + row) * w;
      mask.fill(0, line + Math.max(0, left), line + Math.min(w, left + boxWidth));
    }
  }
  return tf.mul(x, tf.tensor4d(mask, [n, h, w, 1]));
}

/** Brightness, saturation and contrast. Not for styles that are a choice of colors: it hides them. */
function color(x: tf.Tensor4D, random: Random): tf.Tensor4D {
  const n = x.shape[0];
  const each = (value: () => number) => tf.tensor4d(Array.from({ length: n }, value), [n, 1, 1, 1]);
  const brighter = tf.add(x, each(() => random.between(-BRIGHTNESS, BRIGHTNESS)));
  const saturated = stretch(brighter, [3], each(() => random.between(0, MOST_SATURATION)));
  return stretch(saturated, [1, 2, 3], each(() => random.between(...CONTRASTS)));
}

/** Moves everything away from its mean over some axes, or towards it. */
function stretch(x: tf.Tensor, axes: number[], factor: tf.Tensor): tf.Tensor4D {
  const center = tf.mean(x, axes, true);
  return tf.add(center, tf.mul(tf.sub(x, center), factor));
}
