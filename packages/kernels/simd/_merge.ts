/** Moments of parts into moments of the whole. */

import type { Moments } from "../engine.ts";

/** Moments that grow. */
export class MomentsBuilder {
  readonly #count: Float64Array;
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;

  constructor(statistics: number) {
    this.#count = new Float64Array(statistics);
    this.#mean = new Float64Array(statistics);
    this.#squares = new Float64Array(statistics);
  }

  /** Chan, Golub, LeVeque (1979). */
  add(s: number, count: number, mean: number, squares: number): void {
    const before = this.#count[s]!;
    const total = before + count;
    const delta = mean - this.#mean[s]!;
    const share = count / total;
    this.#count[s] = total;
    this.#mean[s] = this.#mean[s]! + delta * share;
    this.#squares[s] = this.#squares[s]! + squares + delta * delta * before * share;
  }

  /** Turns the sums of squares of some statistics into biased variances; once for each. */
  finish(from: number, to: number): void {
    for (let s = from; s < to; s++) {
      this.#squares[s] = this.#squares[s]! / Math.max(this.#count[s]!, 1);
    }
  }

  /** The mean and, where finished, the biased variance. */
  get moments(): Moments {
    return { mean: this.#mean, variance: this.#squares };
  }
}
