/**
 * Adam's update.
 *
 * @module
 */

import { checkApart, checkArray, checkEpsilon } from "../_check.ts";
import type { FloatArray } from "../types.ts";
import { checkSameType } from "./_output.ts";

/** What {@linkcode adamUpdate} takes. */
export interface AdamOptions<T extends FloatArray> {
  /** The running mean of the gradient; zeros before the first step. Written. */
  readonly mean: T;
  /** The running mean of the gradient's square; zeros before the first step. Written. */
  readonly square: T;
  /** Which step this is; the first one is 1. */
  readonly step: number;
  /**
   * What `mhat / (sqrt(vhat) + epsilon)` is multiplied by: any finite number, more than 0 to descend. Default
   * 1e-3, the paper's, PyTorch's and Keras's.
   */
  readonly learningRate?: number;
  /**
   * How much of the running means is kept, each at least 0 and less than 1. Default 0.9 and 0.999, the
   * paper's.
   */
  readonly betas?: readonly [number, number];
  /** Added to the root, at least 0. Default 1e-8, PyTorch's (Keras and TensorFlow.js: 1e-7). */
  readonly epsilon?: number;
  /**
   * How much of the parameters is added to their gradient, finite: PyTorch's `Adam`, not `AdamW`. Default 0.
   */
  readonly weightDecay?: number;
}

/**
 * Moves parameters by one step of Adam, in place and in one pass:
 * `g = gradient + weightDecay * parameters`, `mean = beta1 * mean + (1 - beta1) * g`,
 * `square = beta2 * square + (1 - beta2) * g ** 2`, `parameters -= learningRate * mhat / (sqrt(vhat) +
 * epsilon)`, `mhat = mean / (1 - beta1 ** step)`, `vhat = square / (1 - beta2 ** step)`.
 *
 * Epsilon stands where PyTorch has it; arithmetic is float64, and what is kept is rounded to the type
 * of the arrays. Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6
 * (Float32Array) of the largest value.
 *
 * NaN stays at its own element. Empty arrays are left alone; with `epsilon: 0` an element whose gradient
 * was always 0 becomes NaN.
 *
 * @param parameters Written.
 * @param gradient As many; not written.
 * @param options The running means, which are written and must be kept for the next step, the step, and the
 * rates.
 * @throws {TypeError} If an array is not a float array, or of another type than `parameters`.
 * @throws {RangeError} If a length or an option is not valid, or arrays overlap. Nothing has been written
 * then.
 *
 * @example
 * ```ts
 * import { adamUpdate } from "@evenkeel/kernels/nn";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const parameters = new Float64Array([1]);
 * const [mean, square] = [new Float64Array(1), new Float64Array(1)];
 * adamUpdate(parameters, new Float64Array([50]), { mean, square, step: 1, learningRate: 0.25 });
 * assertAlmostEquals(parameters[0]!, 0.75, 1e-9); // the first step is as long as the learning rate
 * ```
 *
 * @see Kingma, Ba, "Adam: A Method for Stochastic Optimization" (2014), arXiv 1412.6980
 */
export function adamUpdate<T extends FloatArray>(
  parameters: T,
  gradient: T,
  options: AdamOptions<T>,
): void {
  const { mean, square, step, betas: [beta1, beta2] = [0.9, 0.999] } = options;
  const { learningRate = 1e-3, epsilon = 1e-8, weightDecay = 0 } = options;
  checkArray("parameters", parameters, { length: parameters.length, unit: "any" });
  for (const [name, array] of Object.entries({ gradient, mean, square })) {
    checkArray(name, array, { length: parameters.length, unit: "as many as parameters" });
    checkSameType(name, array, parameters);
  }
  if (!Number.isSafeInteger(step) || step < 1) {
    throw new RangeError(`step must be a positive integer, got ${step}`);
  }
  for (const beta of [beta1, beta2]) {
    if (!(beta >= 0 && beta < 1)) {
      throw new RangeError(`betas must be at least 0 and less than 1, got ${beta}`);
    }
  }
  for (const [name, value] of Object.entries({ learningRate, weightDecay })) {
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value}`);
  }
  checkEpsilon(epsilon);
  checkApart("mean", mean, { parameters, gradient, square });
  checkApart("square", square, { parameters, gradient });
  checkApart("parameters", parameters, { gradient });
  const unbias1 = 1 / (1 - beta1 ** step);
  const unbias2 = 1 / (1 - beta2 ** step);
  for (let i = 0; i < parameters.length; i++) {
    // An infinite parameter times no decay would be NaN.
    const g = gradient[i]! + (weightDecay === 0 ? 0 : weightDecay * parameters[i]!);
    const m = beta1 * mean[i]! + (1 - beta1) * g;
    const v = beta2 * square[i]! + (1 - beta2) * g * g;
    mean[i] = m;
    square[i] = v;
    const deviation = Math.sqrt(v * unbias2);
    parameters[i] = parameters[i]! - learningRate * m * unbias1 / (deviation + epsilon);
  }
}
