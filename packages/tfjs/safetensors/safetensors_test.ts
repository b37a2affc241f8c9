import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { runInNewContext } from "node:vm";
import { DTYPES, elementsOf, type SafetensorsDtype, type SafetensorsEntry } from "./dtypes.ts";
import { readSafetensors, writeSafetensors } from "./mod.ts";

/** A file with any header text and so many bytes of data. */
function file(header: string, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function entry(dtype: SafetensorsDtype, shape: readonly number[], fill: number): SafetensorsEntry {
  const type = DTYPES[dtype];
  const bytes = new Uint8Array(elementsOf(shape) * type.BYTES_PER_ELEMENT).fill(fill);
  return { dtype, shape, data: new type(bytes.buffer, 0, elementsOf(shape)) };
}

describe("safetensors", () => {
  it("come back as they were written, whatever their dtypes, shapes and alignment", () => {
    const dtypes = fc.constantFrom(...Object.keys(DTYPES) as SafetensorsDtype[]);
    const shapes = fc.array(fc.nat(4), { maxLength: 3 });
    const names = fc.string().filter((name) => name !== "__metadata__" && name !== "__proto__");
    const entries = fc.tuple(dtypes, shapes, fc.nat(255)).map((args) => entry(...args));
    const metadata = fc.dictionary(fc.string(), fc.string()).map((o) => ({ ...o }));
    const maps = fc.array(fc.tuple(names, entries)).map((list) => new Map(list));
    fc.assert(fc.property(maps, metadata, fc.nat(7), (tensors, metadata, offset) => {
      const bytes = writeSafetensors(tensors, { metadata });
      const moved = new Uint8Array(bytes.length + offset).subarray(offset);
      moved.set(bytes);
      const read = readSafetensors(moved);
      assertEquals(read.tensors.size, tensors.size);
      for (const [name, { dtype, shape, data }] of tensors) {
        const back = read.tensors.get(name)!;
        assertEquals([back.dtype, back.shape], [dtype, shape]);
        const raw = (array: typeof data) =>
          new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        assertEquals(raw(back.data), raw(data));
      }
      assertEquals(Object.fromEntries(read.metadata), metadata);
    }));
  });

  it("are views of the file where they are aligned", () => {
    const bytes = writeSafetensors(
      new Map([["a", entry("F64", [3], 1)], ["b", entry("U8", [1], 2)]]),
    );
    for (const { data } of readSafetensors(bytes).tensors.values()) {
      assertEquals(data.buffer === bytes.buffer, true);
    }
  });

  it("any cut of a file is refused", () => {
    const bytes = writeSafetensors(new Map([["weight", entry("F32", [2, 3], 7)]]));
    for (let length = 0; length < bytes.length; length++) {
      assertThrows(() => readSafetensors(bytes.slice(0, length)), RangeError);
    }
  });

  const one = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}';
  const hostile: readonly (readonly [string, Uint8Array, string])[] = [
    ["a huge header", new Uint8Array([255, 255, 255, 255, 255, 0, 0, 0]), "at most 100000000"],
    [
      "a web page",
      new TextEncoder().encode("<!DOCTYPE html>"),
      "at most 100000000, got 5789751444030890000: is this a safetensors file",
    ],
    ["seven bytes", new Uint8Array(7), "at least 8 bytes, got 7"],
    ["no JSON", file("hello"), "header must be JSON"],
    ["an array", file("[]"), "header must be a JSON object"],
    ["a duplicate name", file(`{"a":${one},"\\u0061":${one}}`, 1), 'the key "a" twice'],
    ["bytes after the data", file(`{"a":${one}}`, 2), "got 1 bytes at the end"],
    [
      "a hole",
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', 2),
      "got one at byte 0",
    ],
    ["an overlap", file(`{"a":${one},"b":${one}}`, 1), "got one at byte 1"],
    ["a wrong size", file('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4), "8 bytes"],
    ["a negative shape", file('{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}'), "shape"],
    ["an unknown dtype", file('{"a":{"dtype":"C64","shape":[0],"data_offsets":[0,0]}}'), "got C64"],
    [
      "a dtype of the prototype",
      file('{"a":{"dtype":"toString","shape":[],"data_offsets":[0,0]}}'),
      "got toString",
    ],
    ["a tensor that is a number", file('{"a":1}'), '"a" must be described by an object'],
    [
      "descending offsets",
      file('{"a":{"dtype":"U8","shape":[0],"data_offsets":[1,0]}}', 1),
      "two ascending data_offsets",
    ],
    [
      "three offsets",
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,1]}}', 1),
      "two ascending data_offsets",
    ],
    [
      "no offsets",
      file('{"a":{"dtype":"U8","shape":[0]}}'),
      "two ascending data_offsets",
    ],
    ["metadata that is a list", file('{"__metadata__":[]}'), "__metadata__ must be an object"],
    ["data past the end", file(`{"a":${one}}`, 0), "is the file cut short"],
    ["metadata of numbers", file('{"__metadata__":{"a":1}}'), "must hold strings"],
  ];
  for (const [name, bytes, message] of hostile) {
    it(`refuses ${name}`, () =>
      void assertThrows(() => readSafetensors(bytes), RangeError, message));
  }

  it("reads bytes of another realm, as a test runner's may be", () => {
    const bytes = writeSafetensors(new Map([["a", entry("F32", [2], 1)]]));
    const foreign = runInNewContext(`new Uint8Array([${bytes}])`);
    assertEquals(readSafetensors(foreign), readSafetensors(bytes));
  });

  it("refuses what are no bytes", () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [new ArrayBuffer(8), "ArrayBuffer: give new Uint8Array(buffer)"],
      ["x", "x"],
      [undefined, "undefined"],
    ];
    for (const [bytes, got] of wrong) {
      const message = `bytes must be a Uint8Array, got ${got}`;
      assertThrows(() => readSafetensors(bytes as never), TypeError, message);
    }
  });
  it("reads what the reference implementation wrote", () => {
    // Python, safetensors 0.8: save({"b": np.array([[1, 2]], np.int16), "a": np.array(0.5, np.float32)})
    const base64 =
      "cAAAAAAAAAB7ImEiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6W10sImRhdGFfb2Zmc2V0cyI6WzAsNF19LCJiIjp7" +
      "ImR0eXBlIjoiSTE2Iiwic2hhcGUiOlsxLDJdLCJkYXRhX29mZnNldHMiOls0LDhdfX0gICAgAAAAPwEAAgA=";
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const { tensors } = readSafetensors(bytes);
    assertEquals(tensors.get("a"), { dtype: "F32", shape: [], data: new Float32Array([0.5]) });
    assertEquals(tensors.get("b"), { dtype: "I16", shape: [1, 2], data: new Int16Array([1, 2]) });
    assertEquals(writeSafetensors(tensors), bytes);
  });

  it("refuses to write a tensor where metadata stand", () => {
    const tensors = new Map([["__metadata__", entry("F32", [2], 1)]]);
    assertThrows(() => writeSafetensors(tensors), RangeError, 'not be named "__metadata__"');
  });

  it("refuses to write an array that is not what it says", () => {
    const wrong = { dtype: "F32" as const, shape: [3], data: new Float32Array(2) };
    assertThrows(
      () => writeSafetensors(new Map([["a", wrong]])),
      RangeError,
      "3 elements ([3]), got 2",
    );
    const type = { dtype: "F64" as const, shape: [2], data: new Float32Array(2) };
    assertThrows(
      () => writeSafetensors(new Map([["a", type]])),
      TypeError,
      "must be a Float64Array",
    );
  });
});
