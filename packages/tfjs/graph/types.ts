/** The part of `@tensorflow/tfjs-converter` that is needed here; the package itself is not imported. */

import type { Tensor } from "@tensorflow/tfjs-core";

/** A node of a GraphModel, as an operation of one's own is given it. */
export interface GraphNodeLike {
  /** The tensors that go in, in the order of TensorFlow's operation. */
  readonly inputs: Tensor[];
  /** The attributes that the file has, by TensorFlow's names. */
  readonly attrs: { [name: string]: unknown };
}

/** `registerOp` of `@tensorflow/tfjs-converter`. */
export type RegisterOpLike = (name: string, op: (node: GraphNodeLike) => Tensor[]) => void;
