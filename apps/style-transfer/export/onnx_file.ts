/** Writes ONNX files. Field numbers are those of `onnx.proto`. */

import { concatBytes, float, integer, message, text } from "./protobuf.ts";

/** What an operator is told besides its inputs. A list of numbers is one of whole ones. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly text: string };

/** One operator. An input named "" is left out. */
export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** An array in the file: numbers of single or half precision (as bit patterns), or whole ones. */
export interface OnnxConstant {
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array | BigInt64Array;
}

/** The axes of an input or output: a size, or the name of one that is not fixed. */
export type OnnxShape = readonly (number | string)[];

/** A graph between tensors of single precision. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: Readonly<Record<string, OnnxShape>>;
  readonly outputs: Readonly<Record<string, OnnxShape>>;
  readonly constants: ReadonlyMap<string, OnnxConstant>;
  /** Texts that come along. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const IR_VERSION = 8;
const OPSET = 17;
/** Of `TensorProto.DataType`. */
const DATA_TYPES = { float: 1, int64: 7, half: 10 } as const;
/** The data type of a Cast to single precision. */
export const ONNX_FLOAT: number = DATA_TYPES.float;
/** Of `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPES = { float: 1, int: 2, text: 3, ints: 7 } as const;

/** The bytes of a model file. */
export function writeOnnx(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const { nodes, inputs, outputs, constants, metadata = {} } = graph;
  return concatBytes([
    integer(1, IR_VERSION),
    text(2, "evenkeel"),
    message(
      7,
      ...nodes.map((node) => message(1, ...writeNode(node))),
      text(2, "generator"),
      ...[...constants].map(([name, constant]) => message(5, ...writeConstant(name, constant))),
      ...Object.entries(inputs).map((entry) => message(11, ...writeValue(...entry))),
      ...Object.entries(outputs).map((entry) => message(12, ...writeValue(...entry))),
    ),
    message(8, text(1, ""), integer(2, OPSET)),
    ...Object.entries(metadata).map(([key, value]) => message(14, text(1, key), text(2, value))),
  ]);
}

function writeNode({ type, inputs, outputs, attributes = {} }: OnnxNode): Uint8Array[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    // Runtimes name nodes in their errors.
    text(3, outputs.join()),
    text(4, type),
    ...Object.entries(attributes).map(([name, attribute]) =>
      message(5, text(1, name), ...writeAttribute(attribute))
    ),
  ];
}

function writeAttribute(attribute: OnnxAttribute): Uint8Array[] {
  if ("int" in attribute) return [integer(3, attribute.int), integer(20, ATTRIBUTE_TYPES.int)];
  if ("float" in attribute) return [float(2, attribute.float), integer(20, ATTRIBUTE_TYPES.float)];
  if ("text" in attribute) return [text(4, attribute.text), integer(20, ATTRIBUTE_TYPES.text)];
  const values = attribute.ints.map((value) => integer(8, value));
  return [...values, integer(20, ATTRIBUTE_TYPES.ints)];
}

function writeConstant(name: string, { shape, data }: OnnxConstant): Uint8Array[] {
  return [
    ...shape.map((size) => integer(1, size)),
    integer(2, dataType(data)),
    text(8, name),
    message(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function dataType(data: OnnxConstant["data"]): number {
  if (data instanceof Float32Array) return DATA_TYPES.float;
  return data instanceof Uint16Array ? DATA_TYPES.half : DATA_TYPES.int64;
}

function writeValue(name: string, shape: OnnxShape): Uint8Array[] {
  const axes = shape.map((size) =>
    message(1, typeof size === "number" ? integer(1, size) : text(2, size))
  );
  const type = message(1, integer(1, DATA_TYPES.float), message(2, ...axes));
  return [text(1, name), message(2, type)];
}
