/** Bilinear enlargement with a right gradient on every backend. */

import * as tf from "@tensorflow/tfjs-core";

/** What each pixel gets along one axis of the four that it went into, two on either side. */
const SHARES = [0.25, 0.75, 0.75, 0.25];

/**
 * Doubles height and width of `[n, h, w, c]`, with half-pixel centers. The gradient of
 * `tf.image.resizeBilinear` forgets where these are, on all stock backends (4.22), silently; evenkeel's does
 * not.
 */
export function doubleBilinear(x: tf.Tensor4D): tf.Tensor4D {
  if (tf.getBackend() === "evenkeel") return enlarge(x);
  const double = tf.customGrad((input) => ({
    value: enlarge(input as tf.Tensor4D),
    gradFunc: (dy: tf.Tensor4D) => gather(dy),
  }));
  return double(x) as tf.Tensor4D;
}

function enlarge(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.image.resizeBilinear(x, [2 * height, 2 * width], false, true);
}

/** The transpose: beyond the border stands the border itself, which is where its share came from. */
function gather(dy: tf.Tensor4D): tf.Tensor4D {
  const channels = dy.shape[3];
  const padded = tf.mirrorPad(dy, [[0, 0], [1, 1], [1, 1], [0, 0]], "symmetric");
  const shares = SHARES.flatMap((a) => SHARES.map((b) => a * b));
  const kernel = tf.tile(tf.tensor4d(shares, [4, 4, 1, 1]), [1, 1, channels, 1]);
  return tf.depthwiseConv2d(padded, kernel, 2, "valid");
}
