/** From a plan's loops to what the kernels know: runs, or sheets of columns. */

import { indices, isShared, ONE } from "../_loops.ts";
import type { Loop, Plan } from "../plan.ts";

/** Contiguous runs, each with one statistic, and with one parameter or one for each element. */
export interface Runs {
  readonly form: "runs";
  readonly runs: number;
  readonly length: number;
  /** The statistic of each run. */
  readonly statistic: Uint32Array;
  /** The parameter of each run. */
  readonly affine: Uint32Array;
  /** Whether all runs have the same parameters, one for each element. */
  readonly elementwise: boolean;
  /** Whether each run has a statistic of its own. */
  readonly separate: boolean;
}

/** Sheets of rows, in which every column has one statistic and one parameter. */
export interface Sheets {
  readonly form: "sheets";
  readonly sheets: number;
  /** The rows of a sheet that are walked; several rows of the plan may lie in each. */
  readonly rows: number;
  /** The elements of such a row, a multiple of 4. */
  readonly columns: number;
  /** How many elements of a sheet are left over: not enough for a row. */
  readonly rest: number;
  /** The statistic of each column in the first sheet. */
  readonly statistic: Uint32Array;
  /** The parameter of each column in the first sheet. */
  readonly affine: Uint32Array;
  /** What a sheet adds to its columns' statistics. */
  readonly sheetStatistic: Uint32Array;
  /** What a sheet adds to its columns' parameters. */
  readonly sheetAffine: Uint32Array;
  /** Whether each sheet has statistics of its own. */
  readonly separate: boolean;
}

const WIDE_COLUMNS = 16;
/** Shorter runs with parameters of their own are no faster here, and 64 bits are good for them. */
const SHORTEST_LINE = 16;

/** What the kernels can walk, or undefined if the plan is the scalar engine's business. */
export function geometryOf(plan: Plan): Runs | Sheets | undefined {
  const loops = plan.loops.filter((loop) => loop.size !== 1);
  const last = loops.at(-1) ?? ONE;
  const outer = loops.slice(0, -1);
  const elementwise = last.statistic === 0 && last.affine === 1 && last.size >= SHORTEST_LINE &&
    outer.every((loop) => loop.affine === 0 && loop.statistic !== 0);
  if (plan.size === 0 || !plan.centered && !elementwise) return undefined;
  if (isShared(last) || elementwise) {
    const statistic = indices(outer, "statistic");
    const alike = outer.every((loop) => loop.statistic === loop.affine);
    return {
      form: "runs",
      runs: statistic.length,
      length: last.size,
      statistic,
      affine: alike ? statistic : indices(outer, "affine"),
      elementwise,
      separate: statistic.length === plan.statistics,
    };
  }
  // The innermost loop that shares everything walks the rows; without one, a sheet is one row.
  const rowsAt = loops.findLastIndex(isShared);
  const columnsAt = rowsAt >= 0 ? rowsAt + 1 : loops.length - 1;
  if (rowsAt < 0 && (last.statistic !== 1 || last.affine !== 1)) return undefined;
  return sheetsOf({
    outer: loops.slice(0, rowsAt >= 0 ? rowsAt : columnsAt),
    rows: rowsAt >= 0 ? loops[rowsAt]!.size : 1,
    inner: loops.slice(columnsAt),
  });
}

function sheetsOf({ outer, rows, inner }: {
  readonly outer: readonly Loop[];
  readonly rows: number;
  readonly inner: readonly Loop[];
}): Sheets {
  const statistic = indices(inner, "statistic");
  const alike = inner.every((loop) => loop.statistic === loop.affine);
  const affine = alike ? statistic : indices(inner, "affine");
  const sheetStatistic = indices(outer, "statistic");
  const columns = statistic.length;
  const fold = foldOf(columns);
  const whole = Math.floor(rows / fold);
  return {
    form: "sheets",
    sheets: sheetStatistic.length,
    rows: whole,
    columns: columns * fold,
    rest: (rows - whole * fold) * columns,
    statistic: repeated(statistic, fold),
    affine: repeated(affine, fold),
    sheetStatistic,
    sheetAffine: indices(outer, "affine"),
    separate: outer.every((loop) => loop.statistic !== 0),
  };
}

/** How many rows make one that vectors can walk without a rest. */
function foldOf(columns: number): number {
  let fold = 1;
  while ((columns * fold) % 4 !== 0 || columns * fold < WIDE_COLUMNS) fold *= 2;
  return fold;
}

function repeated(items: Uint32Array, times: number): Uint32Array {
  if (times === 1) return items;
  const all = new Uint32Array(items.length * times);
  for (let i = 0; i < times; i++) all.set(items, i * items.length);
  return all;
}
