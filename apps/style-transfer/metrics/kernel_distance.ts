/** How far one set of pictures is from another, as distributions of features. */

import type { Picture } from "../data/picture.ts";
import { checkSets } from "./picture_sets.ts";
import { randomFeatures } from "./random_features.ts";

const MIN_SIDE_PX = 16;

/**
 * The kernel distance times 1000 between two sets of pictures: {@linkcode cubicDiscrepancy} of their
 * {@linkcode randomFeatures}. It has the form of the Kernel Inception Distance without its trained network, so
 * its numbers compare with each other alone. Its mean over halves of one set is 0, so it may be negative.
 *
 * @param a At least 2 pictures of one size, at least 16 pixels wide and high.
 * @param b At least 2 others, of the same size.
 * @throws {RangeError} If the sets are too small, or the pictures differ in size or are too small.
 *
 * @see Binkowski, Sutherland, Arbel, Gretton, "Demystifying MMD GANs" (2018), arXiv 1801.01401
 */
export function kernelDistance(a: readonly Picture[], b: readonly Picture[]): number {
  checkSets(a, b, { pictures: 2, side: MIN_SIDE_PX });
  return 1000 * cubicDiscrepancy(a.map(randomFeatures), b.map(randomFeatures));
}

/**
 * The unbiased squared maximum mean discrepancy between two sets of vectors of `d` values, with the kernel
 * `k(x, y) = (x . y / d + 1)^3`: the mean of `k` over pairs within the first set, plus that within the second,
 * minus twice that across. No vector is paired with itself.
 */
export function cubicDiscrepancy(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): number {
  return meanWithin(a) + meanWithin(b) - 2 * meanAcross(a, b);
}

function meanWithin(vectors: readonly Float64Array[]): number {
  let sum = 0;
  vectors.forEach((x, i) => {
    for (const y of vectors.slice(i + 1)) sum += 2 * cubicKernel(x, y);
  });
  return sum / (vectors.length * (vectors.length - 1));
}

function meanAcross(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let sum = 0;
  for (const x of a) for (const y of b) sum += cubicKernel(x, y);
  return sum / (a.length * b.length);
}

function cubicKernel(x: Float64Array, y: Float64Array): number {
  const product = x.reduce((sum, v, i) => sum + v * y[i]!, 0);
  return (product / x.length + 1) ** 3;
}
