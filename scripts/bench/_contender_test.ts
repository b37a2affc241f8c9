import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { lastLine, startContender, UnsupportedError } from "./_contender.ts";
import { fakeContender } from "./_fake_contender.ts";
import { ROOT } from "../_source_files.ts";

const HANDLERS = `{
  start: ({ a }) => { console.log("banner"); return "v" + a; },
  prepare: ({ size }) => {
    if (size === 0) throw new Unsupported("wants elements");
    let turns = 0;
    return { run: () => { turns++; }, probe: () => ({ y: [turns] }), release() {} };
  },
}`;

describe("startContender", () => {
  it("starts, prepares, runs, probes", async () => {
    const contender = await startContender(fakeContender("fake", HANDLERS), { root: ROOT });
    try {
      assertEquals(contender.version, "v1");
      await contender.ask({ command: "prepare", size: 1 });
      const { ms } = await contender.ask({ command: "run", loops: 3 });
      assertEquals(typeof ms, "number");
      assertEquals((await contender.ask({ command: "probe" })).probe, { y: [3] });
    } finally {
      await contender.stop();
    }
  });

  it("tells what cannot be done from what went wrong, and goes on", async () => {
    const contender = await startContender(fakeContender("fake", HANDLERS), { root: ROOT });
    try {
      const none = { command: "prepare", size: 0 };
      await assertRejects(() => contender.ask(none), UnsupportedError, "wants elements");
      await assertRejects(() => contender.ask({ command: "dance" }), Error, "got dance");
      await contender.ask({ command: "prepare", size: 1 });
    } finally {
      await contender.stop();
    }
  });

  it("says why a contender does not come up", async () => {
    const broken = fakeContender("fake", '{ start() { throw new Error("no such library"); } }');
    await assertRejects(() => startContender(broken, { root: ROOT }), Error, "no such library");
    const absent = { ...broken, command: [Deno.execPath(), "eval", 'import "no-such-package"'] };
    await assertRejects(() => startContender(absent, { root: ROOT }), Error, "no-such-package");
  });

  it("ends one that takes too long", async () => {
    const sleeper = fakeContender(
      "fake",
      "{ start: () => new Promise((done) => setTimeout(done, 60_000)) }",
    );
    await assertRejects(
      () => startContender(sleeper, { root: ROOT, timeoutMs: 300 }),
      Error,
      "ended",
    );
  });
});

describe("lastLine", () => {
  it("prefers the line that names the error", () => {
    assertEquals(
      lastLine("Error: Cannot find x\n    at y (z.js:1)\n\nNode.js v20.1.0\n"),
      "Error: Cannot find x",
    );
    assertEquals(lastLine(""), "");
  });
});
