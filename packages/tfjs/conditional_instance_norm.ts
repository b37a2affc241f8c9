/**
 * Conditional instance normalization of tensors: one scale and one shift for each style.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import {
  add,
  customGrad,
  gather,
  type GradSaveFunc,
  matMul,
  mul,
  oneHot,
  type Tensor,
  type Tensor1D,
  tensor1d,
  type Tensor2D,
  tidy,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { type Channels, channelsOf, perInstance, shaped } from "./_channels.ts";
import { convertToTensor } from "./_convert.ts";
import { instanceNorm } from "./instance_norm.ts";

/** What {@linkcode conditionalInstanceNorm} takes: `index` or `weights`, exactly one of them. */
export interface ConditionalInstanceNormOptions {
  /** The scale of each channel in each style, `[styles, c]`. */
  readonly gamma: Tensor2D;
  /** The shift, like gamma. */
  readonly beta: Tensor2D;
  /** The style of each sample, `[n]`, counted from 0. A tensor must be int32. */
  readonly index?: Tensor1D | readonly number[] | Int32Array;
  /** How much of each style each sample gets, `[n, styles]`. Any numbers. */
  readonly weights?: Tensor2D;
  /** Added to the variance, inside the root. Default 1e-5 (Magenta's). */
  readonly epsilon?: number;
  /** Position of the channel axis. Default `"channels-last"`. */
  readonly layout?: Layout;
}

/**
 * Instance norm whose gamma and beta depend on the sample's style:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[style, c] + beta[style, c]`, with the biased variance
 * over the positions of a channel of a sample; or with `sum(weights[s] * gamma[s, c])` and likewise
 * beta, which blends styles.
 *
 * Differentiable in x, gamma, beta and weights. Weights need not sum to 1.
 *
 * An empty input gives an empty `y`. A channel of one position, or of equal ones, becomes the sample's beta.
 * NaN stays in its channel of its sample.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options The tables gamma and beta `[styles, c]`, either `index` `[n]` or `weights` `[n, styles]`,
 * epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers, a tensor `index` is not int32, or not
 * exactly one of index and weights is given.
 * @throws {RangeError} If a shape, the layout, epsilon or an index is not valid.
 * @throws {Error} If a tensor `index` holds a style that there is not, on the cpu, wasm and evenkeel
 * backends; to look into it would halt a GPU, whose answer is then arbitrary.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { conditionalInstanceNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3, 1, 3], [2, 2, 1]); // two samples, two positions, one channel
 * const tables = { gamma: tensor2d([[1], [10]]), beta: tensor2d([[0], [5]]) }; // two styles
 * const y = conditionalInstanceNorm(x, { ...tables, index: [1, 0], epsilon: 0 });
 * assertEquals([...y.dataSync()], [-5, 15, -1, 1]);
 * ```
 *
 * @see Dumoulin, Shlens, Kudlur, "A Learned Representation For Artistic Style" (2016), arXiv 1610.07629
 */
export function conditionalInstanceNorm<T extends Tensor>(
  x: T,
  options: ConditionalInstanceNormOptions,
): T {
  const { epsilon = 1e-5 } = options;
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const choose = chooser(options, at);
    const gamma = perInstance(choose("gamma", options.gamma), at);
    const beta = perInstance(choose("beta", options.beta), at);
    return add(mul(instanceNorm<Tensor>(x, { epsilon, layout: at.layout }), gamma), beta) as T;
  });
}

/** Makes a row for each sample of a table with a row for each style. */
function chooser(
  { index, weights, gamma }: ConditionalInstanceNormOptions,
  { n, c }: Channels,
): (name: string, table: Tensor2D) => Tensor {
  if ((index === undefined) === (weights === undefined)) {
    const got = index === undefined ? "neither" : "both";
    throw new TypeError(`index or weights must be given, exactly one of them, got ${got}`);
  }
  const styles = convertToTensor("gamma", gamma).shape[0]!;
  const checked = (name: string, table: Tensor): Tensor2D =>
    shaped(name, table, { shape: [styles, c], unit: "(styles, channels)" }) as Tensor2D;
  if (weights !== undefined) {
    const wanted = { shape: [n, styles], unit: "(samples, styles)" };
    const rows = shaped("weights", weights, wanted) as Tensor2D;
    return (name, table) => matMul(rows, checked(name, table));
  }
  const rows = readIndex(index!, { n, styles });
  return (name, table) => pickRows(checked(name, table), rows);
}

/** `gather`, whose stock gradient has no kernel on wasm: here it is a product of matrices. */
function pickRows(table: Tensor2D, index: Tensor1D): Tensor {
  return customGrad((...given) => {
    const [table, index, save] = given as [Tensor2D, Tensor1D, GradSaveFunc];
    save([index]);
    return {
      value: gather(table, index),
      gradFunc: (dy: Tensor2D, [index]: Tensor[]) => [
        matMul(oneHot(index!, table.shape[0]) as Tensor2D, dy, true),
        zerosLike(index!),
      ],
    };
  })(table, index);
}

function readIndex(
  index: Tensor1D | readonly number[] | Int32Array,
  { n, styles }: { readonly n: number; readonly styles: number },
): Tensor1D {
  if ("shape" in index) {
    shaped("index", index, { shape: [n], unit: "(samples)" });
    const { dtype } = index;
    if (dtype !== "int32") throw new TypeError(`index must be a tensor of int32, got ${dtype}`);
    return index;
  }
  demand(index.length === n, `index must have ${n} elements (samples)`, index.length);
  const list = [...index];
  const wrong = list.find((style) => !Number.isSafeInteger(style) || style < 0 || style >= styles);
  demand(wrong === undefined, `index must hold integers from 0 to ${styles - 1}`, wrong);
  return tensor1d(list, "int32");
}
