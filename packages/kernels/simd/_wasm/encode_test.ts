import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { float, name, signed, sized, unsigned, vector } from "./encode.ts";

/** What the standard says the bytes mean. */
function decode(bytes: readonly number[], isSigned: boolean): number {
  let value = 0;
  bytes.forEach((byte, i) => value += (byte & 0x7f) * 2 ** (7 * i));
  const isNegative = isSigned && ((bytes.at(-1) ?? 0) & 0x40) !== 0;
  return isNegative ? value - 2 ** (7 * bytes.length) : value;
}

function assertWellFormed(bytes: readonly number[]): void {
  assertEquals(bytes.slice(0, -1).every((byte) => byte >= 0x80), true);
  assertEquals(bytes.at(-1)! < 0x80, true);
  assertEquals(bytes.length <= 5, true);
}

describe("numbers as WebAssembly writes them", () => {
  it("unsigned, as in the standard", () => {
    assertEquals(unsigned(0), [0]);
    assertEquals(unsigned(127), [0x7f]);
    assertEquals(unsigned(128), [0x80, 1]);
    assertEquals(unsigned(624485), [0xe5, 0x8e, 0x26]);
    assertEquals(unsigned(2 ** 32 - 1), [0xff, 0xff, 0xff, 0xff, 0x0f]);
  });
  it("signed, as in the standard", () => {
    assertEquals(signed(0), [0]);
    assertEquals(signed(-1), [0x7f]);
    assertEquals(signed(63), [0x3f]);
    assertEquals(signed(64), [0xc0, 0]);
    assertEquals(signed(-64), [0x40]);
    assertEquals(signed(-123456), [0xc0, 0xbb, 0x78]);
  });
  it("every 32-bit integer can be read again", () => {
    fc.assert(fc.property(fc.integer(), (value) => {
      assertWellFormed(signed(value));
      assertEquals(decode(signed(value), true), value);
    }));
    fc.assert(fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
      assertWellFormed(unsigned(value));
      assertEquals(decode(unsigned(value), false), value);
    }));
  });
  it("floats are little-endian", () => {
    assertEquals(float(1, 32), [0, 0, 0x80, 0x3f]);
    assertEquals(float(-2, 64), [0, 0, 0, 0, 0, 0, 0, 0xc0]);
  });
  it("lists and names have their length before them", () => {
    assertEquals(vector([[1, 2], [3]]), [2, 1, 2, 3]);
    assertEquals(sized([7, 8, 9]), [3, 7, 8, 9]);
    assertEquals(name("env"), [3, 0x65, 0x6e, 0x76]);
  });
});
