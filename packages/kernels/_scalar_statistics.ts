/** Mean and variance in one sweep over memory, by plain JavaScript numbers. */

import type { Moments } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

// A block is read twice, so it must stay in the first-level cache: 4,096 float32 are 16 KB. Both
// numbers are constants, so that a sample's bits do not depend on how many samples there are.
const RUN_BLOCK = 4096;
const ROW_BLOCK = 64;
const COLUMN_BLOCK = 64;
const SAMPLE_STEP = 8;

/** Running moments of every statistic; blocks are merged in as they are read. */
interface Merged {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

/** Exact to rounding: two passes inside a block, Chan's rule between blocks, float64 throughout. */
export function scalarStatistics(plan: Plan, x: FloatArray): Moments {
  const merged: Merged = {
    count: new Float64Array(plan.statistics),
    mean: new Float64Array(plan.statistics),
    squares: new Float64Array(plan.statistics),
  };
  if (plan.size > 0) {
    if (plan.loops[3].statistic === 0) walkRuns(plan, x, merged);
    else walkColumns(plan, x, merged);
  }
  const variance = merged.squares;
  for (let s = 0; s < plan.statistics; s++) {
    const count = merged.count[s]!;
    if (count > 0) variance[s] = variance[s]! / count;
  }
  return { mean: merged.mean, variance };
}

/** Contiguous runs that belong to one statistic each. */
function walkRuns(plan: Plan, x: FloatArray, merged: Merged): void {
  const [a, b, c, run] = plan.loops;
  let base = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        const s = i * a.statistic + j * b.statistic + k * c.statistic;
        for (let from = 0; from < run.size; from += RUN_BLOCK) {
          const to = Math.min(from + RUN_BLOCK, run.size);
          if (plan.centered) mergeBlock(x, base + from, base + to, s, merged);
          else sumSquares(x, base + from, base + to, s, merged);
        }
        base += run.size;
      }
    }
  }
}

function mergeBlock(x: FloatArray, from: number, to: number, s: number, merged: Merged): void {
  const count = to - from;
  const mean = sampledMean(x, from, to);

  let q0 = 0, q1 = 0, q2 = 0, q3 = 0;
  let r0 = 0, r1 = 0, r2 = 0, r3 = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const d0 = x[i]! - mean, d1 = x[i + 1]! - mean, d2 = x[i + 2]! - mean, d3 = x[i + 3]! - mean;
    r0 += d0, r1 += d1, r2 += d2, r3 += d3;
    q0 += d0 * d0, q1 += d1 * d1, q2 += d2 * d2, q3 += d3 * d3;
  }
  for (; i < to; i++) {
    const d = x[i]! - mean;
    r0 += d;
    q0 += d * d;
  }
  const residual = r0 + r1 + (r2 + r3);
  const correction = residual / count;
  const squares = Math.max(q0 + q1 + (q2 + q3) - residual * correction, 0);
  merge(merged, s, { count, mean: mean + correction, squares });
}

/**
 * Around what differences are taken: the mean of some of the values. What it is off by is corrected in
 * the end, and costs at most a few bits of 53. Sums of differences from one of the values, so that
 * equal values have exactly zero variance, also in float64.
 */
function sampledMean(x: FloatArray, from: number, to: number): number {
  const pivot = x[from]!;
  const step = to - from >= 8 * SAMPLE_STEP ? SAMPLE_STEP : 1;
  let sum = 0, count = 0;
  for (let i = from; i < to; i += step) {
    sum += x[i]! - pivot;
    count++;
  }
  return pivot + sum / count;
}

function sumSquares(x: FloatArray, from: number, to: number, s: number, merged: Merged): void {
  let q0 = 0, q1 = 0, q2 = 0, q3 = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    q0 += x[i]! * x[i]!;
    q1 += x[i + 1]! * x[i + 1]!;
    q2 += x[i + 2]! * x[i + 2]!;
    q3 += x[i + 3]! * x[i + 3]!;
  }
  for (; i < to; i++) q0 += x[i]! * x[i]!;
  merged.squares[s] = merged.squares[s]! + (q0 + q1 + (q2 + q3));
  merged.count[s] = merged.count[s]! + (to - from);
}

/** Rows in which each column belongs to a statistic of its own. RMS norm never comes here. */
function walkColumns(plan: Plan, x: FloatArray, merged: Merged): void {
  const [a, b, c, columns] = plan.loops;
  // The third loop is the one that is reduced, unless every statistic has a single element.
  const reduced = c.statistic === 0;
  const rows = reduced ? c.size : 1;
  const singles = reduced ? 1 : c.size;
  let base = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < singles; k++) {
        const s = i * a.statistic + j * b.statistic + k * c.statistic;
        for (let row = 0; row < rows; row += ROW_BLOCK) {
          const height = Math.min(ROW_BLOCK, rows - row);
          for (let column = 0; column < columns.size; column += COLUMN_BLOCK) {
            const width = Math.min(COLUMN_BLOCK, columns.size - column);
            const from = base + row * columns.size + column;
            mergeTile(x, { from, height, width, pitch: columns.size }, s + column, merged);
          }
        }
        base += rows * columns.size;
      }
    }
  }
}

interface Tile {
  readonly from: number;
  readonly height: number;
  readonly width: number;
  readonly pitch: number;
}

function mergeTile(x: FloatArray, tile: Tile, s: number, merged: Merged): void {
  const { from, height, width, pitch } = tile;
  const mean = new Float64Array(COLUMN_BLOCK);
  const residual = new Float64Array(COLUMN_BLOCK);
  const squares = new Float64Array(COLUMN_BLOCK);
  for (let row = 1; row < height; row++) {
    const at = from + row * pitch;
    for (let i = 0; i < width; i++) mean[i] = mean[i]! + (x[at + i]! - x[from + i]!);
  }
  for (let i = 0; i < width; i++) mean[i] = x[from + i]! + mean[i]! / height;
  for (let row = 0; row < height; row++) {
    const at = from + row * pitch;
    for (let i = 0; i < width; i++) {
      const d = x[at + i]! - mean[i]!;
      residual[i] = residual[i]! + d;
      squares[i] = squares[i]! + d * d;
    }
  }
  for (let i = 0; i < width; i++) {
    const correction = residual[i]! / height;
    merge(merged, s + i, {
      count: height,
      mean: mean[i]! + correction,
      squares: Math.max(squares[i]! - residual[i]! * correction, 0),
    });
  }
}

interface Block {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** Chan, Golub and LeVeque (1979): the moments of two sets joined. */
function merge(merged: Merged, s: number, block: Block): void {
  const before = merged.count[s]!;
  const total = before + block.count;
  merged.count[s] = total;
  if (before === 0) {
    merged.mean[s] = block.mean;
    merged.squares[s] = block.squares;
    return;
  }
  const delta = block.mean - merged.mean[s]!;
  const share = block.count / total;
  merged.mean[s] = merged.mean[s]! + delta * share;
  merged.squares[s] = merged.squares[s]! + block.squares + delta * delta * before * share;
}
