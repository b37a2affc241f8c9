import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ROOT } from "../_source_files.ts";
import { runExperiment } from "./_experiment.ts";
import { fakeContender } from "./_fake_contender.ts";

function handlers(y: number, prepare = ""): string {
  return `{
    start: () => "9.9",
    prepare({ case: one, payload }) {
      ${prepare}
      return { run() {}, probe: () => ({ y: [${y}, payload.two] }), release() {} };
    },
  }`;
}

const CONTENDERS = [
  { ...fakeContender("right", handlers(1)), name: "right {version}" },
  fakeContender("wrong", handlers(3)),
  fakeContender("choosy", handlers(1, 'if (one.id === "b") throw new Unsupported("only a");')),
  fakeContender("dying", handlers(1, 'if (one.id === "a") process.exit(1);')),
  { ...fakeContender("missing", "{}"), command: ["./no-such-program"] },
];

describe("runExperiment", () => {
  it("measures everyone, and says why somebody was not", async () => {
    const { participants, results } = await runExperiment({
      name: "test",
      cases: [{ id: "a" }, { id: "b" }],
      contenders: CONTENDERS,
      reference: "right",
      payload: () => ({ two: 2 }),
      leftOut: ({ id }, one) => id === "wrong" && one.id === "b" ? "enough" : undefined,
    }, { root: ROOT, machine: {}, log: () => {}, rounds: 2, sampleMs: 0.01, budgetMs: 60_000 });

    assertEquals(participants.map(({ name }) => name), [
      "right 9.9",
      "wrong",
      "choosy",
      "dying",
      "missing",
    ]);
    assertMatch(participants[4]!.missing!, /no-such-program/);
    const found = results.map((
      { case: one, contender, summary, probeError, unsupported, error },
    ) => [
      one,
      contender,
      summary?.samples ?? unsupported ?? error?.slice(0, 5),
      probeError,
    ]);
    assertEquals(found, [
      ["a", "right", 2, 0],
      ["a", "wrong", 2, 1],
      ["a", "choosy", 2, 0],
      ["a", "dying", "ended", undefined],
      ["b", "right", 2, 0],
      ["b", "wrong", "enough", undefined],
      ["b", "choosy", "only a", undefined],
      ["b", "dying", 2, 0], // back with a new process
    ]);
  });

  it("compares with what is known, and does not time who fails at the numbers", async () => {
    const experiment = {
      name: "test",
      cases: [{ id: "a" }],
      contenders: [
        fakeContender("off", handlers(3)),
        fakeContender("failing", handlers(1).replace("payload.two", "payload.two.digits.length")),
      ],
      reference: () => ({ y: [2, 2] }),
      payload: () => ({ two: 2 }),
    };
    const { results } = await runExperiment(experiment, {
      root: ROOT,
      machine: {},
      log: () => {},
      rounds: 2,
      sampleMs: 0.01,
      budgetMs: 1,
    });
    const [off, failing] = results;
    assertEquals(off?.probeError, 0.5);
    assertEquals([failing?.summary, failing?.probeError], [undefined, undefined]);
    assertMatch(failing?.error ?? "", /length/);
  });
});
