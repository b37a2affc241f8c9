/** What an ONNX file is. Field numbers are those of `onnx.proto`. */

import {
  countKinds,
  countNumbers,
  type InspectedTensor,
  type Inspection,
  type JsonObject,
} from "./inspection.ts";
import { type Field, readFields, readVarints } from "./protobuf.ts";

/** The first field of a model is the version of the format, a whole number. */
const FIRST_BYTE = 0x08;
/** Of `TensorProto.DataType`; the others go by their numbers. */
const DATA_TYPES: Readonly<Record<number, string>> = {
  1: "float32",
  2: "uint8",
  3: "int8",
  6: "int32",
  7: "int64",
  9: "bool",
  10: "float16",
  11: "float64",
  16: "bfloat16",
};

/** Whether some bytes begin like an ONNX model. */
export function isOnnx(bytes: Uint8Array): boolean {
  return bytes[0] === FIRST_BYTE;
}

/**
 * Looks into an ONNX model.
 *
 * @throws {RangeError} If it is none, or cut short.
 */
export function inspectOnnx(bytes: Uint8Array): Inspection {
  const model = readFields(bytes);
  const graphBytes = model.find(({ field }) => field === 7)?.value;
  if (!(graphBytes instanceof Uint8Array)) throw new RangeError("it has no graph: no ONNX model");
  const graph = readFields(graphBytes);
  const tensors = messages(graph, 5).map(readTensor);
  const constants = new Set(tensors.map(({ name }) => name));
  // Older files list their constants among the inputs.
  const inputs = messages(graph, 11).filter((value) => !constants.has(textOf(value, 1)));
  const metadata = Object.fromEntries(
    messages(model, 14).map((entry) => [textOf(entry, 1), textOf(entry, 2)]),
  );
  const facts: JsonObject = {
    inputs: inputs.map(describeValue),
    outputs: messages(graph, 12).map(describeValue),
    operators: countKinds(messages(graph, 1).map((node) => textOf(node, 4))),
    opset: messages(model, 8).map((set) => `${textOf(set, 1) || "onnx"} ${numberOf(set, 2)}`),
    "made by": textOf(model, 2) || "nobody says",
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    tensors: tensors.length,
    numbers: countNumbers(tensors),
    types: countKinds(tensors.map(({ dtype }) => dtype)),
  };
  return { kind: "ONNX model", facts, tensors };
}

function readTensor(tensor: readonly Field[]): InspectedTensor {
  const type = numberOf(tensor, 2);
  return {
    name: textOf(tensor, 8),
    dtype: DATA_TYPES[type] ?? `type ${type}`,
    shape: tensor.filter(({ field }) => field === 1).flatMap(({ value }) => numbersOf(value)),
  };
}

function describeValue(value: readonly Field[]): string {
  const [type] = messages(value, 2);
  const [tensor] = messages(type ?? [], 1);
  const [shape] = messages(tensor ?? [], 2);
  const sizes = messages(shape ?? [], 1).map((axis) => textOf(axis, 2) || numberOf(axis, 1));
  return `${textOf(value, 1)} [${sizes.join(", ")}]`;
}

function messages(fields: readonly Field[], wanted: number): Field[][] {
  return fields.flatMap(({ field, value }) =>
    field === wanted && value instanceof Uint8Array ? [readFields(value)] : []
  );
}

function textOf(fields: readonly Field[], wanted: number): string {
  const value = fields.find(({ field }) => field === wanted)?.value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : "";
}

function numberOf(fields: readonly Field[], wanted: number): number {
  const value = fields.find(({ field }) => field === wanted)?.value;
  return typeof value === "number" ? value : 0;
}

/** A repeated number, one by one or packed. */
function numbersOf(value: number | Uint8Array): number[] {
  return typeof value === "number" ? [value] : readVarints(value);
}
