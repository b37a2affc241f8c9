/**
 * Conditional instance normalization: one gamma and beta per style, chosen or mixed for each sample.
 *
 * @module
 */

import { checkApart, checkArray, describe } from "./_check.ts";
import { createInstances, type Instances } from "./_instances.ts";
import { openBackward } from "./_open.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray, ForwardResult } from "./types.ts";

/** Which style each sample gets: `index` or `weights`, exactly one of them. */
export interface StyleChoice {
  /** The style of each sample, `[n]`, counted from 0. */
  readonly index?: ArrayLike<number>;
  /** How much of each style each sample gets, `[n * styles]`, sample by sample. Any numbers. */
  readonly weights?: FloatArray;
}

/** What {@linkcode conditionalInstanceNorm} takes. */
export interface ConditionalInstanceNormOptions<T extends FloatArray>
  extends ActivationNormOptions, StyleChoice {
  /** The scale of each channel in each style, `[styles * c]`, style by style. */
  readonly gamma: FloatArray;
  /** The shift, like gamma. */
  readonly beta: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode conditionalInstanceNormBackward} takes. */
export interface ConditionalInstanceNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, StyleChoice {
  /** The scales of the forward call. */
  readonly gamma: FloatArray;
  /** The shifts of the forward call. */
  readonly beta: FloatArray;
  /** The mean that forward returned, `[n * c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[n * c]`. */
  readonly rstd: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What {@linkcode conditionalInstanceNormBackward} returns; dgamma and dbeta are `[styles * c]`. */
export interface ConditionalInstanceNormGradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `weights`, float64 `[n * styles]`; only if they were given. */
  readonly dweights?: Float64Array;
}

/**
 * Instance norm whose gamma and beta depend on the sample's style:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[style, c] + beta[style, c]`, with the biased variance
 * over the positions of a channel of a sample; or with `sum(weights[s] * gamma[s, c])` and likewise
 * beta, which blends styles.
 *
 * A sample's result does not depend on its batch, to the bit. Weights need not sum to 1. A style that
 * is not chosen, or has weight 0, has no influence, whatever its row holds. An empty input gives an
 * empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the tables gamma and beta, and either `index` or `weights`. Epsilon is
 * 1e-5 unless given (Magenta's).
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array, or not exactly one of index
 * and weights is given.
 * @throws {RangeError} If the shape, layout, epsilon, an index or a length is not valid.
 *
 * @example
 * ```ts
 * import { conditionalInstanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 1, 3]); // two samples, one channel, two positions
 * const tables = { gamma: new Float32Array([1, 10]), beta: new Float32Array([0, 5]) }; // two styles
 * const options = { shape: [2, 1, 2], ...tables, epsilon: 0 };
 * assertEquals([...conditionalInstanceNorm(x, { ...options, index: [1, 0] }).y], [-5, 15, -1, 1]);
 * ```
 *
 * @see Dumoulin, Shlens, Kudlur, "A Learned Representation For Artistic Style" (2016), arXiv 1610.07629
 */
export function conditionalInstanceNorm<T extends FloatArray>(
  x: T,
  options: ConditionalInstanceNormOptions<T>,
): ForwardResult<T> {
  const at = createInstances(options);
  const styles = readStyles(options, at);
  const gamma = lookUp(options.gamma, styles, at);
  const beta = lookUp(options.beta, styles, at);
  const { epsilon, engine = at.engine, out } = options;
  const rest = { ...(epsilon !== undefined && { epsilon }), ...(out && { out }) };
  return normalize(at.plan, x, { ...rest, engine, gamma, beta });
}

/**
 * The gradient of {@linkcode conditionalInstanceNorm}: that of instance norm with the sample's gamma;
 * `dgamma[s, c] = sum(weight * dy * xhat)` and `dbeta[s, c] = sum(weight * dy)` over positions and the
 * samples of the style; `dweights[n, s] = sum(gamma[s, c] * dy * xhat + beta[s, c] * dy)` over channels.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call, and the mean and rstd that it returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[styles * c]`; perhaps `dweights`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array, or not exactly one of index
 * and weights is given.
 * @throws {RangeError} If the shape, layout, epsilon, an index or a length is not valid.
 *
 * @example
 * ```ts
 * import { conditionalInstanceNorm, conditionalInstanceNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 1, 3]);
 * const tables = { gamma: new Float32Array([1, 10]), beta: new Float32Array([0, 5]) };
 * const options = { shape: [2, 1, 2], ...tables, index: [1, 1] };
 * const { mean, rstd } = conditionalInstanceNorm(x, options);
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dbeta } = conditionalInstanceNormBackward(dy, x, { ...options, mean, rstd });
 * assertEquals([...dbeta], [0, 4]);
 * ```
 *
 * @see Dumoulin, Shlens, Kudlur, "A Learned Representation For Artistic Style" (2016), arXiv 1610.07629
 */
