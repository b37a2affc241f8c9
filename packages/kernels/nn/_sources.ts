/** Which pixel of the input each pixel of the output is, for operations that only move pixels. */

import type { SimdEngine } from "../simd/engine.ts";
import { memoize } from "./_memo.ts";
import { gather, gatherBackward, type PixelOptions } from "./pixels.ts";

/** For each place along an axis of the output, the place in the input; -1 for none. */
export type Line = readonly number[];

/** A picture that is made of another one's pixels. */
export interface Move {
  /** `[n, h, w, c]`. */
  readonly inputShape: readonly [number, number, number, number];
  readonly rows: Line;
  readonly columns: Line;
  readonly engine: SimdEngine;
  readonly out: Float32Array | undefined;
}

/** `y[n, i, j] = x[n, rows[i], columns[j]]`. */
export function move(x: Float32Array, move: Move): Float32Array {
  return gather(x, pixelOptions(move));
}

/** The gradient of {@linkcode move}. */
export function moveGradient(dy: Float32Array, move: Move): Float32Array {
  return gatherBackward(dy, pixelOptions(move));
}

function pixelOptions({ inputShape: [images, h, w, channels], ...move }: Move): PixelOptions {
  const { rows, columns, engine, out } = move;
  return {
    images,
    pixels: h * w,
    channels,
    sources: sourcesOf({ rows, columns, width: w }),
    engine,
    ...(out === undefined ? {} : { out }),
  };
}

interface Lines {
  readonly rows: Line;
  readonly columns: Line;
  readonly width: number;
}

const sourcesOf: (lines: Lines) => Int32Array = memoize(
  ({ rows, columns, width }: Lines) => {
    const sources = new Int32Array(rows.length * columns.length);
    let at = 0;
    for (const row of rows) {
      for (const column of columns) {
        sources[at++] = row < 0 || column < 0 ? -1 : row * width + column;
      }
    }
    return sources;
  },
  {
    keyOf: ({ rows, columns, width }) => [rows.join(), columns.join(), width].join(";"),
    bytesOf: ({ byteLength }) => byteLength,
  },
);
