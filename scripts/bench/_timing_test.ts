import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { loopsFor, measure, summarize, type Timed } from "./_timing.ts";

const OPTIONS = { rounds: 4, sampleMs: 5, budgetMs: 1000 };

/** A contender whose turns take a known time, and that writes down when it had one. */
function fake(id: string, turnMs: number, log: string[] = []): Timed {
  return {
    id,
    run: (loops) => {
      log.push(`${id}*${loops}`);
      return Promise.resolve(turnMs * loops);
    },
  };
}

describe("summarize", () => {
  it("takes median and quartiles in any order", () => {
    assertEquals(summarize([5, 1, 4, 2, 3]), { median: 3, quartiles: [2, 4], samples: 5 });
    assertEquals(summarize([7]), { median: 7, quartiles: [7, 7], samples: 1 });
    assertEquals(summarize([1, 2]).median, 1.5);
  });

  it("refuses nothing", () => {
    assertThrows(() => summarize([]), RangeError, "must not be empty");
  });
});

describe("loopsFor", () => {
  it("fills a sample, with at least one turn", () => {
    assertEquals(loopsFor(1, 5), 5);
    assertEquals(loopsFor(0.3, 5), 17);
    assertEquals(loopsFor(700, 5), 1);
    assertEquals(loopsFor(0, 5), 100_000);
  });
});

describe("measure", () => {
  it("gives milliseconds a turn", async () => {
    const outcome = (await measure([fake("a", 0.5)], OPTIONS)).get("a");
    assertEquals(outcome, { samples: [0.5, 0.5, 0.5, 0.5] });
  });

  it("takes the word of one who is too slow to be asked again", async () => {
    const log: string[] = [];
    const slow = { ...fake("slow", 5000, log), before: 4000 };
    const quick = { ...fake("quick", 5, log), before: 500 };
    const outcomes = await measure([slow, quick], OPTIONS);
    assertEquals(outcomes.get("slow"), { samples: [4000] });
    assertEquals(outcomes.get("quick"), { samples: [5, 5, 5, 5] });
    assertEquals(log.some((entry) => entry.startsWith("slow")), false);
  });

  it("gives everyone a turn each round, each round from another one", async () => {
    const log: string[] = [];
    await measure([fake("a", 9, log), fake("b", 9, log), fake("c", 9, log)], OPTIONS);
    const rounds = log.slice(9).map((entry) => entry[0]).join("");
    assertEquals(rounds, "abcbcacababc");
  });

  it("runs until a sample is long enough, after turns that wake everything", async () => {
    const log: string[] = [];
    await measure([fake("a", 1, log)], { ...OPTIONS, rounds: 1 });
    assertEquals(log, ["a*1", "a*5", "a*5", "a*3", "a*5"]);
  });

  it("stops early with the slow, and takes one sample of the very slow", async () => {
    const outcomes = await measure([fake("slow", 400), fake("very slow", 5000)], {
      ...OPTIONS,
      rounds: 9,
    });
    assertEquals(outcomes.get("slow"), { samples: [400, 400, 400] });
    assertEquals(outcomes.get("very slow"), { samples: [5000] });
  });

  it("goes on when one fails", async () => {
    const broken: Timed = { id: "b", run: () => Promise.reject(new Error("out of memory")) };
    const outcomes = await measure([broken, fake("a", 10)], OPTIONS);
    assertEquals(outcomes.get("b"), { error: "out of memory" });
    const outcome = outcomes.get("a")!;
    assertAlmostEquals("samples" in outcome ? outcome.samples[0]! : NaN, 10);
  });
});
