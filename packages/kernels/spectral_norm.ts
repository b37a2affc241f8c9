/**
 * Spectral normalization: a weight divided by its largest singular value.
 *
 * @module
 */

import { checkArray, checkEpsilon, checkOut, checkPresent, describe, optionsOf } from "./_check.ts";
import { keepAxis, type KeptAxis } from "./_kept_axis.ts";
import {
  direction,
  dot,
  type LengthFloor,
  rowTimes,
  subtractOuter,
  timesColumn,
} from "./_weight_matrix.ts";
import type { FloatArray } from "./types.ts";

/**
 * The singular vectors as power iteration knows them so far. With `iterations: 0` they are used as given, and
 * both should have length 1, as {@linkcode createSpectralState} makes them. An iteration starts from one of
 * them, of any length but 0, and renews both, to length 1, or less where epsilon is felt.
 */
export interface SpectralState {
  /** The left one, one element per output; written. */
  readonly u: FloatArray;
  /** The right one, one element for each weight of an output (its fan-in), in memory order; written. */
  readonly v: FloatArray;
}

/** What {@linkcode spectralNorm} takes. */
export interface SpectralNormOptions<T extends FloatArray> {
  /** The shape of `x`, rank at least 1. */
  readonly shape: readonly number[];
  /**
   * The axis of the outputs. Default 0, PyTorch's (`[out, in, kh, kw]`); -1 is Keras's
   * (`[kh, kw, in, out]`), 1 that of PyTorch's transposed convolution.
   */
  readonly axis?: number;
  /** The singular vectors so far; written. */
  readonly state: SpectralState;
  /**
   * The vector that an iteration starts from; the other one is renewed first. Default `"u"`: the
   * paper, Keras, Flax and PyTorch's older `nn.utils.spectral_norm`. `"v"`: PyTorch's parametrization.
   */
  readonly start?: "u" | "v";
  /** How many power iterations to make first. Default 1; 0 leaves the state alone: inference. */
  readonly iterations?: number;
  /**
   * Where vectors are divided by their lengths, what keeps those above 0, at least 0. Default 1e-12, PyTorch's
   * and Flax's; Keras has 1e-7, TensorFlow Addons 1e-6.
   */
  readonly epsilon?: number;
  /**
   * How it does. `"least"`, the default: the divisor is `max(length, epsilon)` (PyTorch, Keras, TensorFlow
   * Addons). `"added"`: it is `sqrt(length ** 2 + epsilon)` (Flax), another one for lengths below 1e-4 or so.
   */
  readonly floor?: "least" | "added";
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode spectralNorm} returns. */
export interface SpectralNormResult<T extends FloatArray> {
  /** The weight to use, of the shape and type of `x`. */
  readonly y: T;
  /** The largest singular value, as far as the state knows it. Keep it for backward. */
  readonly sigma: number;
  /** The left vector that was used, float64. Keep it for backward. */
  readonly u: Float64Array;
  /** The right vector that was used, float64. Keep it for backward. */
  readonly v: Float64Array;
}

