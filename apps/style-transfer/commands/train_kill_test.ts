import { assert, assertEquals } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Random } from "../data/random.ts";
import { encodeEvents } from "../training/event_file.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const TINY = "--steps 60 --size 16 --batch 1 --width 4 --blocks 1 --report-every 3".split(" ");
/** More of them: `KILLS=50 deno test -A apps/style-transfer/commands/train_kill_test.ts`. */
const KILLS = Number(process.env["KILLS"] ?? 4);

function start(args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", MAIN, "train", ...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
}

describe("a training run that is killed again and again", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-kill-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it(`ends with the bytes of one that never was, after ${KILLS} kills at any moment`, async () => {
    const [straight, killed] = [join(folder, "straight"), join(folder, "killed")];
    assertEquals((await start([...TINY, "--run", straight]).status).code, 0);
    const random = new Random(7);
    const saved = () => stat(join(killed, "training.safetensors")).then(() => true, () => false);
    const args = async () =>
      await saved() ? ["--run", killed, "--resume", ...TINY.slice(-2)] : [...TINY, "--run", killed];
    let kills = 0;
    while (kills < KILLS) {
      const child = start(await args());
      const timer = setTimeout(() => child.kill("SIGKILL"), random.between(300, 2500));
      const { signal } = await child.status;
      clearTimeout(timer);
      if (signal === "SIGKILL") kills++;
      // It came to its end too early to be killed as often as wanted: once more from nothing.
      else if (kills < KILLS) await rm(killed, { recursive: true, force: true });
    }
    assertEquals((await start(await args()).status).code, 0);
    for (const name of ["training.safetensors", "generator.safetensors"]) {
      const [a, b] = await Promise.all([straight, killed].map((run) => readFile(join(run, name))));
      assertEquals(a, b, name);
    }
    const reports = (await readFile(join(killed, "metrics.jsonl"), "utf8")).trim().split("\n");
    const steps = reports.map((line) => JSON.parse(line).step);
    assertEquals(steps, Array.from({ length: 21 }, (_, i) => 3 * i));
    const finished = (await readdir(killed)).filter((name) => !name.endsWith(".partial"));
    assert(finished.length === 7, String(finished));
    const events = finished.find((name) => name.includes("tfevents"))!;
    assertEquals(
      new Uint8Array(await readFile(join(killed, events))),
      encodeEvents(reports.map((line) => JSON.parse(line)), Number(events.split(".")[3])),
    );
  });

  it("interrupted by Ctrl-C, saves and says so with its exit code", async () => {
    const run = join(folder, "run");
    const child = start([...TINY.slice(2), "--steps", "100000", "--run", run]);
    while (!await stat(join(run, "metrics.jsonl")).then(() => true, () => false)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    child.kill("SIGINT");
    assertEquals((await child.status).code, 130);
    assert((await stat(join(run, "training.safetensors"))).isFile());
  });
});
