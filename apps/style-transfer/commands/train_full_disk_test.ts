import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startBackend } from "../training/backend.ts";
import { RunFolder } from "../training/run_folder.ts";
import { trainStep } from "../training/trainer.ts";
import { createTraining } from "../training/training_state.ts";
import { train } from "./train.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const TINY = "--steps 100000 --size 16 --batch 1 --width 4 --blocks 1 --report-every 1".split(" ");
/** Room for a few saves; pictures and the report grow until they fill it. */
const DISK_KB = 800;

/** A disk of its own for a command, whose `run` folder is kept: `sh -c ON_SMALL_DISK sh KB DISK KEPT command`. */
const ON_SMALL_DISK = `
kb=$1 disk=$2 kept=$3; shift 3
mount -t tmpfs -o size=\${kb}k tmpfs "$disk" || exit 99
"$@"; code=$?
[ ! -e "$disk/run" ] || cp -R "$disk/run" "$kept"
exit $code`;
const UNSHARE = ["--user", "--map-root-user", "--mount", "sh", "-c", ON_SMALL_DISK, "sh"];

async function onSmallDisk(
  { folder, kilobytes }: { readonly folder: string; readonly kilobytes: number },
  command: (disk: string) => readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const disk = join(folder, "disk");
  await mkdir(disk);
  const { code, stdout, stderr } = await new Deno.Command("unshare", {
    args: [...UNSHARE, String(kilobytes), disk, join(folder, "kept"), ...command(disk)],
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Why there is none, as the end of a test's name. */
async function whyNoDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "style-disk-"));
  try {
    const { code } = await onSmallDisk({ folder, kilobytes: 64 }, () => ["true"]);
    return code === 0 ? "" : " (skipped: nobody but root may mount a small disk here)";
  } catch {
    return " (skipped: there is no unshare, which makes a small disk)";
  } finally {
    await rm(folder, { recursive: true });
  }
}

const noDisk = await whyNoDisk();

describe("a training run that fills its disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-full-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  (noDisk === "" ? it : it.skip)(`says so, and goes on from its last save${noDisk}`, async () => {
    const args = [...TINY, "--backend", "evenkeel"];
    const { code, stdout, stderr } = await onSmallDisk(
      { folder, kilobytes: DISK_KB },
      (
        disk,
      ) => [
        Deno.execPath(),
        "run",
        "-A",
        "--no-check",
        MAIN,
        "train",
        ...args,
        "--run",
        `${disk}/run`,
      ],
    );
    assertEquals(code, 1, stderr);
    assertStringIncludes(stderr, "error: cannot write ");
    assertStringIncludes(stderr, "no space left on device");
    assertStringIncludes(stdout, "to go on from the last save: style train --run ");

    const kept = new RunFolder(join(folder, "kept"));
    const { config, state } = await kept.load();
    assert(state.step >= 1, `it was saved at step ${state.step}`);
    const straight = createTraining(config);
    await startBackend();
    while (straight.step < state.step) trainStep(straight, config);
    assertEquals(state, straight);
    const files = await readdir(kept.path, { recursive: true });
    assertEquals(files.filter((name) => name.endsWith(".partial")), []);

    const controller = new AbortController();
    const goal = state.step + 2;
    const write = (text: string) => {
      if (text.includes(`step ${goal}/`)) controller.abort();
    };
    const options = { config, data: {}, run: kept.path, resume: true, reportEvery: 1 };
    await train(options, { output: { isTTY: true, write }, signal: controller.signal });
    const steps = (await kept.reportsUntil(goal)).map(({ step }) => step);
    assertEquals(steps, Array.from({ length: goal + 1 }, (_, i) => i));
    assertEquals((await kept.load()).state.step, goal);
  });
});
