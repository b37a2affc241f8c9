/** Padding and upsampling: each pixel of the output is one of the input, or of a frame around it. */

import { gather, gatherBackward } from "@evenkeel/kernels/nn";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { REFLECTION_PAD_GRADIENT } from "../../_kernels/kernel_names.ts";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";
import { placeStrided, stepsOf } from "./strided.ts";

/** How an axis of the output is read from one of the input. */
interface Axis {
  /** Tells it from all other ways. */
  readonly key: string;
  /** How long the output is. */
  readonly length: number;
  /** How long the input is. */
  readonly size: number;
  /** From a place in the output to one in the input. */
  readonly source: (at: number) => number;
}

// A net asks for the same few again at every step; a folder's pictures may all have sizes of their own.
const MOST_REMEMBERED_BYTES = 32 << 20;
const remembered = new Map<string, Int32Array>();
let rememberedBytes = 0;

/** Sources of a picture from those of its rows and columns. */
function sourcesOf(rows: Axis, columns: Axis): Int32Array {
  const key = `${rows.key};${columns.key}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const sources = new Int32Array(rows.length * columns.length);
  const [down, across] = [lineOf(rows), lineOf(columns)];
  let at = 0;
  for (const row of down) {
    for (const column of across) {
      sources[at++] = row * columns.size + column;
    }
  }
  if (rememberedBytes > MOST_REMEMBERED_BYTES) {
    remembered.clear();
    rememberedBytes = 0;
  }
  remembered.set(key, sources);
  rememberedBytes += sources.byteLength;
  return sources;
}

/** For each place along an axis of the output, the place in the input. */
function lineOf({ length, source }: Axis): Int32Array {
  return Int32Array.from({ length }, (_, at) => source(at));
}

function mirrored(size: number, [before, after]: readonly [number, number], edge: number): Axis {
  const last = size - 1;
  const source = (at: number) => {
    const place = at - before;
    if (place < 0) return -place - edge;
    return place > last ? 2 * last - place + edge : place;
  };
  const key = `mirrored ${size} ${before} ${after} ${edge}`;
  return { key, length: before + size + after, size, source };
}

type Sides = readonly (readonly [number, number])[];

function isEmpty(x: TensorInfo): boolean {
  return sizeOf(x.shape) === 0;
}

function isSpatial(x: TensorInfo, paddings: Sides): boolean {
  return x.shape.length === 4 && paddings[0]!.every((n) => n === 0) &&
    paddings[3]!.every((n) => n === 0);
}

/** Gathers `[n, h, w, c]` by rows and columns. */
function gathered(backend: EvenkeelBackend, x: TensorInfo, rows: Axis, columns: Axis): TensorInfo {
  const [images, height, width, channels] = x.shape as [number, number, number, number];
  const { info, values } = backend.create([images, rows.length, columns.length, channels]);
  gather(backend.values(x), {
    images,
    pixels: height * width,
    channels,
    sources: sourcesOf(rows, columns),
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
  [rows, columns]: readonly [Axis, Axis],
): TensorInfo {
  const [images, height, width, channels] = shape as [number, number, number, number];
  const { info, values } = backend.create(shape);
  gatherBackward(backend.values(dy), {
    images,
    pixels: height * width,
    channels,
    sources: sourcesOf(rows, columns),
    engine: backend.engine,
    out: values,
  });
  return info;
}

/** A frame of one value. Augmentation asks for another one at each step, so that no table would do. */
function framed(
  backend: EvenkeelBackend,
  x: TensorInfo,
  { paddings, constantValue }: { readonly paddings: Sides; readonly constantValue: number },
): TensorInfo {
  if (paddings.flat().some((side) => side < 0)) {
    throw new RangeError(`paddings must not be negative, got ${JSON.stringify(paddings)}`);
  }
  const shape = x.shape.map((size, axis) => size + paddings[axis]![0] + paddings[axis]![1]);
  const { info, values } = backend.create(shape);
  const steps = stepsOf(shape);
  const start = paddings.reduce((at, [before], axis) => at + before * steps[axis]!, 0);
  values.fill(constantValue);
  placeStrided(backend.values(x), values, { shape: x.shape, steps, start });
  return info;
}

/** What a resize is told besides its sizes. */
export interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** From a place along an axis of the output to one along the input, as the stock kernels have it. */
function placeOf(
  size: number,
  length: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): (at: number) => number {
  const aligned = alignCorners && length > 1;
  const scale = (aligned ? size - 1 : size) / (aligned ? length - 1 : length);
  return (at) => halfPixelCenters ? scale * (at + 0.5) : scale * at;
}

/** The stock kernel's choice of neighbor. */
function nearest(size: number, length: number, attributes: ResizeAttributes): Axis {
  const { alignCorners, halfPixelCenters } = attributes;
  const place = placeOf(size, length, attributes);
  const round = alignCorners ? Math.round : Math.floor;
  const source = (at: number) => Math.max(0, Math.min(size - 1, round(place(at))));
  return {
    key: `nearest ${size} ${length} ${alignCorners} ${halfPixelCenters}`,
    length,
    size,
    source,
  };
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
    if (!allFloat32(x)) return stock();
    return framed(backend, x!, { paddings, constantValue });
  },
  [REFLECTION_PAD_GRADIENT]: ({ inputs: { dy }, attrs: { padding, shape }, backend }) =>
    scattered(backend, dy!, shape, [
      mirrored(shape[1], padding[0], 0),
      mirrored(shape[2], padding[1], 0),
    ]),
  ResizeNearestNeighbor: ({ inputs: { images }, attrs, backend, stock }) => {
    if (!allFloat32(images) || attrs.size[0] * attrs.size[1] === 0 || isEmpty(images!)) {
      return stock();
    }
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
    if (!allFloat32(images, dy) || isEmpty(images!)) return stock();
    const [, height, width] = images!.shape as [number, number, number];
    const [, tall, wide] = dy!.shape as [number, number, number];
    return scattered(backend, dy!, images!.shape, [
      nearest(height, tall, attrs),
      nearest(width, wide, attrs),
    ]);
  },
};
