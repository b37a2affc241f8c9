/** When and how convolutions go through Winograd's tiles. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { memoize } from "./_memo.ts";
import { OUTSIDE } from "./_kernels/convolve.ts";
import {
  BLOCK_TILES,
  blockBytes,
  filterBytes,
  winograd,
  winogradFilter,
} from "./_kernels/winograd.ts";
import { winogradFilterGradient, winogradSums } from "./_kernels/winograd_gradient.ts";
import { TILE_INPUTS, TILE_OUTPUTS } from "./_kernels/winograd_transforms.ts";

/** A convolution by 3x3 filters with stride 1, as tiles see it. */
export interface TileShape {
  readonly images: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Height and width of the input. */
  readonly inputSize: readonly [number, number];
  /** Height and width of the output. */
  readonly outputSize: readonly [number, number];
  /** Rows and columns of padding above and to the left. */
  readonly before: readonly [number, number];
  /** Whether the padding is the mirrored input; zeros otherwise. */
  readonly reflects?: boolean;
}

/** Tiles are read four channels at a time. */
const FEWEST_CHANNELS = 4;
/** Sums of the filter's gradient are kept apart in so many places, whatever the number of threads. */
const GRADIENT_LANES = 4;

/** Whether a convolution can go through tiles, and whether that is worth it. */
export function suitsTiles(
  { filterSize, strides, dilations, inputs, outputs }: {
    readonly filterSize: readonly [number, number];
    readonly strides: readonly [number, number];
    readonly dilations: readonly [number, number];
    readonly inputs: number;
    readonly outputs: number;
  },
): boolean {
  return [...filterSize].every((size) => size === 3) &&
    [...strides, ...dilations].every((step) => step === 1) &&
    inputs % 4 === 0 && outputs % 4 === 0 && Math.min(inputs, outputs) >= FEWEST_CHANNELS;
}

/** Where the six rows of inputs of each row of tiles begin in an image, and where columns stand in a row, in bytes. */
function inputLines(
  { inputs, inputSize: [height, width], outputSize, before, reflects = false }: TileShape,
): readonly [rows: Int32Array, columns: Int32Array] {
  const line = (axis: 0 | 1, bytes: number): Int32Array => {
    const size = axis === 0 ? height : width;
    const places = new Int32Array(Math.ceil(outputSize[axis] / TILE_OUTPUTS) * TILE_INPUTS);
    for (let i = 0; i < places.length; i++) {
      const at = Math.floor(i / TILE_INPUTS) * TILE_OUTPUTS + i % TILE_INPUTS - before[axis];
      const place = reflects ? reflected(at, size) : at;
      places[i] = place >= 0 && place < size ? place * bytes : OUTSIDE;
    }
    return places;
  };
  return [line(0, 4 * width * inputs), line(1, 4 * inputs)];
}

/** The place that stands where `at` is beyond an edge; what lies further than another edge stays outside. */
function reflected(at: number, size: number): number {
  return at < 0 ? -at : at < size ? at : 2 * (size - 1) - at;
}

/** How many of a filter's rows of outputs a thread claims at a time: some hundred elements. */
export function filterGrain(outputs: number): number {
  return Math.max(1, Math.ceil(512 / outputs));
}

/** How many tiles there are below and beside each other. */
function tilesOf({ outputSize: [height, width] }: TileShape): readonly [number, number] {
  return [Math.ceil(height / TILE_OUTPUTS), Math.ceil(width / TILE_OUTPUTS)];
}

/** Where the 16 outputs of each tile of an image lie, in bytes. */
const outputPlaces: (shape: TileShape) => Int32Array = memoize(
  computeOutputPlaces,
  {
    keyOf: ({ outputs, outputSize }) => [outputs, ...outputSize].join(),
    bytesOf: ({ byteLength }) => byteLength,
  },
);

function computeOutputPlaces({ outputs, outputSize: [height, width] }: TileShape): Int32Array {
  const places = [];
  for (let top = 0; top < height; top += TILE_OUTPUTS) {
    for (let left = 0; left < width; left += TILE_OUTPUTS) {
      for (let y = top; y < top + TILE_OUTPUTS; y++) {
        for (let x = left; x < left + TILE_OUTPUTS; x++) {
          places.push(y < height && x < width ? 4 * (y * width + x) * outputs : OUTSIDE);
        }
      }
    }
  }
  return Int32Array.from(places);
}

/** The gradient with respect to the filter, `[3, 3, inputs, outputs]`, in the machine's memory. */
export function convolveTilesFilterGradient(
  machine: Machine,
  shape: TileShape,
  { x, dy, dfilter }: { readonly x: number; readonly dy: number; readonly dfilter: number },
): void {
  const { images, inputs, outputs, inputSize, outputSize } = shape;
  const [down, across] = tilesOf(shape);
  const tiles = down * across;
  const blocks = Math.ceil(images * tiles / BLOCK_TILES);
  const lanes = Math.min(blocks, GRADIENT_LANES);
  const lease = new Lease(machine);
  try {
    const scratchBytes = filterBytes(inputs, outputs) + blockBytes(inputs) + blockBytes(outputs);
    const scratch = lease.take(lanes * scratchBytes);
    machine.run(winogradSums, { units: lanes, grain: 1 }, [
      x,
      ...inputLines(shape).map((places) => lease.put(places)),
      lease.zeros(Math.max(inputs, outputs)),
      dy,
      lease.put(outputPlaces(shape)),
      scratch,
      scratchBytes,
      across,
      tiles,
      images,
      inputs,
      outputs,
      4 * inputSize[0] * inputSize[1] * inputs,
      4 * outputSize[0] * outputSize[1] * outputs,
      lanes,
      blocks,
    ]);
    const grain = filterGrain(outputs);
    const fields = [scratch, scratchBytes, lanes, dfilter, inputs, outputs];
    machine.run(winogradFilterGradient, { units: inputs, grain }, fields);
  } finally {
    lease.end();
  }
}

/** `y = bias + convolution of x`, by a filter `[3, 3, inputs, outputs]` in the machine's memory. */
export function convolveTiles(
  machine: Machine,
  shape: TileShape,
  { x, filter, bias, y }: {
    readonly x: number;
    readonly filter: number;
    readonly bias?: Float32Array;
    readonly y: number;
  },
): void {
  const { images, inputs, outputs, inputSize, outputSize } = shape;
  const [down, across] = tilesOf(shape);
  const blocks = Math.ceil(images * down * across / BLOCK_TILES);
  const lanes = Math.min(blocks, machine.threads);
  if (blocks * outputs === 0) return;
  const lease = new Lease(machine);
  try {
    const weights = lease.take(filterBytes(inputs, outputs));
    const grain = filterGrain(outputs);
    machine.run(winogradFilter, { units: inputs, grain }, [filter, weights, inputs, outputs]);
    const scratchBytes = blockBytes(inputs) + blockBytes(outputs) + 4 * inputs * BLOCK_TILES;
    machine.run(winograd, { units: lanes, grain: 1 }, [
      x,
      ...inputLines(shape).map((places) => lease.put(places)),
      lease.zeros(inputs),
      weights,
      bias === undefined ? lease.zeros(outputs) : lease.padded(bias, 0),
      y,
      lease.take(lanes * scratchBytes),
      scratchBytes,
      down,
      across,
      images,
      inputs,
      outputs,
      ...outputSize,
      4 * inputSize[0] * inputSize[1] * inputs,
      blocks,
      lease.zeros(1),
    ]);
  } finally {
    lease.end();
  }
}
