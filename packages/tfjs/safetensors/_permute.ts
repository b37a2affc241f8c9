/** Arrays with their axes in another order. */

/** Row-major values of a shape. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Axis `i` of the result is axis `order[i]` of what is given. */
export function permute({ shape, data }: Values, order: readonly number[]): Values {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const permuted = new Float32Array(data.length);
  const place = sizes.map(() => 0);
  let from = 0;
  for (let to = 0; to < permuted.length; to++) {
    permuted[to] = data[from]!;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      place[axis] = place[axis]! + 1;
      if (place[axis]! < sizes[axis]!) break;
      from -= steps[axis]! * sizes[axis]!;
      place[axis] = 0;
    }
  }
  return { shape: sizes, data: permuted };
}
