import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { memoize } from "./_memo.ts";

const MIB = 1 << 20;

describe("memoize", () => {
  /** Doubles numbers; `computed` tells which it did not remember. */
  function remembering(bytesOf: (answer: number) => number) {
    const computed: number[] = [];
    const ask = memoize((n: number) => {
      computed.push(n);
      return 2 * n;
    }, { keyOf: String, bytesOf });
    return { ask, computed };
  }

  it("computes once what it is asked again", () => {
    const { ask, computed } = remembering(() => 8);
    assertEquals([1, 2, 1, 1, 2].map(ask), [2, 4, 2, 2, 4]);
    assertEquals(computed, [1, 2]);
  });

  it("forgets first what was asked for longest ago", () => {
    const { ask, computed } = remembering(() => 12 * MIB);
    [1, 2, 1, 3, 1, 2].forEach(ask);
    assertEquals(computed, [1, 2, 3, 2]);
  });

  it("keeps the last answer, however large", () => {
    const { ask, computed } = remembering((answer) => (answer > 2 ? 100 : 1) * MIB);
    [1, 5, 5, 1].forEach(ask);
    assertEquals(computed, [1, 5, 1]);
  });
});
