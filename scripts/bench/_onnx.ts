/** Writes ONNX models: protocol buffers by hand, since a norm takes only a handful of fields. */

/** One operator: named inputs and outputs, and attributes: whole, lists of whole ones, fractional. */
export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, number>>;
  readonly lists?: Readonly<Record<string, readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

/** A graph of float32 tensors. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  readonly constants: Readonly<Record<string, { shape: readonly number[]; data: Float32Array }>>;
}

const IR_VERSION = 8;
const OPSET = 17;
const FLOAT = 1;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;
const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

/** The bytes of a model file. Field numbers are those of `onnx.proto`. */
export function writeOnnx(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const proto = [
    ...graph.nodes.flatMap((node) => message(1, writeNode(node))),
    ...text(2, "graph"),
    ...Object.entries(graph.constants).flatMap(([name, { shape, data }]) =>
      message(5, writeTensor(name, shape, data))
    ),
    ...Object.entries(graph.inputs).flatMap((entry) => message(11, writeValue(...entry))),
    ...Object.entries(graph.outputs).flatMap((entry) => message(12, writeValue(...entry))),
  ];
  return Uint8Array.from([
    ...integer(1, IR_VERSION),
    ...text(2, "evenkeel"),
    ...message(7, proto),
    ...message(8, [...text(1, ""), ...integer(2, OPSET)]),
  ]);
}

function writeNode(
  { type, inputs, outputs, ints = {}, lists = {}, floats = {} }: OnnxNode,
): number[] {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, type),
    ...Object.entries(ints).flatMap(([name, value]) =>
      message(5, [...text(1, name), ...integer(3, value), ...integer(20, ATTRIBUTE_INT)])
    ),
    ...Object.entries(lists).flatMap(([name, values]) =>
      message(5, [
        ...text(1, name),
        ...values.flatMap((value) => integer(8, value)),
        ...integer(20, ATTRIBUTE_INTS),
      ])
    ),
    ...Object.entries(floats).flatMap(([name, value]) =>
      message(5, [...text(1, name), ...float(2, value), ...integer(20, ATTRIBUTE_FLOAT)])
    ),
  ];
}

function writeTensor(name: string, shape: readonly number[], data: Float32Array): number[] {
  const bytes = new DataView(new ArrayBuffer(4 * data.length));
  data.forEach((value, i) => bytes.setFloat32(4 * i, value, true));
  return [
    ...shape.flatMap((size) => integer(1, size)),
    ...integer(2, FLOAT),
    ...text(8, name),
    ...message(9, new Uint8Array(bytes.buffer)),
  ];
}

function writeValue(name: string, shape: readonly number[]): number[] {
  const dims = shape.flatMap((size) => message(1, integer(1, size)));
  const tensor = [...integer(1, FLOAT), ...message(2, dims)];
  return [...text(1, name), ...message(2, message(1, tensor))];
}

function message(field: number, bytes: Iterable<number>): number[] {
  const content = [...bytes];
  return [...tag(field, WIRE_BYTES), ...varint(content.length), ...content];
}

function text(field: number, value: string): number[] {
  return message(field, new TextEncoder().encode(value));
}

function integer(field: number, value: number): number[] {
  return [...tag(field, WIRE_VARINT), ...varint(value)];
}

function float(field: number, value: number): number[] {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return [...tag(field, WIRE_FIXED32), ...new Uint8Array(bytes.buffer)];
}

function tag(field: number, wire: number): number[] {
  return varint((field << 3) | wire);
}

/** Seven bits a byte, lowest first; the top bit says that more follow. */
function varint(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`value must be a non-negative integer, got ${value}`);
  }
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push(rest % 0x80 | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}
