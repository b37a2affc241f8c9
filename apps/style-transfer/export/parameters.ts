/** What a convolution needs when nothing is trained any more. */

import { foldBatchNorm } from "@evenkeel/kernels";
import { type Convolution, kernelShape } from "../model/layers.ts";
import { GROUPS, type NormName } from "../model/norms.ts";
import type { Painter } from "../model/paint.ts";
import type { Weights } from "../model/weights.ts";

/** What every norm of the app adds to the variance. */
export const EPSILON = 1e-5;

/** A norm whose statistics are those of the picture. */
export interface PictureNorm {
  /** Into how many groups the channels fall; as many as channels for instance norm, 1 for layer norm. */
  readonly groups: number;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
}

/** The arrays of one convolution, with running statistics folded into them. */
export interface Parameters {
  /** As TensorFlow lays it out. */
  readonly kernel: Float32Array;
  readonly bias?: Float32Array;
  readonly norm?: PictureNorm;
}

/** A batch norm disappears in its convolution, and no norm is a bias; the others stay. */
export function parametersOf(layer: Convolution, { generator, weights }: Painter): Parameters {
  const read = (part: string) => valuesOf(weights, `${layer.name}.${part}`);
  const kernel = read("kernel");
  if (layer.then === "nothing") return { kernel };
  const beta = read("beta");
  if (layer.then === "bias" || generator.norm === "none") return { kernel, bias: beta };
  const gamma = read("gamma");
  if (generator.norm === "batch") {
    const folded = foldBatchNorm(kernel, {
      shape: kernelShape(layer),
      axis: outputAxis(layer),
      gamma,
      beta,
      mean: read("running_mean"),
      variance: read("running_variance"),
      epsilon: EPSILON,
    });
    return { kernel: folded.weight, bias: Float32Array.from(folded.bias) };
  }
  return { kernel, norm: { groups: groupsOf(generator.norm, layer.to), gamma, beta } };
}

function valuesOf(weights: Weights, name: string): Float32Array {
  const weight = weights.get(name);
  if (weight === undefined) throw new RangeError(`weights must hold "${name}"`);
  return weight.values;
}

function outputAxis({ kind }: Convolution): number {
  return kind === "full" ? 3 : 2;
}

function groupsOf(norm: NormName, channels: number): number {
  if (norm === "layer") return 1;
  return norm === "group" ? GROUPS : channels;
}
