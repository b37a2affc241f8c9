/**
 * Writes `packages/tfjs/ERRORS.md`, and prints it: how far every norm is from float64 on every backend.
 *
 * Deno has a WebGPU in software where Mesa's is installed; webgl and another webgpu come with Chromium,
 * see `CHROMIUM_PATH`. What is not there is listed as not measured. Words choose backends, to be printed
 * only.
 */

import { join } from "node:path";
import process from "node:process";
import { findBackendFactory, removeBackend } from "@tensorflow/tfjs-core";
import { goldenCases, largeCases } from "../../packages/tfjs/webgl/_test_cases.ts";
import { ROOT } from "../_source_files.ts";
import { CANDIDATES, measureAll } from "./backends.ts";
import { renderErrors, rowsOf } from "./table.ts";

const OUT = "packages/tfjs/ERRORS.md";

if (import.meta.main) {
  const words = Deno.args;
  const chosen = CANDIDATES.filter(({ name }) =>
    words.length === 0 || words.some((word) => name.includes(word))
  );
  const measured = await measureAll(chosen, (line) => process.stderr.write(`${line}\n`));
  // Its threads would keep this process alive.
  if (findBackendFactory("evenkeel") !== null) removeBackend("evenkeel");
  const page = renderErrors({ ...measured, rows: rowsOf(goldenCases(), largeCases()) });
  process.stdout.write(page);
  if (words.length === 0) {
    const path = join(ROOT, OUT);
    await Deno.writeTextFile(path, page);
    await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", path] }).output();
    process.stderr.write(`wrote ${OUT}\n`);
  }
}
