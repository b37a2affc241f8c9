/** How far one set of pictures is from another, as textures: no pairs, no trained network. */

import type { Picture } from "../data/picture.ts";
import { Random } from "../data/random.ts";
import { laplacianPyramid } from "./laplacian_pyramid.ts";

const PATCH_PX = 7;
const PATCH_VALUES = 3 * PATCH_PX * PATCH_PX;
const MIN_SIDE_PX = 16;

/** How closely to look. Equal options give equal numbers. */
export interface SlicedWassersteinOptions {
  /** Patches of each picture at each level. Default: 64. */
  readonly patches?: number;
  /** Random directions at each level. Default: 128. */
  readonly directions?: number;
  /** Default: 1. */
  readonly seed?: number;
}

/**
 * The sliced Wasserstein distance times 1000 between 7x7 patches of two sets of pictures, averaged over
 * the levels of their Laplacian pyramids down to 16 pixels: along each random direction the mean absolute
 * difference of the sorted projections. Values are not normalized per set, so another palette counts.
 * Two halves of one set are not at 0 either: print that noise level beside the number.
 *
 * @param a Pictures of one size, at least 16 pixels wide and high.
 * @param b As many others, of the same size.
 * @throws {RangeError} If the sets differ in number or size, or are empty, or too small.
 *
 * @see Karras, Aila, Laine, Lehtinen, "Progressive Growing of GANs" (2018), arXiv 1710.10196
 */
export function slicedWasserstein(
  a: readonly Picture[],
  b: readonly Picture[],
  { patches = 64, directions = 128, seed = 1 }: SlicedWassersteinOptions = {},
): number {
  check(a, b);
  const levelsOfA = a.map((picture) => laplacianPyramid(picture, MIN_SIDE_PX));
  const levelsOfB = b.map((picture) => laplacianPyramid(picture, MIN_SIDE_PX));
  const count = levelsOfA[0]!.length;
  let sum = 0;
  for (let level = 0; level < count; level++) {
    // One stream of places for both, so that equal sets are at exactly 0.
    const draw = (levels: readonly (readonly Picture[])[]) => {
      const random = new Random(seed, level, 1);
      return levels.flatMap((pyramid) => drawPatches(pyramid[level]!, patches, random));
    };
    const from = draw(levelsOfA), to = draw(levelsOfB);
    sum += distance(from, to, { directions, random: new Random(seed, level, 2) });
  }
  return 1000 * sum / count;
}

function drawPatches(
  { width, height, pixels }: Picture,
  count: number,
  random: Random,
): Float64Array[] {
  return Array.from({ length: count }, () => {
    const left = random.integer(width - PATCH_PX + 1), top = random.integer(height - PATCH_PX + 1);
    const patch = new Float64Array(PATCH_VALUES);
    for (let row = 0; row < PATCH_PX; row++) {
      const from = 3 * ((top + row) * width + left);
      patch.set(pixels.subarray(from, from + 3 * PATCH_PX), 3 * PATCH_PX * row);
    }
    return patch;
  });
}

function distance(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  { directions, random }: { readonly directions: number; readonly random: Random },
): number {
  let sum = 0;
  for (let i = 0; i < directions; i++) {
    const direction = unitVector(random);
    const from = project(a, direction), to = project(b, direction);
    let moved = 0;
    for (let j = 0; j < from.length; j++) moved += Math.abs(from[j]! - to[j]!);
    sum += moved / from.length;
  }
  return sum / directions;
}

function unitVector(random: Random): Float64Array {
  const vector = Float64Array.from({ length: PATCH_VALUES }, () => random.normal());
  const length = Math.hypot(...vector);
  return vector.map((v) => v / length);
}

function project(patches: readonly Float64Array[], direction: Float64Array): Float64Array {
  const projected = new Float64Array(patches.length);
  for (let j = 0; j < patches.length; j++) {
    const patch = patches[j]!;
    let sum = 0;
    for (let i = 0; i < PATCH_VALUES; i++) sum += patch[i]! * direction[i]!;
    projected[j] = sum;
  }
  return projected.sort();
}

function check(a: readonly Picture[], b: readonly Picture[]): void {
  if (a.length === 0 || a.length !== b.length) {
    throw new RangeError(
      `both sets must have the same number of pictures, at least 1, got ${a.length} and ${b.length}`,
    );
  }
  const { width, height } = a[0]!;
  for (const picture of [...a, ...b]) {
    if (picture.width === width && picture.height === height) continue;
    throw new RangeError(
      `pictures must be ${width}x${height}, got ${picture.width}x${picture.height}`,
    );
  }
  if (Math.min(width, height) < MIN_SIDE_PX) {
    throw new RangeError(`pictures must be at least 16x16, got ${width}x${height}`);
  }
}
