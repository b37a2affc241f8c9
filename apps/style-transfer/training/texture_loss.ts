/**
 * How far the texture of a painting is from that of the style, without a net that somebody else trained: as
 * sets of patches. It brings colors and strokes long before a discriminator has learned to tell them.
 */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";

type Shape4D = [number, number, number, number];

const PATCH_PX = 7;
/** How many directions patches are compared along, at each scale. */
const DIRECTIONS = 32;
/** About how many patches of a batch are compared at most, at each scale. */
const PATCHES = 1024;
/** The least height and width of the coarsest scale. */
const COARSEST_PX = 16;

/**
 * The sliced Wasserstein distance between the 7x7 patches of two batches: along a random direction, the mean
 * absolute difference of sorted projections. A mean over 32 directions, and over scales, each half as large
 * as the one before, down to 16 pixels. Of each scale, about a thousand patches at most count, on a grid.
 *
 * @param painting `[n, h, w, 3]` from -1 to 1, at least 16 high and wide.
 * @param style Of the same shape.
 * @param random Draws the directions, and where the grid lies. Drawn anew for each step, they see all
 *   patches from all sides in time.
 * @throws {RangeError} If the shapes differ, or are too small.
 *
 * @see Rabin, Peyré, Delon, Bernot, "Wasserstein barycenter and its application to texture mixing" (2011);
 *   Elnekave and Weiss, "Generating natural images with direct patch distributions matching" (2022),
 *   arXiv 2203.11862, who take random filters for directions
 */
export function textureLoss(
  painting: tf.Tensor4D,
  style: tf.Tensor4D,
  random: Random,
): tf.Scalar {
  const [, height, width] = painting.shape;
  if (`${painting.shape}` !== `${style.shape}` || Math.min(height, width) < COARSEST_PX) {
    throw new RangeError(
      `painting and style must have one shape, at least ${COARSEST_PX} high and wide, ` +
        `got [${painting.shape}] and [${style.shape}]`,
    );
  }
  return tf.tidy(() => {
    const distances: tf.Scalar[] = [];
    let ours = painting, wanted = style;
    while (Math.min(ours.shape[1], ours.shape[2]) >= COARSEST_PX) {
      const slices = drawSlices(ours.shape, random);
      distances.push(sortedDistance(project(ours, slices), project(wanted, slices)));
      [ours, wanted] = [halve(ours), halve(wanted)];
    }
    return tf.div(tf.addN(distances), distances.length);
  });
}

/** Which patches count, and along which directions. */
interface Slices {
  /** Unit vectors in the space of patches, as filters of a convolution. */
  readonly directions: tf.Tensor4D;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
}

function drawSlices([n, height, width]: Shape4D, random: Random): Slices {
  const shape: Shape4D = [PATCH_PX, PATCH_PX, 3, DIRECTIONS];
  const values = Float32Array.from(
    { length: 3 * PATCH_PX ** 2 * DIRECTIONS },
    () => random.normal(),
  );
  const drawn = tf.tensor4d(values, shape);
  const wanted = Math.round(Math.sqrt(n * height * width / PATCHES));
  const stride = Math.max(1, Math.min(wanted, height - PATCH_PX, width - PATCH_PX));
  return {
    directions: tf.div(drawn, tf.sqrt(tf.sum(tf.square(drawn), [0, 1, 2]))),
    stride,
    top: random.integer(stride),
    left: random.integer(stride),
  };
}

/** Patches along each direction: `[directions, patches]`. */
function project(x: tf.Tensor4D, { directions, stride, top, left }: Slices): tf.Tensor2D {
  const [n, height, width] = x.shape;
  // As many patches wherever the grid lies.
  const part = tf.slice4d(x, [0, top, left, 0], [n, height - stride + 1, width - stride + 1, 3]);
  const seen = tf.conv2d(part, directions, stride, "valid");
  return tf.transpose(tf.reshape(seen, [-1, DIRECTIONS]) as tf.Tensor2D);
}

/** The mean absolute difference between the sorted rows of both. Its gradient goes to `a` alone. */
function sortedDistance(a: tf.Tensor2D, b: tf.Tensor2D): tf.Scalar {
  const [rows, columns] = a.shape;
  const compare = tf.customGrad((...given) => {
    const [x, save] = given as [tf.Tensor2D, tf.GradSaveFunc];
    const sorted = tf.topk(x, columns); // which sorts all of them
    const apart = tf.sub(sorted.values, tf.topk(b, columns).values);
    save([tf.sign(apart), sorted.indices]);
    return {
      value: tf.mean(tf.abs(apart)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sign, indices] = saved as [tf.Tensor2D, tf.Tensor2D];
        const starts = tf.range(0, rows * columns, columns, "int32");
        const places = tf.reshape(tf.add(indices, tf.reshape(starts, [rows, 1])), [-1, 1]);
        const back = tf.scatterND(places, tf.reshape(sign, [-1]), [rows * columns]);
        return tf.mul(tf.reshape(back, [rows, columns]), tf.div(dy, rows * columns));
      },
    };
  });
  return compare(a) as tf.Scalar;
}

function halve(x: tf.Tensor4D): tf.Tensor4D {
  return tf.avgPool(x, 2, 2, "valid");
}