export function conditionalInstanceNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: ConditionalInstanceNormBackwardOptions<T>,
): ConditionalInstanceNormGradients<T> {
  const { at, dx } = openBackward(dy, x, options);
  const styles = readStyles(options, at);
  checkApart("out.dx", dx, {
    gamma: options.gamma,
    beta: options.beta,
    weights: options.weights,
  });
  const gamma = lookUp(options.gamma, styles, at);
  const { mean, rstd } = options;
  const rest = { mean, rstd, engine: at.engine, out: { dx } };
  const { dgamma, dbeta } = normalizeBackward(at.plan, dy, x, { ...rest, gamma });
  const tables = { dgamma: spread(dgamma, styles, at), dbeta: spread(dbeta, styles, at) };
  if (options.weights === undefined) return { dx, ...tables };
  const dweights = new Float64Array(at.n * styles.count);
  for (let i = 0; i < dweights.length; i++) {
    const sample = Math.floor(i / styles.count), row = (i % styles.count) * at.c;
    for (let channel = 0; channel < at.c; channel++) {
      const own = sample * at.c + channel, table = row + channel;
      dweights[i] = dweights[i]! +
        options.gamma[table]! * dgamma[own]! + options.beta[table]! * dbeta[own]!;
    }
  }
  return { dx, ...tables, dweights };
}

/** How many styles there are, and how much of which each sample gets. */
interface Styles {
  readonly count: number;
  readonly weightOf: (sample: number, style: number) => number;
}

function readStyles(
  { gamma, beta, index, weights }: StyleChoice & {
    readonly gamma: FloatArray;
    readonly beta: FloatArray;
  },
  { n, c }: Instances,
): Styles {
  const count = c === 0 ? 0 : Math.max(1, Math.floor((gamma?.length ?? 0) / c));
  checkArray("gamma", gamma, { length: count * c, unit: `${count} styles of ${c} channels` });
  checkArray("beta", beta, { length: count * c, unit: "as many as gamma" });
  if ((index === undefined) === (weights === undefined)) {
    const came = index === undefined ? "neither" : "both";
    throw new TypeError(`exactly one of index and weights must be given, got ${came}`);
  }
  if (weights !== undefined) {
    const unit = `${n} samples of ${count} styles`;
    checkArray("weights", weights, { length: n * count, unit });
    return { count, weightOf: (sample, style) => weights[sample * count + style]! };
  }
  if (index?.length !== n) {
    throw new RangeError(`index must have ${n} elements (samples), got ${describe(index?.length)}`);
  }
  for (let sample = 0; sample < n; sample++) {
    const style = index[sample]!;
    if (c > 0 && (!Number.isSafeInteger(style) || style < 0 || style >= count)) {
      throw new RangeError(
        `index must hold integers from 0 to ${count - 1} (styles), got ${describe(style)}`,
      );
    }
  }
  return { count, weightOf: (sample, style) => index[sample] === style ? 1 : 0 };
}

/** Each sample's mixture of a table's rows. */
function lookUp(table: FloatArray, { count, weightOf }: Styles, { n, c }: Instances): Float64Array {
  const instances = new Float64Array(n * c);
  for (let sample = 0; sample < n; sample++) {
    for (let style = 0; style < count; style++) {
      const weight = weightOf(sample, style);
      if (weight === 0) continue;
      for (let channel = 0; channel < c; channel++) {
        const i = sample * c + channel;
        instances[i] = instances[i]! + weight * table[style * c + channel]!;
      }
    }
  }
  return instances;
}

/** The gradient of {@linkcode lookUp}. */
function spread(
  instances: Float64Array,
  { count, weightOf }: Styles,
  { n, c }: Instances,
): Float64Array {
  const table = new Float64Array(count * c);
  for (let sample = 0; sample < n; sample++) {
    for (let style = 0; style < count; style++) {
      const weight = weightOf(sample, style);
      if (weight === 0) continue;
      for (let channel = 0; channel < c; channel++) {
        const i = style * c + channel;
        table[i] = table[i]! + weight * instances[sample * c + channel]!;
      }
    }
  }
  return table;
}
