import { seededRandom } from "./seeded_random.ts";

/**
 * Shapes that a normalization has to get right, channels first: ranks 2 to 5, every axis of size 1
 * in turn, odd sizes that no vector width divides, and sizes just beside a vector width.
 */
export const SHAPES: readonly (readonly number[])[] = [
  [1, 1],
  [5, 3],
  [1, 7],
  [6, 1],
  [2, 3, 1],
  [3, 5, 7],
  [1, 2, 33],
  [1, 1, 1, 1],
  [2, 4, 3, 5],
  [1, 3, 8, 8],
  [3, 1, 4, 7],
  [2, 6, 1, 9],
  [4, 2, 15, 1],
  [2, 8, 17, 3],
  [2, 4, 3, 2, 5],
  [1, 2, 1, 5, 3],
  [3, 1, 2, 1, 4],
];

/** What {@linkcode randomShapes} draws from. */
export interface RandomShapesOptions {
  /** The most elements that a shape may have. Default 1000. */
  readonly maxSize?: number;
}

/**
 * Draws shapes of ranks 2 to 5, channels first; an axis has size 1 in one case of four.
 *
 * @example
 * ```ts
 * import { randomShapes } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(randomShapes(3, 1), randomShapes(3, 1));
 * ```
 */
export function randomShapes(
  count: number,
  seed: number,
  { maxSize = 1000 }: RandomShapesOptions = {},
): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const shape: number[] = [];
    let left = Math.max(1, maxSize);
    for (let axes = 2 + random.integer(4); axes > 0; axes--) {
      // The root leaves room for the axes that follow.
      const most = Math.max(1, Math.floor(2 * left ** (1 / axes)));
      const size = random.integer(4) === 0 ? 1 : 1 + random.integer(Math.min(most, left));
      shape.push(size);
      left = Math.floor(left / size);
    }
    return shape;
  });
}

/** How many elements an array of this shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
