/** The instance norm that grappler finds in a graph, when the converter runs on an Intel processor. */

import type { Layout } from "@evenkeel/kernels";
import { leakyRelu, relu, reshape, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { normalizedTensor } from "../_normalize.ts";
import { attribute, listAttribute } from "./_attributes.ts";
import type { GraphNodeLike } from "./types.ts";

/** `_MklFusedInstanceNorm`. */
export function fusedInstanceNorm(node: GraphNodeLike): Tensor[] {
  const [x, gamma, beta] = node.inputs as [Tensor, Tensor, Tensor];
  const epsilon = attribute(node, "epsilon", { kind: "number", fallback: 1e-4 });
  const layout = layoutOf(x.rank, listAttribute(node, "reduction_axes"));
  return tidy(() => {
    // The graph may hold them in the shape that meets x, as [1, 1, 1, c].
    const affine = { gamma: reshape(gamma, [-1]), beta: reshape(beta, [-1]) };
    const y = normalizedTensor({ kind: "instance" }, x, { ...affine, epsilon, layout });
    return [listAttribute(node, "fused_ops").reduce<Tensor>((y, op) => activate(op, y, node), y)];
  });
}

function layoutOf(rank: number, axes: readonly unknown[]): Layout {
  const reduced = axes.map((axis) => (Number(axis) + rank) % rank).sort().join();
  const spatial = Array.from({ length: rank - 2 }, (_, i) => i + 1);
  if (reduced === spatial.join()) return "channels-last";
  if (reduced === spatial.map((axis) => axis + 1).join()) return "channels-first";
  throw new RangeError(
    `attribute reduction_axes must be the spatial axes of rank ${rank}, got [${axes}]`,
  );
}

function activate(op: unknown, y: Tensor, node: GraphNodeLike): Tensor {
  switch (String(op).toLowerCase()) { // the converter has done that, too
    case "relu":
      return relu(y);
    case "leakyrelu":
      return leakyRelu(y, attribute(node, "leakyrelu_alpha", { kind: "number", fallback: 0.2 }));
    default:
      throw new RangeError(`attribute fused_ops must hold Relu or LeakyRelu, got ${String(op)}`);
  }
}
