/** TensorFlow's fused batch norm, with batch statistics too, and in both layouts. */

import { add, clone, mul, relu, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { fixedTensor, normTensor } from "../_normalize.ts";
import { attribute } from "./_attributes.ts";
import type { GraphNodeLike } from "./types.ts";

/** `FusedBatchNorm`, its versions 2 and 3, and what grappler makes of it and the ReLU behind it. */
export function fusedBatchNorm(node: GraphNodeLike): Tensor[] {
  const [x, gamma, beta, mean, variance, side] = node.inputs as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor?,
  ];
  const epsilon = attribute(node, "epsilon", { kind: "number", fallback: 1e-4 });
  const training = attribute(node, "is_training", { kind: "boolean", fallback: true });
  const layout = layoutOf(node);
  return tidy(() => {
    const finish = activationOf(node, side);
    if (!training) {
      const y = fixedTensor({ kind: "batch" }, x, { gamma, beta, mean, variance, epsilon, layout });
      return [finish(y), clone(mean), clone(variance)];
    }
    const made = normTensor({ kind: "batch" }, x, { gamma, beta, epsilon, layout });
    const count = x.size / gamma.size;
    // TensorFlow hands on the unbiased variance, and normalizes with the biased one.
    const unbiased = mul(made.variance, count / Math.max(count - 1, 1));
    const rate = attribute(node, "exponential_avg_factor", { kind: "number", fallback: 1 });
    return [finish(made.y), moved(mean, made.mean, rate), moved(variance, unbiased, rate)];
  });
}

function layoutOf(node: GraphNodeLike): "channels-first" | "channels-last" {
  const format = attribute(node, "data_format", { kind: "string", fallback: "NHWC" });
  switch (format.toUpperCase()) {
    case "NHWC":
    case "NDHWC":
      return "channels-last";
    case "NCHW":
    case "NCDHW":
      return "channels-first";
    default:
      throw new RangeError(
        `attribute data_format must be NHWC, NDHWC, NCHW or NCDHW, got ${format}`,
      );
  }
}

function activationOf(node: GraphNodeLike, side: Tensor | undefined): (y: Tensor) => Tensor {
  const mode = attribute(node, "activation_mode", { kind: "string", fallback: "Identity" });
  const sides = attribute(node, "num_side_inputs", { kind: "number", fallback: 0 });
  const isRelu = /^relu$/i.test(mode); // the converter lowers the case
  if (!isRelu && !/^identity$/i.test(mode)) {
    throw new RangeError(`attribute activation_mode must be Identity or Relu, got ${mode}`);
  }
  return (y) => {
    const sum = sides > 0 && side !== undefined ? add(y, side) : y;
    return isRelu ? relu(sum) : sum;
  };
}

/** The running statistic; with a rate of 1, as always before version 3, there may be none before. */
function moved(before: Tensor, now: Tensor, rate: number): Tensor {
  return rate === 1 ? now : add(mul(before, 1 - rate), mul(now, rate));
}
