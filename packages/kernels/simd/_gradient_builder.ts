/** Sums of gradients over parts into those over statistics and parameters. */

import { createSums } from "../_sums.ts";
import type { GradientSums, Scales } from "../engine.ts";
import type { Plan } from "../plan.ts";
import type { Place } from "./_parameters.ts";
import { LEAST_SUM, MOST_SUM } from "./_trust.ts";
import type { SummedLines } from "./_walker.ts";

/** Whether 32-bit arithmetic was good enough for sums of `dy` and of products. */
function isTrusted(plain: number, product: number): boolean {
  const size = Math.abs(product);
  return (size === 0 || size >= LEAST_SUM) && size <= MOST_SUM && Math.abs(plain) <= MOST_SUM;
}

/** Elements that share a statistic and, unless they have a gamma each, a parameter. */
interface Line {
  readonly count: number;
  /** The indices of the first elements; `step` leads from one to the next. */
  readonly dy: number;
  readonly x: number;
  readonly step: number;
  readonly gamma?: Float64Array | undefined;
}

/** Sums that grow: `dy`, and `dy * (x - mean) * rstd`, per statistic and per parameter. */
export class GradientBuilder {
  readonly sums: GradientSums;
  readonly scales: Scales;

  constructor(plan: Plan, scales: Scales) {
    this.sums = createSums(plan);
    this.scales = scales;
  }

  /**
   * Adds lines' sums of `dy` and of `dy * (x - mean)`, the mean rounded to 32 bits; does them once more
   * if 32-bit arithmetic was not good enough. `dy` stands where `x` does, so much further on. With a
   * gamma for each element, those from the lines' first one on, the sums are of `dy * gamma`.
   */
  add(lines: SummedLines, dy: number, gamma?: Float64Array): void {
    const { statistic, affine, first, f32, f64, sums, products, count, x } = lines;
    const { mean, rstd } = this.scales;
    for (let line = 0, from = sums.at; line < statistic.length; line++, from += sums.next) {
      const s = first.s + statistic[line]!, p = first.p + affine[line]!;
      const plain = f64[from]!, product = f64[from + products]!;
      if (isTrusted(plain, product)) {
        const lost = plain * (mean[s]! - Math.fround(mean[s]!));
        this.#add(s, gamma === undefined ? p : -1, plain, (product - lost) * rstd[s]!);
      } else {
        const at = x.at + line * x.next;
        this.addLine({ s, p }, f32, { count, x: at, dy: at + dy, step: x.step, gamma });
      }
    }
  }

  /** Adds elements in 64 bits. */
  addLine({ s, p }: Place, all: Float32Array, { count, x, dy, step, gamma }: Line): void {
    const mean = this.scales.mean[s]!;
    let plain = 0, product = 0;
    for (let i = 0; i < count; i++) {
      const g = all[dy + i * step]! * (gamma === undefined ? 1 : gamma[i]!);
      plain += g;
      product += g * (all[x + i * step]! - mean);
    }
    this.#add(s, gamma === undefined ? p : -1, plain, product * this.scales.rstd[s]!);
  }

  /** Without a parameter, the sums have been multiplied by gammas. */
  #add(s: number, p: number, plain: number, product: number): void {
    const { g, gxhat, dgamma, dbeta } = this.sums;
    let gamma = 1;
    if (p >= 0) {
      gamma = this.scales.gamma[p]!;
      dbeta[p] = dbeta[p]! + plain;
      dgamma[p] = dgamma[p]! + product;
    }
    g[s] = g[s]! + plain * gamma;
    gxhat[s] = gxhat[s]! + product * gamma;
  }
}
