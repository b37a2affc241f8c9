/** From a plan's loops to lines of elements: runs of memory, and the columns of tiles. */

import { indices, isShared, merge, ONE } from "./_loops.ts";
import type { Loop } from "./plan.ts";

// A tile is read more than once, so it must stay in the first-level cache: 4,096 float32 are 16 KB.
// Constants, so that a sample's bits do not depend on how many samples there are.
const TILE_ELEMENTS = 4096;
const TILE_COLUMNS = 64;
const LONG_LINE = 64;

/** Elements `pitch` apart. */
export interface Line {
  /** How many there are. */
  count: number;
  from: number;
  /** Where the element after the last one would stand. */
  to: number;
  readonly pitch: number;
  /** The statistic of the first element. */
  s: number;
  /** Its parameter. */
  p: number;
  /** What one step adds to the statistic. */
  readonly ds: number;
  /** What it adds to the parameter. */
  readonly dp: number;
}

/** Rows and columns, sheet by sheet: what lines are cut from. */
interface Sheets {
  /** How many rows a sheet has. */
  readonly size: number;
  /** The statistic and the parameter that each begins with. */
  readonly s: Uint32Array;
  readonly p: Uint32Array;
  /** What each column adds to them. */
  readonly columnS: Uint32Array;
  readonly columnP: Uint32Array;
  /** The size of a tile. */
  readonly width: number;
  readonly height: number;
  readonly line: Line;
}

/**
 * Calls `visit` for all lines. They follow the longest loop that shares statistic and parameter, or the
 * innermost if none does. They are one object that changes: there may be one for every few elements.
 */
export function eachLine(plan: readonly Loop[], visit: (line: Line) => void): void {
  const loops = merge(plan);
  let along = loops.length - 1, longest = 0;
  loops.forEach((loop, index) => {
    const steps = Math.min(loop.size, LONG_LINE);
    if (isShared(loop) && steps >= longest) along = index, longest = steps;
  });
  const { size, statistic: ds, affine: dp } = loops[along] ?? ONE;
  const outer = loops.slice(0, Math.max(along, 0)), inner = loops.slice(along + 1);
  const s = indices(outer, "statistic"), p = indices(outer, "affine");
  const columnS = indices(inner, "statistic"), columnP = indices(inner, "affine");
  const pitch = columnS.length;
  const width = Math.min(pitch, TILE_COLUMNS);
  const height = Math.floor(TILE_ELEMENTS / width);
  const line = { count: 0, from: 0, to: 0, pitch, s: 0, p: 0, ds, dp };
  const sheets = { size, s, p, columnS, columnP, width, height, line };
  for (let sheet = 0; sheet < s.length; sheet++) visitSheet(sheets, sheet, visit);
}

/** Tiles downwards, and the columns of each; a function of its own, for the compiler's sake. */
function visitSheet(
  { size, s, p, columnS, columnP, width, height, line }: Sheets,
  sheet: number,
  visit: (line: Line) => void,
): void {
  const { pitch, ds, dp } = line;
  for (let row = 0; row < size; row += height) {
    const first = (sheet * size + row) * pitch;
    line.count = Math.min(height, size - row);
    for (let left = 0; left < pitch; left += width) {
      const right = Math.min(left + width, pitch);
      for (let j = left; j < right; j++) {
        line.from = first + j;
        line.to = line.from + line.count * pitch;
        line.s = s[sheet]! + columnS[j]! + row * ds;
        line.p = p[sheet]! + columnP[j]! + row * dp;
        visit(line);
      }
    }
  }
}
