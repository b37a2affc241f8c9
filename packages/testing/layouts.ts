import { sizeOf } from "./shapes.ts";

/**
 * Moves the channels of a channels-first array last, so that one case serves both layouts.
 *
 * @param data The array, not written. The result has its type.
 * @param shape The channels-first shape, `[n, c, ...spatial]`.
 * @throws {RangeError} If the array does not fit the shape, or the rank is below 2.
 *
 * @example
 * ```ts
 * import { toChannelsLast } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([1, 2, 3, 10, 20, 30]);
 * assertEquals([...toChannelsLast(data, [1, 2, 3])], [1, 10, 2, 20, 3, 30]);
 * ```
 */
export function toChannelsLast<T extends Float32Array | Float64Array>(
  data: T,
  shape: readonly number[],
): T {
  const { c, positions } = checkShape(data, shape);
  return transpose(data, c, positions);
}

/**
 * The inverse of {@linkcode toChannelsLast}.
 *
 * @param data The channels-last array, not written. The result has its type.
 * @param shape The shape of the result: channels first, `[n, c, ...spatial]`.
 * @throws {RangeError} If the array does not fit the shape, or the rank is below 2.
 */
export function toChannelsFirst<T extends Float32Array | Float64Array>(
  data: T,
  shape: readonly number[],
): T {
  const { c, positions } = checkShape(data, shape);
  return transpose(data, positions, c);
}

/** The shape `[n, ...spatial, c]` of what has the shape `[n, c, ...spatial]` channels first. */
export function channelsLastShape(shape: readonly number[]): number[] {
  const [n = 1, c = 1, ...spatial] = shape;
  return [n, ...spatial, c];
}

/** Swaps the rows and columns of every matrix in a stack. */
function transpose<T extends Float32Array | Float64Array>(
  data: T,
  rows: number,
  columns: number,
): T {
  const result = data.slice() as T;
  const matrix = rows * columns;
  for (let i = 0; i < data.length; i++) {
    const within = i % matrix;
    const row = Math.floor(within / columns);
    result[i - within + (within % columns) * rows + row] = data[i]!;
  }
  return result;
}

function checkShape(
  data: Float32Array | Float64Array,
  shape: readonly number[],
): { c: number; positions: number } {
  const [n, c, ...spatial] = shape;
  if (n === undefined || c === undefined) {
    throw new RangeError(`shape must have at least 2 axes, got ${shape.length}`);
  }
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(
      `data must have ${sizeOf(shape)} elements (the product of shape), got ${data.length}`,
    );
  }
  return { c, positions: sizeOf(spatial) };
}
