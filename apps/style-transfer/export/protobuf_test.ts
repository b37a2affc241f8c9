import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  concatBytes,
  double,
  float,
  integer,
  message,
  readFields,
  readVarints,
  text,
} from "./protobuf.ts";

describe("protocol buffers", () => {
  it("are the bytes of the specification's examples", () => {
    assertEquals([...integer(1, 150)], [0x08, 0x96, 0x01]);
    assertEquals([...text(2, "testing")], [0x12, 7, ...new TextEncoder().encode("testing")]);
    assertEquals([...message(3, integer(1, 150))], [0x1a, 3, 0x08, 0x96, 0x01]);
    assertEquals([...float(2, 0.5)], [0x15, 0, 0, 0, 0x3f]);
    assertEquals([...double(1, 1)], [0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  });

  it("can be read back", () => {
    const large = 2 ** 40 + 3;
    const bytes = concatBytes([integer(1, large), message(200, integer(3, 0)), float(4, 1)]);
    const [first, second, third] = readFields(bytes);
    assertEquals(first, { field: 1, value: large });
    assertEquals(second, { field: 200, value: integer(3, 0) });
    assertEquals(third?.field, 4);
    assertEquals(readVarints(Uint8Array.of(1, 0xac, 2)), [1, 300]);
  });

  it("are refused when they are cut short or something else", () => {
    const whole = text(1, "abc");
    assertThrows(() => readFields(whole.subarray(0, 4)), RangeError, "a field needs 5 bytes");
    assertThrows(() => readFields(Uint8Array.of(0x80)), RangeError, "a field needs");
    assertThrows(() => readFields(Uint8Array.of(0x0b)), RangeError, "wire type");
    assertThrows(() => readFields(Uint8Array.of(0, 0)), RangeError, "a number from 1, got 0");
    const endless = new Uint8Array(20).fill(0xff);
    assertThrows(() => readFields(endless), RangeError, "at most 10 bytes");
    assertThrows(() => integer(1, -1), RangeError, "got -1");
  });
});
