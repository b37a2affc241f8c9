import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Heap } from "./_heap.ts";

const PAGE_BYTES = 65536;
const START = 192;

function create(maximum: number): { heap: Heap; memory: WebAssembly.Memory; grown: () => number } {
  const memory = new WebAssembly.Memory({ initial: 1, maximum });
  let times = 0;
  return {
    heap: new Heap(memory, START, { maximumBytes: maximum * PAGE_BYTES, onGrow: () => times++ }),
    memory,
    grown: () => times,
  };
}

/** Sizes to take, and which of what is held to free. */
const acts = fc.array(
  fc.oneof(
    fc.record({ take: fc.integer({ min: 0, max: 30_000 }) }),
    fc.record({ free: fc.nat() }),
  ),
  { maxLength: 80 },
);

describe("the heap", () => {
  it("never gives the same byte to two, whatever is taken and freed", () => {
    fc.assert(fc.property(acts, (list) => {
      const { heap, memory } = create(8);
      const held: { start: number; bytes: number }[] = [];
      for (const act of list) {
        if ("take" in act) {
          let start;
          try {
            start = heap.take(act.take);
          } catch (error) {
            assertEquals(error instanceof RangeError, true);
            continue;
          }
          assertEquals([start % 64, start >= START], [0, true]);
          // Kernels may read 64 bytes beyond.
          assertEquals(start + act.take + 64 <= memory.buffer.byteLength, true);
          for (const other of held) {
            const apart = start + act.take <= other.start || other.start + other.bytes <= start;
            assertEquals(apart && start !== other.start, true);
          }
          held.push({ start, bytes: act.take });
        } else if (held.length > 0) {
          const [gone] = held.splice(act.free % held.length, 1);
          assertEquals(heap.free(gone!.start), true);
          assertEquals(heap.free(gone!.start), false);
        }
      }
      const lines = held.map(({ bytes }) => Math.max(64, Math.ceil(bytes / 64) * 64));
      assertEquals(heap.takenBytes, lines.reduce((sum, bytes) => sum + bytes, 0));
      for (const { start } of held) heap.free(start);
      // Neighbors have been joined again: all of it is one gap.
      assertEquals(heap.takenBytes, 0);
      assertEquals(heap.take(memory.buffer.byteLength - START - 64), START);
    }));
  });
  it("grows, and tells so", () => {
    const { heap, memory, grown } = create(4);
    heap.take(60_000);
    assertEquals(grown(), 0);
    heap.take(60_000);
    assertEquals([grown(), memory.buffer.byteLength], [1, 2 * PAGE_BYTES]);
  });
  it("uses the gap at the end when it grows", () => {
    const { heap, memory } = create(2);
    heap.take(2 * PAGE_BYTES - START - 64);
    assertEquals(memory.buffer.byteLength, 2 * PAGE_BYTES);
  });
  it("says what to do when it cannot grow, and goes on", () => {
    const { heap } = create(2);
    assertThrows(
      () => heap.take(3 * PAGE_BYTES),
      RangeError,
      "the engine's memory cannot grow: 196608 bytes are wanted, and 0 of at most 131072 are taken; " +
        "free arrays that are done with, or give createEngine a larger memoryBytes",
    );
    assertEquals(heap.take(PAGE_BYTES) >= START, true);
  });
  it("does not free what it never gave", () => {
    const { heap } = create(1);
    const start = heap.take(100);
    assertEquals([heap.free(start + 64), heap.free(0), heap.free(start)], [false, false, true]);
  });
});
