import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { writeOnnx } from "./onnx_file.ts";
import { readFields } from "./protobuf.ts";

const EMPTY = { nodes: [], inputs: {}, outputs: {}, constants: new Map() };

/** The bytes of a field that is a message, the first of its number. */
function field(bytes: Uint8Array, number: number): Uint8Array {
  const value = readFields(bytes).find(({ field }) => field === number)?.value;
  return value instanceof Uint8Array ? value : new Uint8Array();
}

describe("writeOnnx", () => {
  it("writes what the schema says, byte for byte", () => {
    const bytes = writeOnnx({
      ...EMPTY,
      nodes: [{ type: "Relu", inputs: ["x"], outputs: ["y"] }],
      inputs: { x: [2, 300, "h"] },
    });
    const node = [0x0a, 1, 0x78, 0x12, 1, 0x79, 0x1a, 1, 0x79, 0x22, 4, 0x52, 0x65, 0x6c, 0x75];
    const dims = [0x0a, 2, 0x08, 2, 0x0a, 3, 0x08, 0xac, 0x02, 0x0a, 3, 0x12, 1, 0x68];
    const type = [0x0a, 4 + dims.length, 0x08, 1, 0x12, dims.length, ...dims];
    const input = [0x0a, 1, 0x78, 0x12, type.length, ...type];
    const name = [0x12, 9, ...new TextEncoder().encode("generator")];
    const graph = [0x0a, node.length, ...node, ...name, 0x5a, input.length, ...input];
    const producer = [0x12, 8, ...new TextEncoder().encode("evenkeel")];
    assertEquals([...bytes], [
      ...[0x08, 8, ...producer, 0x3a, graph.length, ...graph],
      ...[0x42, 4, 0x0a, 0, 0x10, 17],
    ]);
  });

  it("writes arrays of each type, row by row", () => {
    const tensorOf = (data: Float32Array | Uint16Array | BigInt64Array) => {
      const constants = new Map([["a", { shape: [data.length], data }]]);
      return readFields(field(field(writeOnnx({ ...EMPTY, constants }), 7), 5))
        .map(({ value }) => typeof value === "number" ? value : [...value]);
    };
    const name = [0x61];
    assertEquals(tensorOf(Float32Array.of(1)), [1, 1, name, [0, 0, 0x80, 0x3f]]);
    assertEquals(tensorOf(Uint16Array.of(0x3c00, 1)), [2, 10, name, [0, 0x3c, 1, 0]]);
    assertEquals(tensorOf(BigInt64Array.of(-1n)), [1, 7, name, Array(8).fill(255)]);
  });

  it("refuses sizes that are none", () => {
    assertThrows(() => writeOnnx({ ...EMPTY, inputs: { x: [-1] } }), RangeError, "got -1");
  });
});
