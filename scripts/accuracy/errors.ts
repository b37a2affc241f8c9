/** How far results are from the exact ones. */

import { type ExactMoments, exactMoments, float32Ulp } from "@evenkeel/testing";

/** What is right. */
export interface Truth extends ExactMoments {
  readonly epsilon: number;
}

/** What somebody computed; what JSON cannot hold, NaN and infinity, is null. */
export interface Answer {
  readonly mean?: number | null;
  readonly variance?: number | null;
  readonly y?: Float32Array;
}

/** An error: in units of the last place, or as it is where the right value is 0. */
export interface ErrorSize {
  readonly size: number;
  readonly unit: "ulp" | "absolute";
}

/** Absent: the library does not tell. */
export interface Errors {
  readonly mean?: ErrorSize;
  readonly variance?: ErrorSize;
  readonly y?: ErrorSize;
}

/** Computes what is right. */
export function findTruth(x: Float32Array, epsilon: number): Truth {
  return { ...exactMoments(x), epsilon };
}

/**
 * The mean in float32 ulp of the larger of |mean| and deviation, the variance in its own ulp, `y` in that
 * of the largest right value, at its worst element.
 */
export function findErrors(x: Float32Array, answer: Answer, truth: Truth): Errors {
  const { mean, variance } = truth;
  const { y } = answer;
  return {
    ...(answer.mean === undefined ? {} : {
      mean: toSize(difference(answer.mean, mean), Math.max(Math.abs(mean), Math.sqrt(variance))),
    }),
    ...(answer.variance === undefined ? {} : {
      variance: toSize(difference(answer.variance, variance), variance),
    }),
    ...(y === undefined ? {} : { y: findWorst(x, y, truth) }),
  };
}

/** The right `y` is computed from the exact moments in float64. */
function findWorst(x: Float32Array, y: Float32Array, truth: Truth): ErrorSize {
  const { mean, variance, epsilon } = truth;
  const deviation = Math.sqrt(variance + epsilon);
  let worst = 0, largest = 0;
  for (let i = 0; i < x.length; i++) {
    const right = deviation === 0 ? 0 : (x[i]! - mean) / deviation;
    const error = Math.abs(y[i]! - right);
    largest = Math.max(largest, Math.abs(right));
    if (!(error <= worst)) worst = error; // NaN is the worst of all
    if (Number.isNaN(worst)) break;
  }
  return toSize(worst, largest);
}

function difference(actual: number | null, right: number): number {
  return actual === null ? NaN : Math.abs(actual - right);
}

function toSize(error: number, magnitude: number): ErrorSize {
  return magnitude === 0
    ? { size: error, unit: "absolute" }
    : { size: error / float32Ulp(magnitude, { unlimited: true }), unit: "ulp" };
}

/** Two digits; what is not in ulp says so. */
export function formatError(error: ErrorSize | undefined): string {
  if (error === undefined) return "–";
  const { size, unit } = error;
  if (!Number.isFinite(size)) return Number.isNaN(size) ? "NaN or ∞" : "∞";
  if (unit === "absolute") return size === 0 ? "0" : `is ${size.toExponential(1)}, not 0`;
  if (size === 0) return "0";
  if (size < 0.01) return "< 0.01";
  if (size < 9.95) return size.toPrecision(2);
  return size < 1000 ? size.toFixed(0) : size.toExponential(1);
}
