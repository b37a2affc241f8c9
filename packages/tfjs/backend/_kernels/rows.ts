/** Copies and sums along rows of memory, where the stock kernels ask for every element's place. */

import { backend_util, type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";
import { copyStrided, stepsOf } from "./strided.ts";

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
function reduction(divisorOf: (summands: number) => number): KernelBody {
  return ({ inputs: { x }, attrs: { axis, keepDims }, backend, stock }) => {
    const { shape } = x!;
    const axes = util.parseAxisParam(axis, [...shape]).sort((a, b) => a - b);
    const side = axes.every((axis, i) => axis === axes[0]! + i);
    if (!allFloat32(x) || axes.length === 0 || !side || sizeOf(shape) < 64) return stock();
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    const out = keepDims ? shape.map((length, axis) => axes.includes(axis) ? 1 : length) : kept;
    const { info, values } = backend.create(out);
    const inner = sizeOf(shape.slice(axes.at(-1)! + 1));
    const summands = sizeOf(axes.map((axis) => shape[axis]!));
    const divisor = divisorOf(summands);
    if (inner === 1) sumRuns(backend.values(x!), values, divisor);
    else sumColumns(backend.values(x!), values, { summands, inner, divisor });
    return info;
  };
}

function sumRuns(source: Float32Array, sums: Float32Array, divisor: number): void {
  const length = source.length / sums.length;
  for (let i = 0, from = 0; i < sums.length; i++, from += length) {
    let a = 0, b = 0, c = 0, d = 0;
    let j = from;
    const end = from + length;
    for (; j + 3 < end; j += 4) {
      a += source[j]!;
      b += source[j + 1]!;
      c += source[j + 2]!;
      d += source[j + 3]!;
    }
    for (; j < end; j++) a += source[j]!;
    sums[i] = (a + b + (c + d)) / divisor;
  }
}

function sumColumns(
  source: Float32Array,
  sums: Float32Array,
  { summands, inner, divisor }: {
    readonly summands: number;
    readonly inner: number;
    readonly divisor: number;
  },
): void {
  const wide = new Float64Array(inner);
  for (let to = 0, from = 0; to < sums.length; to += inner) {
    wide.fill(0);
    for (let k = 0; k < summands; k++, from += inner) {
      for (let j = 0; j < inner; j++) wide[j] = wide[j]! + source[from + j]!;
    }
    for (let j = 0; j < inner; j++) sums[to + j] = wide[j]! / divisor;
  }
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

/** `[…, c] + [c]`, as biases are added; undefined if the shapes are others. */
export function addRow(
  backend: EvenkeelBackend,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo | undefined {
  const columns = sizeOf(b.shape);
  const fits = b.shape.at(-1) === columns && a.shape.at(-1) === columns &&
    a.shape.length >= b.shape.length && columns > 0;
  if (!fits) return undefined;
  const { info, values } = backend.create(a.shape);
  addToRows(backend.values(a), backend.values(b), values);
  return info;
}

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
  Slice: slice,
  SplitV: split,
  Sum: reduction(() => 1),
  Mean: reduction((summands) => summands),
};
