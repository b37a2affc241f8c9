/**
 * Looks for leaks that tests are too short for: minutes of training, and a thousand backends one after the
 * other. Writes `packages/tfjs/backend/soak.md`.
 *
 *     deno task soak [minutes] [cycles]
 */

import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import * as tf from "@tensorflow/tfjs-core";
import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import process from "node:process";
import { startBackend } from "../apps/style-transfer/training/backend.ts";
import { CPU_PRESET } from "../apps/style-transfer/training/config.ts";
import { trainStep } from "../apps/style-transfer/training/trainer.ts";
import { createTraining } from "../apps/style-transfer/training/training_state.ts";

const REPORT = new URL("../packages/tfjs/backend/soak.md", import.meta.url);
const MINUTE_MS = 60_000;

const [minutes = 10, cycles = 1000] = process.argv.slice(2).map(Number);

const MEGABYTE = 2 ** 20;

function residentMegabytes(): number {
  return process.memoryUsage().rss / MEGABYTE;
}

/** What one minute of training was like. */
interface Minute {
  readonly step: number;
  /** The mean over the minute's steps: the collector's rhythm is no leak. */
  readonly megabytes: number;
  /** What of that JavaScript's heap has taken, used or not. */
  readonly heapMegabytes: number;
  /** The least that was used of the heap: what was left right after a collection, or nearly so. */
  readonly usedMegabytes: number;
}

async function train(): Promise<Minute[]> {
  const config = { ...CPU_PRESET, steps: Number.MAX_SAFE_INTEGER };
  const state = createTraining(config);
  const samples: Minute[] = [];
  while (samples.length < minutes) {
    const end = performance.now() + MINUTE_MS;
    let sum = 0, heap = 0, used = Infinity, count = 0;
    for (; performance.now() < end; count++) {
      trainStep(state, config);
      await new Promise((resolve) => setTimeout(resolve));
      const { rss, heapTotal, heapUsed } = process.memoryUsage();
      sum += rss / MEGABYTE;
      heap += heapTotal / MEGABYTE;
      used = Math.min(used, heapUsed / MEGABYTE);
    }
    samples.push({
      step: state.step,
      megabytes: sum / count,
      heapMegabytes: heap / count,
      usedMegabytes: used,
    });
  }
  return samples;
}

/** Resident megabytes after each tenth of the cycles. */
async function cycle(): Promise<number[]> {
  const samples = [];
  for (let i = 1; i <= cycles; i++) {
    await registerEvenkeel({ threads: 2 });
    await tf.setBackend("evenkeel");
    tf.zeros([256, 1024]).dispose();
    tf.removeBackend("evenkeel");
    if (i % Math.ceil(cycles / 10) === 0) samples.push(residentMegabytes());
  }
  return samples;
}

if (!(minutes >= 3 && cycles >= 10)) {
  throw new RangeError(`3 minutes and 10 cycles at least are needed, got ${minutes} and ${cycles}`);
}
const cycled = await cycle();
await startBackend();
const trained = await train();
const [, second] = trained;
const growth = 100 *
  (Math.max(...trained.slice(2).map((m) => m.megabytes)) / second!.megabytes - 1);
const round = (value: number) => value.toFixed(0);
const row = (one: Minute, i: number) =>
  `| ${i + 1} | ${one.step} | ${round(one.megabytes)} | ${round(one.heapMegabytes)} | ${
    one.usedMegabytes.toFixed(1)
  } |`;
await writeFile(
  REPORT,
  `# Soak test of the CPU backend

Written by \`deno task soak ${minutes} ${cycles}\`. Processor: ${cpus()[0]?.model ?? "unknown"},
${availableParallelism()} cores.

## ${cycles} backends, made and disposed of

Resident megabytes after each tenth: ${cycled.map(round).join(", ")}.

## ${minutes} minutes of training

The \`cpu\` preset, ${trained.at(-1)!.step} steps. No later minute took more than ${
    growth.toFixed(1)
  } % above the
second.

JavaScript's heap is part of that: what it has taken on average, and what it uses at the least, which is
what nobody has let go of.

| minute | step | mean resident megabytes | of that the heap | used at the least |
| --: | --: | --: | --: | --: |
${trained.map(row).join("\n")}
`,
);
await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", REPORT.pathname] }).output();
process.stdout.write(`wrote ${REPORT.pathname}\n`);
