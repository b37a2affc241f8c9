import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Quiet } from "./_quiet.ts";

const NO_PAUSE = () => Promise.resolve();

/** Looks that take so long, one after the other; the first of them tell what is usual. */
function lookouts(...ms: readonly number[]): () => Promise<number> {
  const all = [...Array<number>(60).fill(10), ...ms];
  return () => Promise.resolve(all.shift() ?? 10);
}

describe("a quiet host", () => {
  it("is waited for before a sample, and asked of after it", async () => {
    // Busy once; then quiet, a sample, busy after it; then quiet, and a sample in quiet.
    const quiet = new Quiet(lookouts(30, 11, 30, 11, 11), 60_000, NO_PAUSE);
    let samples = 0;
    assertEquals(await quiet.sample(() => Promise.resolve(++samples)), 2);
    assertEquals(quiet.takeCounts(), { samples: 1, disturbed: 0 });
    assertEquals(quiet.takeCounts(), { samples: 0, disturbed: 0 });
    assert(quiet.waitedMs >= 50);
    assertEquals(quiet.isOver, false);
  });

  it("is not waited for longer than was said: then samples are taken as they come, and counted", async () => {
    const quiet = new Quiet(lookouts(...Array<number>(50).fill(13)), 200, NO_PAUSE);
    for (const value of [1, 2, 3]) {
      assertEquals(await quiet.sample(() => Promise.resolve(value)), value);
    }
    assertEquals([quiet.waitedMs, quiet.isOver], [200, true]);
    assertEquals(quiet.takeCounts(), { samples: 3, disturbed: 3 });
  });
});
