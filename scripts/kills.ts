/**
 * Kills a training run again and again, and compares where it ends with one that never was killed. Writes
 * `apps/style-transfer/kills.md`.
 *
 *     deno task kills [kills] [seed]
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type KillOutcome, trainKilled } from "../apps/style-transfer/commands/_test_kills.ts";

const REPORT = new URL("../apps/style-transfer/kills.md", import.meta.url);

const [kills = 50, seed = 1] = process.argv.slice(2).map(Number);

/** Whether everything is the same. */
function isSame({ straight, killed }: KillOutcome): boolean {
  return JSON.stringify(straight) === JSON.stringify(killed);
}

/** The page, before it is formatted. */
function render(outcome: KillOutcome): string {
  const { steps, straight, killed } = outcome;
  const rows = [
    ["weights", straight.weights, killed.weights],
    ["optimizers", straight.optimizers, killed.optimizers],
    ["training.safetensors", straight.files[0], killed.files[0]],
    ["generator.safetensors", straight.files[1], killed.files[1]],
  ];
  const seconds = outcome.kills.map((kill) => kill.seconds);
  const verdict = isSame(outcome) ? "every bit is the same" : "**they differ**";
  return `# A run that is killed

Written by \`deno task kills ${kills} ${seed}\`. Processor: ${cpus()[0]?.model ?? "unknown"},
${availableParallelism()} cores. A run of ${steps} steps, saved every second step, was killed
(SIGKILL) ${kills} times and resumed as often; each sitting was killed at a random moment after its
first save, ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} seconds after
its start. Beside one that was never killed, ${verdict}:

| SHA-256 | never killed | killed ${kills} times |
| :-- | :-- | :-- |
${rows.map(([name, a, b]) => `| ${name} | \`${a}\` | \`${b}\` |`).join("\n")}

Saved at the step of each kill: ${outcome.kills.map(({ step }) => step).join(", ")}.
`;
}

if (!(Number.isSafeInteger(kills) && kills > 0 && Number.isSafeInteger(seed))) {
  throw new RangeError(`kills and seed must be integers, got ${kills} and ${seed}`);
}
const folder = await mkdtemp(join(tmpdir(), "style-kills-"));
try {
  let count = 0;
  const outcome = await trainKilled({
    folder,
    kills,
    seed,
    onKill: ({ step, from, seconds }) => {
      const when = `${seconds.toFixed(2)} s after its start`;
      process.stdout.write(`kill ${++count}/${kills}: ${when}, saved at ${step}, from ${from}\n`);
    },
  });
  await writeFile(REPORT, render(outcome));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", REPORT.pathname] }).output();
  process.stdout.write(
    `${isSame(outcome) ? "the same bits" : "DIFFERENT"}; wrote ${REPORT.pathname}\n`,
  );
  process.exitCode = isSame(outcome) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}
