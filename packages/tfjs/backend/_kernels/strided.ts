/** Copies in another order: each axis of the result goes through the source in steps of its own. */

import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";

/** How one of two arrays is gone through, while the other is in order; steps may be negative, or 0 to repeat. */
export interface Walk {
  readonly shape: readonly number[];
  readonly steps: readonly number[];
  /** Where the first element is. */
  readonly start?: number;
}

// Below that, a loop of our own is faster than a call.
const SHORTEST_SET = 16;

/** Writes `target` in the order of memory; the walk goes through `source`. */
export function copyStrided(source: Float32Array, target: Float32Array, walk: Walk): void {
  eachRun(walk, ({ at: to, place: from, length, step }) => {
    if (step === 1 && length >= SHORTEST_SET) target.set(source.subarray(from, from + length), to);
    else if (step === 0) target.fill(source[from]!, to, to + length);
    else for (let i = 0; i < length; i++) target[to + i] = source[from + i * step]!;
  });
}

/** Reads `source` in the order of memory; the walk goes through `target`. */
export function placeStrided(source: Float32Array, target: Float32Array, walk: Walk): void {
  eachRun(walk, ({ at: from, place: to, length, step }) => {
    if (step === 1 && length >= SHORTEST_SET) target.set(source.subarray(from, from + length), to);
    else for (let i = 0; i < length; i++) target[to + i * step] = source[from + i]!;
  });
}

/** A part of a walk along its last axis; one object that changes. */
interface Run {
  /** Where it begins on the side that goes in the order of memory. */
  at: number;
  /** Where it begins on the other side. */
  place: number;
  readonly length: number;
  readonly step: number;
}

function eachRun(walk: Walk, visit: (run: Run) => void): void {
  const total = sizeOf(walk.shape);
  if (total === 0) return;
  const { sizes, steps } = merged(walk);
  const length = sizes.pop() ?? 1, step = steps.pop() ?? 1;
  const run: Run = { at: 0, place: walk.start ?? 0, length, step };
  const places = sizes.map(() => 0);
  for (; run.at < total; run.at += length) {
    visit(run);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      places[axis] = places[axis]! + 1;
      run.place += steps[axis]!;
      if (places[axis]! < sizes[axis]!) break;
      run.place -= steps[axis]! * sizes[axis]!;
      places[axis] = 0;
    }
  }
}

/** The same walk along as few axes as possible. */
function merged({ shape, steps }: Walk): { readonly sizes: number[]; readonly steps: number[] } {
  const sizes: number[] = [], merged: number[] = [];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = sizes.length - 1, step = steps[axis]!;
    if (last >= 0 && merged[last] === step * size) {
      sizes[last] = sizes[last]! * size;
      merged[last] = step;
    } else {
      sizes.push(size);
      merged.push(step);
    }
  });
  return { sizes, steps: merged };
}

/** How far apart neighbors along each axis are. */
export function stepsOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** A new tensor, read from `x`. */
function walked(
  backend: EvenkeelBackend,
  x: TensorInfo,
  { shape, ...walk }: Walk & { readonly as?: readonly number[] },
): TensorInfo {
  const { info, values } = backend.create(walk.as ?? shape);
  copyStrided(backend.values(x), values, { shape, ...walk });
  return info;
}

/** `x` as often as `shape` asks for; to be disposed of. */
export function broadcast(
  backend: EvenkeelBackend,
  x: TensorInfo,
  shape: readonly number[],
): TensorInfo {
  const missing = shape.length - x.shape.length;
  const own = stepsOf(x.shape);
  const steps = shape.map((_, axis) =>
    axis < missing || x.shape[axis - missing] === 1 ? 0 : own[axis - missing]!
  );
  return walked(backend, x, { shape, steps });
}

/** Other orders of the same elements. */
export const STRIDED_KERNELS: Kernels = {
  Transpose: ({ inputs: { x }, attrs: { perm }, backend, stock }) => {
    if (!allFloat32(x)) return stock();
    const steps = stepsOf(x!.shape);
    return walked(backend, x!, {
      shape: perm.map((axis: number) => x!.shape[axis]),
      steps: perm.map((axis: number) => steps[axis]),
    });
  },
  Reverse: ({ inputs: { x }, attrs: { dims }, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) === 0) return stock();
    const axes = util.parseAxisParam(dims, x!.shape);
    const steps = stepsOf(x!.shape);
    const start = axes.reduce((all, axis) => all + (x!.shape[axis]! - 1) * steps[axis]!, 0);
    return walked(backend, x!, {
      shape: x!.shape,
      steps: steps.map((step, axis) => axes.includes(axis) ? -step : step),
      start,
    });
  },
  Tile: ({ inputs: { x }, attrs: { reps }, backend, stock }) => {
    if (!allFloat32(x) || reps.length !== x!.shape.length) return stock();
    const steps = stepsOf(x!.shape);
    return walked(backend, x!, {
      shape: x!.shape.flatMap((size, axis) => [reps[axis], size]),
      steps: steps.flatMap((step) => [0, step]),
      as: x!.shape.map((size, axis) => size * reps[axis]),
    });
  },
};
