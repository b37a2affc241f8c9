/** Copies and sums along rows of memory, where the stock kernels ask for every element's place. */

import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";

/** A part of a tensor: whole rows along the axes that are not cut. */
const slice: KernelBody = ({ inputs: { x }, attrs: { begin, size }, backend, stock }) => {
  const shape = x!.shape;
  if (!allFloat32(x) || shape.length === 0 || sizeOf(shape) === 0) return stock();
  const from = shape.map((_, axis) =>
    typeof begin === "number" ? axis === 0 ? begin : 0 : begin[axis] ?? 0
  );
  const sizes = shape.map((length, axis) => {
    const wanted = typeof size === "number" ? axis === 0 ? size : -1 : size?.[axis] ?? -1;
    return wanted < 0 ? length - from[axis]! : wanted;
  });
  const valid = shape.every((length, axis) =>
    from[axis]! >= 0 && from[axis]! + sizes[axis]! <= length
  );
  if (!valid || sizeOf(sizes) === 0) return stock();
  const { info, values } = backend.create(sizes);
  const source = backend.values(x!);
  // The last axis that is cut: from there on, memory is contiguous.
  const cut = Math.max(0, shape.findLastIndex((length, axis) => sizes[axis] !== length));
  const row = sizeOf(sizes.slice(cut));
  const pitch = sizeOf(shape.slice(cut));
  const skip = from[cut]! * sizeOf(shape.slice(cut + 1));
  const outer = sizes.slice(0, cut);
  const at = outer.map(() => 0);
  for (let to = 0; to < values.length; to += row) {
    let index = 0;
    at.forEach((place, axis) => index = index * shape[axis]! + place + from[axis]!);
    const start = index * pitch + skip;
    values.set(source.subarray(start, start + row), to);
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      at[axis] = at[axis]! + 1;
      if (at[axis]! < outer[axis]!) break;
      at[axis] = 0;
    }
  }
  return info;
};

/** Sums over the first axes, the last axes, or all, in 64 bits. */
const sum: KernelBody = ({ inputs: { x }, attrs: { axis, keepDims }, backend, stock }) => {
  const { shape } = x!;
  const axes = util.parseAxisParam(axis, [...shape]).sort((a, b) => a - b);
  const size = sizeOf(shape);
  const trailing = axes.every((axis, i) => axis === shape.length - axes.length + i);
  const leading = axes.every((axis, i) => axis === i);
  if (!allFloat32(x) || size < 64 || (!trailing && !leading)) return stock();
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  const out = keepDims ? shape.map((length, axis) => axes.includes(axis) ? 1 : length) : kept;
  const { info, values } = backend.create(out);
  const source = backend.values(x!);
  if (trailing) sumRuns(source, values);
  else sumColumns(source, values);
  return info;
};

function sumRuns(source: Float32Array, sums: Float32Array): void {
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
    sums[i] = a + b + (c + d);
  }
}

function sumColumns(source: Float32Array, sums: Float32Array): void {
  const wide = new Float64Array(sums.length);
  for (let from = 0; from < source.length; from += wide.length) {
    for (let j = 0; j < wide.length; j++) wide[j] = wide[j]! + source[from + j]!;
  }
  sums.set(wide);
}

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
  const x = backend.values(a), row = backend.values(b);
  for (let from = 0; from < x.length; from += columns) {
    for (let j = 0; j < columns; j++) values[from + j] = x[from + j]! + row[j]!;
  }
  return info;
}

/** Parts and sums. */
export const ROW_KERNELS: Kernels = { Slice: slice, Sum: sum };
