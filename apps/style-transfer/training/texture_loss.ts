/**
 * How far the texture of a painting is from that of the style, without a net that somebody else trained:
 * Gram matrices of what fixed random filters see. It brings colors and strokes long before a discriminator
 * has learned to tell them.
 */

import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";

const FILTERS = 32;
const KERNEL_PX = 7;
/** Each is half as large as the one before. */
const SCALES = 3;
const KERNEL_DEVIATION = 3;
const BIAS_DEVIATION = 0.3;
/** The filters are the same for everybody. */
const SEED = 1;

/** The least height and width of pictures: at the smallest scale a filter has to fit. */
export const MIN_TEXTURE_PX: number = KERNEL_PX * 2 ** (SCALES - 1);

interface FilterBank {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

let drawn: FilterBank | undefined;

/**
 * The mean over three scales of `|Gp - Gs|^2 / |Gs|^2`, in Frobenius norms. `G` are means over pixels and
 * pictures of `r r'`, where `r = relu(filters * picture + bias)` at a pixel.
 *
 * @param painting `[n, h, w, 3]` from -1 to 1, at least {@linkcode MIN_TEXTURE_PX} high and wide.
 * @param style Others, of any number and size.
 *
 * @see Ustyuzhaninov, Brendel, Gatys, Bethge, "What does it take to generate natural textures?" (2017): one
 *   layer of random filters at several scales does; Gatys et al. (2015), arXiv 1505.07376, for the matrix
 */
export function textureLoss(painting: tf.Tensor4D, style: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() => {
    const bank = drawn ??= drawFilters();
    const distances: tf.Scalar[] = [];
    for (let scale = 0, x = painting, y = style; scale < SCALES; scale++) {
      if (scale > 0) {
        x = tf.avgPool(x, 2, 2, "valid");
        y = tf.avgPool(y, 2, 2, "valid");
      }
      const [ours, wanted] = [x, y].map((it) => gram(it, bank));
      const apart = tf.sum(tf.squaredDifference(ours!, wanted!));
      distances.push(tf.div(apart, tf.sum(tf.square(wanted!))));
    }
    return tf.div(tf.addN(distances), SCALES);
  });
}

function gram(x: tf.Tensor4D, { kernel, bias }: FilterBank): tf.Tensor2D {
  const filters = tf.tensor4d(kernel, [KERNEL_PX, KERNEL_PX, 3, FILTERS]);
  const seen = tf.relu(tf.add(tf.conv2d(x, filters, 1, "valid"), tf.tensor1d(bias)));
  const pixels = tf.reshape(seen, [-1, FILTERS]) as tf.Tensor2D;
  return tf.div(tf.matMul(pixels, pixels, true, false), pixels.shape[0]);
}

function drawFilters(): FilterBank {
  const random = new Random(SEED);
  const size = KERNEL_PX * KERNEL_PX * 3;
  const deviation = KERNEL_DEVIATION / Math.sqrt(size);
  return {
    kernel: Float32Array.from({ length: size * FILTERS }, () => deviation * random.normal()),
    bias: Float32Array.from({ length: FILTERS }, () => BIAS_DEVIATION * random.normal()),
  };
}
