/** Filters in the order in which the kernels read them. */

import { PACKED_COLUMNS } from "./_kernels/packed_tile.ts";
import { PANEL_COLUMNS } from "./_kernels/tile.ts";

/** How a filter is read. */
export interface FilterOrder {
  /** The taps that are packed. */
  readonly taps: readonly number[];
  readonly inputs: number;
  readonly outputs: number;
  /** From one element to the next. */
  readonly strides: { readonly tap: number; readonly input: number; readonly output: number };
}

/** Whether so many outputs make several panels: then what they read is packed once for all of them. */
export function hasPanels(outputs: number): boolean {
  return outputs > PANEL_COLUMNS;
}

/** How many elements a packed filter has: outputs are rounded up to 4. */
export function packedSize({ taps, inputs, outputs }: FilterOrder): number {
  return taps.length * inputs * Math.ceil(outputs / 4) * 4;
}

/**
 * Writes panels of `[taps, inputs, 8 columns]`, or a single one of up to 12; the last one is as wide as it
 * must be.
 */
export function packFilter(
  filter: Float32Array,
  { taps, inputs, outputs, strides }: FilterOrder,
  packed: Float32Array,
): void {
  const columns = hasPanels(outputs) ? PACKED_COLUMNS : PANEL_COLUMNS;
  let at = 0;
  for (let column = 0; column < outputs; column += columns) {
    const width = Math.min(columns, outputs - column);
    const padded = Math.ceil(width / 4) * 4;
    for (const tap of taps) {
      for (let input = 0; input < inputs; input++) {
        const from = tap * strides.tap + input * strides.input + column * strides.output;
        for (let j = 0; j < width; j++) packed[at + j] = filter[from + j * strides.output]!;
        for (let j = width; j < padded; j++) packed[at + j] = 0;
        at += padded;
      }
    }
  }
}