/** What {@linkcode spectralNormBackward} takes. */
export interface SpectralNormBackwardOptions<T extends FloatArray> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** As in the forward call. */
  readonly axis?: number;
  /** The singular value that forward returned. */
  readonly sigma: number;
  /** The left vector that forward returned. */
  readonly u: FloatArray;
  /** The right vector that forward returned. */
  readonly v: FloatArray;
  /**
   * `"projection"`, the default, is the gradient (PyTorch, Flax, Keras on JAX). `"straight-through"` hands dy
   * on as it is: Keras on its other backends and TensorFlow Addons store `y` in place of `x`, so that their
   * optimizer moves `y`.
   */
  readonly gradient?: "projection" | "straight-through";
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Makes the state that {@linkcode spectralNorm} starts from, and iterates it.
 *
 * @param x The weight, as many elements as `shape` says. Not written.
 * @param options The shape and axis; how many `iterations` to make (default 15, PyTorch's), and `random`,
 * which gives numbers from 0 up to 1, but not 1, as `Math.random` does (default: a sequence that is always the
 * same). `iterations` of the presets are those of `spectralNorm`, not of this function.
 * @returns Two vectors of length 1, float64: `u` with one element per output, `v` with one for each weight of
 * an output. A weight of zeros leaves them as random as they were.
 * @throws {TypeError} If `x` is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, iterations or a length is not valid.
 *
 * @example
 * ```ts
 * import { createSpectralState, spectralNorm } from "@evenkeel/kernels";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = new Float64Array([3, 0, 0, 1]); // singular values 3 and 1
 * const state = createSpectralState(x, { shape: [2, 2] });
 * assertAlmostEquals(spectralNorm(x, { shape: [2, 2], state }).sigma, 3, 1e-6);
 * ```
 */
export function createSpectralState(
  x: FloatArray,
  options: {
    readonly shape: readonly number[];
    readonly axis?: number;
    readonly iterations?: number;
    readonly random?: () => number;
  },
): { u: Float64Array; v: Float64Array } {
  const { shape, axis = 0, iterations = 15, random = createSequence() } = optionsOf(options);
  const at = keepAxis(shape, axis);
  const start = (length: number) => {
    const some = Float64Array.from({ length }, () => normal(random));
    return direction(some, { least: 0, added: 0 }) ?? some;
  };
  const state = { u: start(at.kept), v: start(at.before * at.after) };
  spectralNorm(x, { shape, axis, iterations, state });
  return state;
}

/**
 * Divides a weight by its largest singular value: `y = x / sigma`, `sigma = u W v`, where W is `x` with one
 * row per output, after `iterations` times `v = W' u / |W' u|`, `u = W v / |W v|` (or `u` first: see `start`).
 *
 * With u and v of length 1 or less, as iterations leave them, the estimate is never above the true value, up
 * to rounding. A weight of
 * zeros stays as it is, and so does the state (PyTorch gives NaN). Of a vector sigma is its length.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The weight, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the axis of the outputs and the state, which is written unless `iterations`
 * is 0.
 * @returns `y` like `x`; `sigma`, `u` and `v` as they were used, in float64.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon, floor, start, iterations or a length is not
 * valid.
 *
 * @example
 * ```ts
 * import { spectralNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = new Float32Array([2, 0, 0, 1]); // one input, two outputs of 1 x 2
 * const state = { u: new Float32Array([1, 0]), v: new Float32Array(2) };
 * const { y, sigma } = spectralNorm(kernel, { shape: [2, 1, 1, 2], state });
 * assertEquals(sigma, 2);
 * assertEquals([...y], [1, 0, 0, 0.5]);
 * ```
 *
 * @see Miyato et al., "Spectral Normalization for Generative Adversarial Networks" (2018),
 * arXiv 1802.05957
 */
export function spectralNorm<T extends FloatArray>(
  x: T,
  options: SpectralNormOptions<T>,
): SpectralNormResult<T> {
  const { shape, axis = 0, state, ...others } = optionsOf(options);
  const { start = "u", iterations = 1, epsilon = 1e-12, floor = "least" } = others;
  const at = keepAxis(shape, axis);
  checkArray("x", x, { length: at.plan.size, unit: "the product of shape" });
  checkEpsilon(epsilon);
  if (!Number.isSafeInteger(iterations) || iterations < 0) {
    throw new RangeError(
      `iterations must be a non-negative integer, got ${describe(iterations)}`,
    );
  }
  if (start !== "u" && start !== "v") {
    throw new RangeError(`start must be "u" or "v", got ${describe(start)}`);
  }
  if (floor !== "least" && floor !== "added") {
    throw new RangeError(`floor must be "least" or "added", got ${describe(floor)}`);
  }
  checkPresent("state", state, "what createSpectralState gives");
  let { u, v } = vectors(state, at, "state.");
  const y = checkOut("y", options.out, x, { inputs: { x } });
  for (let i = 0; i < iterations; i++) {
    const next = iterate(x, at, { u, v, start, floor: { least: 0, added: 0, [floor]: epsilon } });
    if (next === undefined) break;
    u = next.u, v = next.v;
  }
  if (iterations > 0) state.u.set(u), state.v.set(v);
  const sigma = dot(u, timesColumn(x, at, v));
  for (let i = 0; i < x.length; i++) y[i] = sigma === 0 ? x[i]! : x[i]! / sigma;
  return { y, sigma, u, v };
}

/**
 * The gradient of {@linkcode spectralNorm}, u and v held constant:
 * `dx = (dy - sum(dy * y) * u v') / sigma`, with `y = x / sigma`. Or dy itself: see the option `gradient`.
 *
 * Where sigma is 0, `dx` is `dy`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and axis, and what forward returned.
 * @returns `dx` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, gradient or a length is not valid.
 *
 * @example
 * ```ts
 * import { spectralNorm, spectralNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float64Array([2, 0, 0, 1]), shape = [2, 2];
 * const state = { u: new Float64Array([1, 0]), v: new Float64Array(2) };
 * const kept = spectralNorm(x, { shape, state });
 * const dy = new Float64Array([1, 1, 1, 1]);
 * assertEquals([...spectralNormBackward(dy, x, { shape, ...kept }).dx], [-0.25, 0.5, 0.5, 0.5]);
 * const keras = spectralNormBackward(dy, x, { shape, ...kept, gradient: "straight-through" });
 * assertEquals([...keras.dx], [1, 1, 1, 1]);
 * ```
 *
 * @see Miyato et al. (2018), arXiv 1802.05957, section 2.2
 */
export function spectralNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: SpectralNormBackwardOptions<T>,
): { readonly dx: T } {
  const { shape, axis = 0, sigma, gradient = "projection" } = optionsOf(options);
  const at = keepAxis(shape, axis);
  checkArray("dy", dy, { length: at.plan.size, unit: "the product of shape" });
  checkArray("x", x, { length: at.plan.size, unit: "the product of shape" });
  if (gradient !== "projection" && gradient !== "straight-through") {
    throw new RangeError(
      `gradient must be "projection" or "straight-through", got ${describe(gradient)}`,
    );
  }
  if (typeof sigma !== "number") {
    throw new TypeError(`sigma must be a number, got ${describe(sigma)}`);
  }
  const { u, v } = vectors(options, at, "");
  const dx = checkOut("dx", options.out, x, { inputs: { dy, x } });
  if (gradient === "straight-through" || sigma === 0) dx.set(dy);
  else subtractOuter(at, { dy, dx }, { u, v, share: dot(dy, x) / sigma, sigma });
  return { dx };
}

interface Vectors {
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Both vectors renewed, or undefined where the weight leaves nothing of one. */
function iterate(
  x: FloatArray,
  at: KeptAxis,
  { u, v, start, floor }: Vectors & { readonly start: "u" | "v"; readonly floor: LengthFloor },
): Vectors | undefined {
  const left = (right: Float64Array) => direction(timesColumn(x, at, right), floor);
  const right = (left: Float64Array) => direction(rowTimes(left, x, at), floor);
  const first = start === "u" ? right(u) : left(v);
  if (first === undefined) return undefined;
  const second = start === "u" ? left(first) : right(first);
  if (second === undefined) return undefined;
  return start === "u" ? { u: second, v: first } : { u: first, v: second };
}

/** Float64 copies of the two vectors, checked. */
function vectors(
  { u, v }: SpectralState,
  { before, kept, after }: KeptAxis,
  prefix: string,
): Vectors {
  checkArray(`${prefix}u`, u, { length: kept, unit: "outputs" });
  checkArray(`${prefix}v`, v, { length: before * after, unit: "elements of each output" });
  return { u: Float64Array.from(u), v: Float64Array.from(v) };
}

/** From the normal distribution, by Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The linear congruential sequence of Numerical Recipes: good enough for a direction. */
function createSequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
