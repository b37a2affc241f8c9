import { assert, assertEquals } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeEvents } from "../training/event_file.ts";
import { newRun, REPORT_EVERY, runsIn, startTraining, trainKilled } from "./_test_kills.ts";

/** `deno task kills` does it 50 times. */
const KILLS = 3;

describe("a training run that is killed again and again", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-kill-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it(`ends with the bytes of one that never was, after ${KILLS} kills at any moment`, async () => {
    const { steps, kills, straight, killed } = await trainKilled({ folder, kills: KILLS, seed: 7 });
    assertEquals(killed, straight);
    assertEquals(kills.length, KILLS);
    for (const { from, step } of kills.slice(1)) assert(step > from, "each sitting gets further");
    const run = runsIn(folder).killed;
    const reports = (await readFile(join(run, "metrics.jsonl"), "utf8")).trim().split("\n");
    const reported = reports.map((line) => JSON.parse(line).step);
    assertEquals(
      reported,
      Array.from({ length: steps / REPORT_EVERY + 1 }, (_, i) => REPORT_EVERY * i),
    );
    const files = await readdir(run, { recursive: true });
    assertEquals(files.filter((name) => name.endsWith(".partial")), []);
    assertEquals(files.filter((name) => !name.startsWith("samples")).length, 6, String(files));
    const events = files.find((name) => name.includes("tfevents"))!;
    assertEquals(
      new Uint8Array(await readFile(join(run, events))),
      encodeEvents(reports.map((line) => JSON.parse(line)), Number(events.split(".")[3])),
    );
  });

  it("interrupted by Ctrl-C, saves and says so with its exit code", async () => {
    const run = join(folder, "run");
    const child = startTraining(await newRun(folder, { run, steps: 100_000 }));
    while (!await stat(join(run, "metrics.jsonl")).then(() => true, () => false)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    child.kill("SIGINT");
    assertEquals((await child.status).code, 130);
    assert((await stat(join(run, "training.safetensors"))).isFile());
  });
});
