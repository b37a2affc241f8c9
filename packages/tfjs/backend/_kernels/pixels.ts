/** Padding and upsampling: each pixel of the output is one of the input, or nothing. */

import { gather, gatherGradient } from "@evenkeel/kernels/nn";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { REFLECTION_PAD_GRADIENT } from "../../_kernels/kernel_names.ts";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Kernels } from "./kernel.ts";

/** For each place along an axis of the output, the place in the input; -1 for none. */
type Line = Int32Array;

// A net asks for the same few again at every step.
const MOST_REMEMBERED = 64;
const remembered = new Map<string, Int32Array>();

/** Sources of a picture from those of its rows and columns. */
function sourcesOf(rows: Line, columns: Line, width: number): Int32Array {
  const key = `${rows.join()};${columns.join()};${width}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const sources = new Int32Array(rows.length * columns.length);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      sources[at++] = row < 0 || column < 0 ? -1 : row * width + column;
    }
  }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, sources);
  return sources;
}

/** A line whose every place is computed; outside of the input is none. */
function line(length: number, size: number, source: (at: number) => number): Line {
  return Int32Array.from({ length }, (_, at) => {
    const found = source(at);
    return found >= 0 && found < size ? found : -1;
  });
}

function mirrored(size: number, [before, after]: readonly [number, number], edge: number): Line {
  const last = size - 1;
  return line(before + size + after, size, (at) => {
    const place = at - before;
    if (place < 0) return -place - edge;
    return place > last ? 2 * last - place + edge : place;
  });
}

type Sides = readonly (readonly [number, number])[];

function isSpatial(x: TensorInfo, paddings: Sides): boolean {
  return x.shape.length === 4 && paddings[0]!.every((n) => n === 0) &&
    paddings[3]!.every((n) => n === 0);
}

/** Gathers `[n, h, w, c]` by rows and columns. */
function gathered(backend: EvenkeelBackend, x: TensorInfo, rows: Line, columns: Line): TensorInfo {
  const [images, height, width, channels] = x.shape as [number, number, number, number];
  const { info, values } = backend.create([images, rows.length, columns.length, channels]);
  gather(backend.values(x), {
    images,
    pixels: height * width,
    channels,
    sources: sourcesOf(rows, columns, width),
    engine: backend.engine,
    out: values,
  });
  return info;
}

/** The gradient of {@linkcode gathered}. */
function scattered(
  backend: EvenkeelBackend,
  dy: TensorInfo,
  shape: readonly number[],
  [rows, columns]: readonly [Line, Line],
): TensorInfo {
  const [images, height, width, channels] = shape as [number, number, number, number];
  const { info, values } = backend.create(shape);
  gatherGradient(backend.values(dy), {
    images,
    pixels: height * width,
    channels,
    sources: sourcesOf(rows, columns, width),
    engine: backend.engine,
    out: values,
  });
  return info;
}

/** What a resize is told besides its sizes. */
export interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** From a place along an axis of the output to one along the input, as the stock kernels have it. */
export function placeOf(
  size: number,
  length: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): (at: number) => number {
  const aligned = alignCorners && length > 1;
  const scale = (aligned ? size - 1 : size) / (aligned ? length - 1 : length);
  return (at) => halfPixelCenters ? scale * (at + 0.5) : scale * at;
}

/** The stock kernel's choice of neighbor. */
function nearest(size: number, length: number, attributes: ResizeAttributes): Line {
  const place = placeOf(size, length, attributes);
  const round = attributes.alignCorners ? Math.round : Math.floor;
  return line(length, size, (at) => Math.max(0, Math.min(size - 1, round(place(at)))));
}

/** Padding and upsampling, and their gradients. */
export const PIXEL_KERNELS: Kernels = {
  MirrorPad: ({ inputs: { x }, attrs: { paddings, mode }, backend, stock }) => {
    if (!allFloat32(x) || !isSpatial(x!, paddings)) return stock();
    const edge = mode === "reflect" ? 0 : 1;
    const [, height, width] = x!.shape as [number, number, number];
    return gathered(
      backend,
      x!,
      mirrored(height, paddings[1], edge),
      mirrored(width, paddings[2], edge),
    );
  },
  PadV2: ({ inputs: { x }, attrs: { paddings, constantValue }, backend, stock }) => {
    if (!allFloat32(x) || constantValue !== 0 || !isSpatial(x!, paddings)) return stock();
    const [, height, width] = x!.shape as [number, number, number];
    const padded = (size: number, [before, after]: readonly [number, number]) =>
      line(before + size + after, size, (at) => at - before);
    return gathered(backend, x!, padded(height, paddings[1]), padded(width, paddings[2]));
  },
  [REFLECTION_PAD_GRADIENT]: ({ inputs: { dy }, attrs: { padding, shape }, backend }) =>
    scattered(backend, dy!, shape, [
      mirrored(shape[1], padding[0], 0),
      mirrored(shape[2], padding[1], 0),
    ]),
  ResizeNearestNeighbor: ({ inputs: { images }, attrs, backend, stock }) => {
    if (!allFloat32(images) || attrs.size[0] * attrs.size[1] === 0) return stock();
    const [, height, width] = images!.shape as [number, number, number];
    return gathered(
      backend,
      images!,
      nearest(height, attrs.size[0], attrs),
      nearest(width, attrs.size[1], attrs),
    );
  },
  // The stock kernel mixes up images where there are several, and forgets half-pixel centers.
  ResizeNearestNeighborGrad: ({ inputs: { images, dy }, attrs, backend, stock }) => {
    if (!allFloat32(images, dy)) return stock();
    const [, height, width] = images!.shape as [number, number, number];
    const [, tall, wide] = dy!.shape as [number, number, number];
    return scattered(backend, dy!, images!.shape, [
      nearest(height, tall, attrs),
      nearest(width, wide, attrs),
    ]);
  },
};
