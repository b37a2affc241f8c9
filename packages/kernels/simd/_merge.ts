/** Moments of parts into moments of the whole. */

import type { Moments } from "../engine.ts";
import type { Plan } from "../plan.ts";
import { LEAST_SQUARES, MISSED, MOST_SQUARES } from "./_trust.ts";
import type { Stride, SummedLines } from "./_walker.ts";

/** Moments that grow. */
export class MomentsBuilder {
  readonly moments: Moments;
  readonly #count: Float64Array;
  readonly #centered: boolean;

  /** They grow in arrays that the caller may have; what is in there does not matter. */
  constructor({ statistics, centered }: Plan, moments?: Moments) {
    // Until they are finished, the variances are sums of squares.
    this.moments = moments ??
      { mean: new Float64Array(statistics), variance: new Float64Array(statistics) };
    this.#count = new Float64Array(statistics);
    this.#centered = centered;
  }

  /**
   * Adds lines' sums of differences from a center, 32 bits, and of their squares; does them once more if
   * 32-bit arithmetic was not good enough.
   */
  add(lines: SummedLines, centers: Stride): void {
    const { statistic, first, f32, f64, sums, products, count, x } = lines;
    const share = 1 / count;
    for (let line = 0, from = sums.at; line < statistic.length; line++, from += sums.next) {
      const s = first.s + statistic[line]!;
      const sum = f64[from]!, squares = f64[from + products]!;
      const correction = sum * share;
      const missed = sum * correction;
      const trusted = squares === 0 || squares >= LEAST_SQUARES && squares <= MOST_SQUARES;
      if (trusted && missed <= MISSED * squares) {
        const mean = f32[centers.at + line * centers.next]! + correction;
        this.#merge(s, count, mean, squares - missed);
      } else {
        this.addLine(s, f32, { count, x: x.at + line * x.next, step: x.step });
      }
    }
  }

  /** Adds elements in 64 bits; the first stands at `x`. */
  addLine(s: number, all: Float32Array, { count, x, step }: {
    readonly count: number;
    readonly x: number;
    readonly step: number;
  }): void {
    // The first value's distance to the mean costs at most as many bits as there are elements.
    const center = this.#centered && Number.isFinite(all[x]!) ? all[x]! : 0;
    let sum = 0, squares = 0;
    for (let i = 0; i < count; i++) {
      const d = all[x + i * step]! - center;
      sum += d;
      squares += d * d;
    }
    if (!this.#centered) sum = 0;
    const correction = sum / count;
    this.#merge(s, count, center + correction, Math.max(squares - sum * correction, 0));
  }

  /** Chan, Golub, LeVeque (1979). */
  #merge(s: number, count: number, mean: number, squares: number): void {
    const all = this.moments, before = this.#count[s]!, total = before + count;
    this.#count[s] = total;
    if (!this.#centered) {
      all.variance[s] = (before === 0 ? 0 : all.variance[s]!) + squares + count * mean * mean;
    } else if (before === 0) {
      all.mean[s] = mean;
      all.variance[s] = squares;
    } else {
      const delta = mean - all.mean[s]!, share = count / total;
      // Infinity stays, unless it meets its opposite.
      all.mean[s] = all.mean[s]! + (Number.isFinite(delta) ? delta * share : mean);
      all.variance[s] = all.variance[s]! + squares + delta * delta * before * share;
    }
  }

  /** Turns the sums of squares of some statistics into biased variances; once for each. */
  finish(from: number, to: number): void {
    const { variance } = this.moments;
    for (let s = from; s < to; s++) variance[s] = variance[s]! * (1 / Math.max(this.#count[s]!, 1));
  }
}
