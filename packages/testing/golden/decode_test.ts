import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { decodeFloat32, decodeFloat64 } from "./decode.ts";

describe("decode", () => {
  it("reads little-endian float64", () => {
    assertEquals([...decodeFloat64("AAAAAAAA8D8AAAAAAAAAwA==")], [1, -2]);
    assertEquals(decodeFloat64("").length, 0);
  });

  it("reads little-endian float32 into float64", () => {
    assertEquals(decodeFloat32("AACAPwAAAMA="), new Float64Array([1, -2]));
  });

  it("refuses bytes that are cut off", () => {
    assertThrows(() => decodeFloat64("AACAPw=="), RangeError, "multiple of 8 bytes, got 4");
    assertThrows(() => decodeFloat32("AAA="), RangeError, "multiple of 4 bytes, got 2");
  });
});
