/** A training run that is killed again and again, beside one that never is. */

import { readSafetensors } from "@evenkeel/tfjs/safetensors";
import { createHash, type Hash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contentPicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { writePicture } from "../images/write_picture.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const STATE = "training.safetensors";
/** Steps from one save to the next: few, so that kills hit saves, too. */
export const REPORT_EVERY = 2;
const CONFIG = "--size 16 --batch 1 --width 4 --blocks 1 --content-scales 1";
const BACKEND = "--backend evenkeel --threads 1".split(" ");
/** A tenth is held out: a single one, so that reports take little time. */
const PHOTOS = 10;
const PICTURE_PX = 16;
/** A sitting is killed after one or two saves of its own, and later by the time of so many more at most. */
const MOST_SAVES = 2;
const MOST_DELAY_SAVES = 2;
/** So many saves a sitting may get to before it is killed: runs must be longer than all of them. */
const ROOM = 6;
const LOOK_EVERY_MS = 5;

/** How it goes. */
export interface KillOptions {
  /** An empty folder for the two runs. */
  readonly folder: string;
  readonly kills: number;
  /** Draws the moments. */
  readonly seed: number;
  readonly onKill?: (kill: Kill) => void;
}

/** One kill. */
export interface Kill {
  /** The step that the run was saved at then. */
  readonly step: number;
  /** The step that the sitting began with; 0 for the first one. */
  readonly from: number;
  /** Seconds since the process was started. */
  readonly seconds: number;
}

/** Hashes of where a run ended. */
export interface RunDigest {
  readonly weights: string;
  /** Adam's moments and counters. */
  readonly optimizers: string;
  /** The files with everything in them, and that with the generator alone. */
  readonly files: readonly string[];
}

/** What came of it. */
export interface KillOutcome {
  readonly steps: number;
  readonly kills: readonly Kill[];
  readonly straight: RunDigest;
  readonly killed: RunDigest;
}

/** Where the runs are. */
export function runsIn(folder: string): { straight: string; killed: string } {
  return { straight: join(folder, "straight"), killed: join(folder, "killed") };
}

/** Starts `style train` with a tiny net as a process of its own. */
export function startTraining(args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", MAIN, "train", ...args, ...BACKEND],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

/** The arguments of a new run on a few small pictures, which are put into a folder. */
export async function newRun(
  folder: string,
  { run, steps }: { readonly run: string; readonly steps: number },
): Promise<string[]> {
  const photos = join(folder, "photos");
  for (let i = 0; i < PHOTOS; i++) {
    await writePicture(join(photos, `${i}.png`), contentPicture(1, i, PICTURE_PX));
  }
  const numbers = ["--steps", String(steps), "--report-every", String(REPORT_EVERY)];
  return [...CONFIG.split(" "), ...numbers, "--content", photos, "--run", run];
}

/**
 * Trains without a break, and once more with kills (SIGKILL) at drawn moments, each after the sitting has
 * saved something, so that the run comes to its end; then compares.
 *
 * @throws {Error} If a process fails, or ends before it is to be killed.
 */
export async function trainKilled(
  { folder, kills, seed, onKill }: KillOptions,
): Promise<KillOutcome> {
  const steps = REPORT_EVERY * ROOM * (kills + 1);
  const { straight, killed } = runsIn(folder);
  await end(startTraining(await newRun(folder, { run: straight, steps })));
  const fresh = await newRun(folder, { run: killed, steps });
  const mostDelay = 1000 * MOST_DELAY_SAVES * await secondsPerSave(straight);
  const random = new Random(seed);
  const resume = ["--run", killed, "--resume", "--report-every", String(REPORT_EVERY)];
  const all: Kill[] = [];
  while (all.length < kills) {
    const from = all.at(-1)?.step ?? 0;
    const started = performance.now();
    const child = startTraining(all.length === 0 ? fresh : resume);
    const gone = child.status;
    let running = true;
    gone.finally(() => running = false);
    await saves(join(killed, STATE), 1 + random.integer(MOST_SAVES), () => running);
    await new Promise((resolve) => setTimeout(resolve, random.between(0, mostDelay)));
    const seconds = (performance.now() - started) / 1000;
    if (running) child.kill("SIGKILL");
    const { signal, code } = await gone;
    if (signal !== "SIGKILL") {
      throw new Error(`kill ${all.length + 1} came too late: the process ended with ${code}`);
    }
    const kill = { step: await savedStep(killed), from, seconds };
    all.push(kill);
    onKill?.(kill);
  }
  await end(startTraining(resume));
  const [a, b] = [await digest(straight), await digest(killed)];
  return { steps, kills: all, straight: a, killed: b };
}

async function end(child: Deno.ChildProcess): Promise<void> {
  const { code } = await child.status;
  if (code !== 0) throw new Error(`training must come to its end, got the exit code ${code}`);
}

/** Waits until a file has been replaced so many times. */
async function saves(path: string, count: number, isRunning: () => boolean): Promise<void> {
  const version = () => stat(path).then(({ ino, mtimeMs }) => `${ino} ${mtimeMs}`, () => "none");
  let seen = await version();
  for (let left = count; left > 0 && isRunning();) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const now = await version();
    if (now === seen) continue;
    seen = now;
    left--;
  }
}

async function secondsPerSave(run: string): Promise<number> {
  const lines = (await readFile(join(run, "metrics.jsonl"), "utf8")).trim().split("\n");
  return JSON.parse(lines.at(-1)!).seconds / lines.length;
}

async function savedStep(run: string): Promise<number> {
  const { metadata } = readSafetensors(await readFile(join(run, STATE)));
  return Number(metadata.get("step"));
}

async function digest(run: string): Promise<RunDigest> {
  const files = [];
  for (const name of [STATE, "generator.safetensors"]) {
    files.push(createHash("sha256").update(await readFile(join(run, name))).digest("hex"));
  }
  const { tensors, metadata } = readSafetensors(await readFile(join(run, STATE)));
  const hashes = { weights: createHash("sha256"), optimizers: createHash("sha256") };
  const add = (to: Hash, name: string, value: string | Uint8Array) => to.update(name).update(value);
  for (const name of [...tensors.keys()].sort()) {
    const { buffer, byteOffset, byteLength } = tensors.get(name)!.data;
    const isMoment = /^[a-z_]+_(first|second)\//.test(name);
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    add(isMoment ? hashes.optimizers : hashes.weights, name, bytes);
  }
  for (const name of [...metadata.keys()].filter((name) => name.endsWith("_updates")).sort()) {
    add(hashes.optimizers, name, metadata.get(name)!);
  }
  return {
    weights: hashes.weights.digest("hex"),
    optimizers: hashes.optimizers.digest("hex"),
    files,
  };
}
