import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { reflectedIndex } from "./reflected_index.ts";

function indices(count: number, size: number): number[] {
  return Array.from({ length: count }, (_, at) => reflectedIndex(at, size));
}

describe("reflectedIndex", () => {
  it("turns at the borders, which are not repeated", () => {
    assertEquals(indices(12, 4), [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1]);
    assertEquals(indices(7, 3), [0, 1, 2, 1, 0, 1, 2]);
  });

  it("goes back and forth between two pixels, and stays on a single one", () => {
    assertEquals(indices(5, 2), [0, 1, 0, 1, 0]);
    assertEquals(indices(5, 1), [0, 0, 0, 0, 0]);
  });

  it("changes nothing inside", () => {
    assertEquals(indices(9, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
