/** What is done to each element: by which kernels, with which parameters, and in 64 bits. */

import { bend } from "../_ending.ts";
import { toFloat64 } from "../_to_float64.ts";
import type { Affine, Ending, Projection, Scales } from "../engine.ts";
import type { FloatArray } from "../types.ts";
import { columnApply, columnGradientApply } from "./_kernels/column_map.ts";
import type { Kernel } from "./_kernels/job.ts";
import { BACKWARD, FORWARD } from "./_kernels/map.ts";
import { lineApply, lineGradientApply, runApply, runGradientApply } from "./_kernels/run_map.ts";
import {
  affineWriter,
  endingFields,
  gradientWriter,
  type Place,
  type Writer,
} from "./_parameters.ts";

/** The forward or the backward step. */
export interface Step {
  readonly run: Kernel;
  /** For parameters of each element. */
  readonly line: Kernel;
  readonly column: Kernel;
  /** How many parameters a line has. */
  readonly each: number;
  /** Which each element may have of its own. */
  readonly own: { readonly gamma: FloatArray; readonly beta?: FloatArray };
  readonly ending: Ending | undefined;
  /** What else the kernels are told. */
  readonly fields: readonly number[];
  /** What writes a line's parameters, with another gamma and beta if they are given. */
  writer(unit?: {
    readonly gamma: Float64Array;
    readonly beta: Float64Array;
  }): Writer;
  /** One element in 64 bits, from those of the inputs. */
  compute(place: Place, inputs: readonly number[]): number;
}

/** `y = (x - mean) * rstd * gamma + beta`, and what follows. */
export function forwardStep(
  affine: Omit<Affine, "gamma" | "beta"> & {
    readonly gamma: FloatArray;
    readonly beta: FloatArray;
  },
): Step {
  const { mean, rstd, gamma, beta, ending } = affine;
  let inFloat64: { readonly gamma: Float64Array; readonly beta: Float64Array } | undefined;
  return {
    run: runApply,
    line: lineApply,
    column: columnApply,
    each: FORWARD.params,
    own: { gamma, beta },
    ending,
    fields: endingFields(affine),
    writer(unit) {
      const some = unit ?? (inFloat64 ??= { gamma: toFloat64(gamma), beta: toFloat64(beta) });
      return affineWriter({ ...affine, ...some });
    },
    compute({ s, p }, [x, residual = -0]) {
      const y = (x! - mean[s]!) * rstd[s]! * gamma[p]! + beta[p]!;
      return ending === undefined ? y : bend(y + residual, ending);
    },
  };
}

/** `dx = rstd * (dy * gamma - offset - xhat * slope)` */
export function backwardStep(scales: Scales & Projection): Step {
  const { mean, rstd, gamma, offset, slope } = scales;
  return {
    run: runGradientApply,
    line: lineGradientApply,
    column: columnGradientApply,
    each: BACKWARD.params,
    own: { gamma },
    ending: undefined,
    fields: [],
    writer: (unit) => gradientWriter({ ...scales, ...unit }),
    compute({ s, p }, [dy, x]) {
      const r = rstd[s]!;
      return r * (dy! * gamma[p]! - offset[s]! - (x! - mean[s]!) * r * slope[s]!);
    },
  };
}

/** Elements that share a statistic, for which 32 bits are not good enough. */
export interface WildLine {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The place of an element; it is good until the next is asked for. */
  readonly placeOf: (index: number) => Place;
}

/**
 * Computes lines in 64 bits, lets `run` write, and writes them over that: the last of the arrays may be
 * one of the inputs.
 */
export function rescue(
  lines: readonly WildLine[],
  { arraysOf, compute }: {
    readonly arraysOf: () => readonly Float32Array[];
    readonly compute: Step["compute"];
  },
  run: () => void,
): void {
  if (lines.length === 0) return run();
  const arrays = arraysOf();
  const inputs = arrays.slice(0, -1), output = arrays.at(-1)!;
  const rescued = lines.map(({ from, to, step, placeOf }) => {
    const values: number[] = [];
    for (let i = from; i < to; i += step) {
      values.push(compute(placeOf(i), inputs.map((input) => input[i]!)));
    }
    return values;
  });
  run();
  lines.forEach(({ from, step }, line) => {
    rescued[line]!.forEach((value, i) => output[from + i * step] = value);
  });
}
