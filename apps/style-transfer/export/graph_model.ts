/** Writes graph models, TensorFlow.js's own format: a JSON file, and its weights in a file beside it. */

import { toHalf } from "../checkpoint/half.ts";
import { concatBytes } from "./protobuf.ts";

/** An array of a graph: numbers of single precision, or whole ones. */
export interface GraphConstant {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
  /** Whether it may be stored in half precision; TensorFlow.js makes it single when it loads. */
  readonly half?: boolean;
}

/** What an operator is told besides its inputs, as TensorFlow's `AttrValue`. */
export type GraphAttribute =
  | { readonly s: string }
  | { readonly b: boolean }
  | { readonly i: string }
  | { readonly type: string }
  | { readonly list: { readonly i: readonly string[] } }
  | { readonly shape: GraphShape }
  | { readonly tensor: { readonly dtype: string; readonly tensorShape: GraphShape } };

/** A shape as TensorFlow's `TensorShapeProto`; -1 for any size. */
export interface GraphShape {
  readonly dim: readonly { readonly size: string }[];
}

/** One operator, of TensorFlow's name for it. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}

/** A graph with one input and one output, both `[batch, height, width, 3]`. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, GraphConstant>;
  readonly input: string;
  readonly output: string;
}

/** The two files. */
export interface GraphModelFiles {
  /** The text of `model.json`. */
  readonly json: string;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** The shape of a tensor of pictures, in a node's attributes and in the signature. */
export const PICTURES_SHAPE: GraphShape = {
  dim: ["-1", "-1", "-1", "3"].map((size) => ({ size })),
};

/**
 * Encodes a graph.
 *
 * @param options `weightsPath`: the name under which the weights will lie beside the JSON file. `metadata`:
 *   texts that come along.
 */
export function encodeGraphModel(
  { nodes, constants, input, output }: Graph,
  { weightsPath, metadata }: {
    readonly weightsPath: string;
    readonly metadata: Readonly<Record<string, string>>;
  },
): GraphModelFiles {
  const stored = [...constants].map(([name, constant]) => ({ name, ...store(constant) }));
  const json = {
    format: "graph-model",
    generatedBy: "evenkeel",
    convertedBy: "evenkeel",
    signature: {
      inputs: { [input]: describe(input) },
      outputs: { [output]: describe(output) },
    },
    userDefinedMetadata: metadata,
    modelTopology: {
      node: [...stored.map(({ name, type, shape }) => constantNode(name, type, shape)), ...nodes],
      library: {},
      versions: { producer: 1882 },
    },
    weightsManifest: [{
      paths: [weightsPath],
      weights: stored.map(({ name, entry }) => ({ name, ...entry })),
    }],
  };
  return {
    json: JSON.stringify(json),
    weights: concatBytes(stored.map(({ bytes }) => bytes)),
  };
}

interface Stored {
  readonly type: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly entry: Readonly<Record<string, unknown>>;
}

function store({ shape, data, half = false }: GraphConstant): Stored {
  const dtype = data instanceof Int32Array ? "int32" : "float32";
  const type = dtype === "int32" ? "DT_INT32" : "DT_FLOAT";
  if (half && data instanceof Float32Array) {
    const quantization = { dtype: "float16", original_dtype: dtype };
    return { type, shape, bytes: bytesOf(toHalf(data)), entry: { shape, dtype, quantization } };
  }
  return { type, shape, bytes: bytesOf(data), entry: { shape, dtype } };
}

function bytesOf(data: Float32Array | Int32Array | Uint16Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The values are in the weights; the graph says only of what type and shape they are. */
function constantNode(name: string, type: string, shape: readonly number[]): GraphNode {
  const tensorShape = { dim: shape.map((size) => ({ size: String(size) })) };
  const value = { tensor: { dtype: type, tensorShape } };
  return { name, op: "Const", attr: { dtype: { type }, value } };
}

function describe(name: string): unknown {
  return { name: `${name}:0`, dtype: "DT_FLOAT", tensorShape: PICTURES_SHAPE };
}
