import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { fromHalf, toHalf } from "./half.ts";

describe("half precision", () => {
  it("brings every finite number of it back", () => {
    const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i)
      .filter((pattern) => (pattern & 0x7c00) !== 0x7c00);
    assertEquals(bits.length, 0x10000 - 0x800);
    assertEquals(toHalf(fromHalf(bits)), bits);
  });

  it("knows the numbers of the standard", () => {
    const known: [number, number][] = [
      [0x3c00, 1],
      [0x3555, 0.333251953125],
      [0xc000, -2],
      [0x7bff, 65504],
      [0x0400, 2 ** -14],
      [0x03ff, 2 ** -14 - 2 ** -24],
      [0x0001, 2 ** -24],
      [0x8000, -0],
    ];
    for (const [bits, value] of known) {
      assertEquals(fromHalf(Uint16Array.of(bits))[0], value);
      assertEquals(toHalf(Float32Array.of(value))[0], bits);
    }
    assertEquals([...fromHalf(Uint16Array.of(0x7c00, 0xfc00, 0x7e00))], [Infinity, -Infinity, NaN]);
  });

  it("rounds to the nearest, and to the even one of two", () => {
    const one = 2 ** -10;
    const rounded = (...values: number[]) => [...toHalf(Float32Array.from(values))];
    assertEquals(rounded(1 + one / 2, 1 + one / 2 + 2 ** -20, 1 + 3 * one / 2), [
      0x3c00,
      0x3c01,
      0x3c02,
    ]);
    assertEquals(rounded(2 - one / 4, 65519, 2 ** -25, 2 ** -25 + 2 ** -40), [
      0x4000,
      0x7bff,
      0,
      1,
    ]);
  });

  it("refuses what it cannot hold", () => {
    for (const value of [65520, -1e9, Infinity, NaN]) {
      assertThrows(() => toHalf(Float32Array.of(1, value)), RangeError, `got ${value} at 1`);
    }
  });
});
