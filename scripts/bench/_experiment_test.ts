import { assert, assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ROOT } from "../_source_files.ts";
import { runExperiment } from "./_experiment.ts";
import { fakeContender } from "./_fake_contender.ts";
import { Quiet } from "./_quiet.ts";

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

  it("warms everyone up for longer in the first case", async () => {
    const counting = `{
      start: () => { globalThis.turns = 0; return "1"; },
      prepare: () => ({
        run() { turns++; for (const end = performance.now() + 1; performance.now() < end;); },
        probe: () => ({ y: [1] }),
        facts: () => ({ turns }),
        release() {},
      }),
    }`;
    const { results, timing } = await runExperiment({
      name: "test",
      cases: [{ id: "a" }, { id: "b" }, { id: "c" }],
      contenders: [fakeContender("counting", counting)],
      reference: "counting",
    }, {
      ...{ root: ROOT, machine: {}, log: () => {}, rounds: 1, sampleMs: 0.01, budgetMs: 60_000 },
      ...{ warmUpMs: 1, firstWarmUpMs: 100 },
    });
    const [, b, c] = results.map(({ facts }) => Number(facts!.turns));
    assert(b! >= 20 && c! - b! < 20, `${b} turns in the first case, ${c! - b!} in the second one`);
    assertEquals(timing.firstWarmUpMs, 100);
  });

  it("keeps what else a contender tells", async () => {
    const telling = handlers(1).replace("run() {}", "run() {}, facts: () => ({ kernels: 7 })");
    const { results } = await runExperiment({
      name: "test",
      cases: [{ id: "a" }],
      contenders: [fakeContender("telling", telling), fakeContender("silent", handlers(1))],
      reference: "silent",
      payload: () => ({ two: 2 }),
    }, { root: ROOT, machine: {}, log: () => {}, rounds: 1, sampleMs: 0.01, budgetMs: 60_000 });
    assertEquals(results.map(({ facts }) => facts), [{ kernels: 7 }, undefined]);
  });

  it("tells two versions of one library apart", async () => {
    const versions = ["1.13.0", "2.15.0"].map((version, i) => ({
      ...fakeContender(`torch-${i + 1}`, handlers(1).replace("9.9", `PyTorch ${version}`)),
      name: "{version}, 1 thread",
    }));
    const { participants } = await runExperiment({
      name: "test",
      cases: [],
      contenders: versions,
      reference: "torch-1",
    }, { root: ROOT, machine: {}, log: () => {}, rounds: 1, sampleMs: 0.01, budgetMs: 1 });
    assertEquals(participants.map(({ name }) => name), [
      "PyTorch 1.13.0, 1 thread",
      "PyTorch 2.15.0, 1 thread",
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

  it("measures again what was measured before anybody knew how quiet it can be", async () => {
    // Neighbors are at it for as long as it takes to learn what is best, and for the first case.
    const busy = Array<number>(63).fill(30);
    const look = () => Promise.resolve(busy.pop() ?? 10);
    const AGAIN = "again: the host can be quieter than it was at first";
    const log: string[] = [];
    const { results, quiet } = await runExperiment({
      name: "test",
      cases: [{ id: "a" }, { id: "b" }],
      contenders: [fakeContender("only", handlers(1))],
      reference: "only",
      payload: () => ({ two: 2 }),
    }, {
      ...{ root: ROOT, machine: {}, rounds: 1, sampleMs: 0.01, budgetMs: 60_000 },
      quiet: new Quiet(look, 1000, () => Promise.resolve()),
      log: (line) => log.push(line),
    });
    assertEquals(log, ["1/2 a", "2/2 b", AGAIN, "1/1 a"]);
    assertEquals(results.map((result) => [result.case, result.summary?.samples]), [
      ["a", 1],
      ["b", 1],
    ]);
    assertEquals(quiet, { waitedMs: 0, samples: 2, disturbed: 0 });
  });
});
