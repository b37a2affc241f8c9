import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { channelsLastShape, toChannelsFirst, toChannelsLast } from "./layouts.ts";
import { randomArray } from "./random_array.ts";
import { SHAPES, sizeOf } from "./shapes.ts";

describe("layouts", () => {
  it("moves the channels of every sample last", () => {
    const data = new Float32Array([1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60]);
    const moved = toChannelsLast(data, [2, 2, 3]);
    assertEquals(moved, new Float32Array([1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]));
    assertEquals(data[1], 2);
  });

  it("goes back and forth on every shape", () => {
    for (const [seed, shape] of SHAPES.entries()) {
      const data = randomArray(sizeOf(shape), seed);
      assertEquals(toChannelsFirst(toChannelsLast(data, shape), shape), data);
    }
  });

  it("moves the axis of a shape", () => {
    assertEquals(channelsLastShape([2, 3, 4, 5]), [2, 4, 5, 3]);
    assertEquals(channelsLastShape([2, 3]), [2, 3]);
  });

  it("refuses what does not fit", () => {
    assertThrows(() => toChannelsLast(new Float32Array(5), [2, 3]), RangeError, "6 elements");
    assertThrows(() => toChannelsFirst(new Float32Array(5), [5]), RangeError, "2 axes");
  });
});
