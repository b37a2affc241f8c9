/** Copies and sums along rows of memory, where the stock kernels ask for every element's place. */

import { meanBetween, sumBetween } from "@evenkeel/kernels/nn";
import { backend_util, util } from "@tensorflow/tfjs-core";
import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";
import { copyStrided, placeStrided, stepsOf } from "./strided.ts";

/** A part of a tensor: whole rows along the axes that are not cut. */
const slice: KernelBody = ({ inputs: { x }, attrs: { begin, size }, backend, stock }) => {
  const shape = x!.shape;
  if (!allFloat32(x) || shape.length === 0 || sizeOf(shape) === 0) return stock();
  const from = shape.map((_, axis) =>
    typeof begin === "number" ? axis === 0 ? begin : 0 : begin[axis] ?? 0
  );
  const sizes = shape.map((length, axis) => {
    const wanted = typeof size === "number" ? axis === 0 ? size : -1 : size?.[axis] ?? -1;
    return wanted === -1 ? length - from[axis]! : wanted;
  });
  const valid = shape.every((length, axis) =>
    from[axis]! >= 0 && sizes[axis]! >= 0 && from[axis]! + sizes[axis]! <= length
  );
  if (!valid || sizeOf(sizes) === 0) return stock();
  const { info, values } = backend.create(sizes);
  const steps = stepsOf(shape);
  const start = from.reduce((all, place, axis) => all + place * steps[axis]!, 0);
  copyStrided(backend.values(x!), values, { shape: sizes, steps, start });
  return info;
};

/** Sums or means over axes that stand side by side, in 64 bits. */
function reduction(reduce: typeof sumBetween): KernelBody {
  return ({ inputs: { x }, attrs: { axis, keepDims }, backend, stock }) => {
    const { shape } = x!;
    const axes = util.parseAxisParam(axis, [...shape]).sort((a, b) => a - b);
    const side = axes.every((axis, i) => axis === axes[0]! + i);
    if (!allFloat32(x) || axes.length === 0 || !side || sizeOf(shape) < 64) return stock();
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    const out = keepDims ? shape.map((length, axis) => axes.includes(axis) ? 1 : length) : kept;
    const { info, values } = backend.create(out);
    const range = { shape: [1, ...shape], axis: 1 + axes[0]!, end: 2 + axes.at(-1)! };
    reduce(backend.values(x!), { ...range, engine: backend.engine, out: values });
    return info;
  };
}

/** The parts of a tensor one after the other, as the gradient of a concatenation wants them. */
const split: KernelBody = ({ inputs: { x }, attrs, backend, stock }) => {
  const [axis] = util.parseAxisParam(attrs.axis, x!.shape);
  const { numOrSizeSplits } = attrs;
  const sizes: readonly number[] = backend_util.prepareSplitSize(
    x as Parameters<typeof backend_util.prepareSplitSize>[0],
    numOrSizeSplits,
    axis,
  );
  if (!allFloat32(x)) return stock();
  const steps = stepsOf(x!.shape);
  let start = 0;
  return sizes.map((size) => {
    const shape = x!.shape.map((length, at) => at === axis ? size : length);
    const { info, values } = backend.create(shape);
    copyStrided(backend.values(x!), values, { shape, steps, start });
    start += size * steps[axis!]!;
    return info;
  });
};

/** Tensors one after the other along an axis. Empty ones, and what is not float32, are the stock kernel's. */
const concat: KernelBody = ({ inputs, attrs, backend, stock }) => {
  const parts = Object.values(inputs);
  if (!allFloat32(...parts) || parts.some(({ shape }) => sizeOf(shape) === 0)) return stock();
  const axis = util.parseAxisParam(attrs.axis, parts[0]!.shape)[0]!;
  const shapes = parts.map(({ shape }) => shape);
  backend_util.assertParamsConsistent(shapes, axis);
  const { info, values } = backend.create(backend_util.computeOutShape(shapes, axis));
  const steps = stepsOf(info.shape);
  let start = 0;
  for (const part of parts) {
    placeStrided(backend.values(part), values, { shape: part.shape, steps, start });
    start += part.shape[axis]! * steps[axis]!;
  }
  return info;
};

/** Adds a row to every row of `x`; `sums` may be `x`. */
export function addToRows(x: Float32Array, row: Float32Array, sums: Float32Array): void {
  const columns = row.length;
  if (columns === 0) return;
  for (let from = 0; from < x.length; from += columns) {
    for (let j = 0; j < columns; j++) sums[from + j] = x[from + j]! + row[j]!;
  }
}

/** Parts and sums. */
export const ROW_KERNELS: Kernels = {
  Concat: concat,
  Slice: slice,
  SplitV: split,
  Sum: reduction(sumBetween),
  Mean: reduction(meanBetween),
};
