/** The backends of the page of errors, and how each one is got ready. */

import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { hasNormKernels } from "../../packages/tfjs/_kernels/register.ts";
import { registerEvenkeel } from "../../packages/tfjs/backend/mod.ts";
import { openBackendPage } from "../../packages/tfjs/webgl/_test_chromium.ts";
import { type CaseErrors, caseErrors } from "../../packages/tfjs/webgl/_test_errors.ts";
import { registerWebGPUNorms } from "../../packages/tfjs/webgpu/mod.ts";
import type { Column, Missing } from "./table.ts";

/** Of float32, and of textures of half floats. */
const FLOAT_TOLERANCE = 1e-5;
const HALF_TOLERANCE = 5e-3;

/** A backend that is measured if it is there. */
export interface Candidate {
  readonly name: string;
  readonly tolerance: number;
  /** Rejects if it is not there. */
  measure(): Promise<Pick<Column, "version" | "errors">>;
}

/** Everyone, in the order of the page. */
export const CANDIDATES: readonly Candidate[] = [
  inDeno("evenkeel", () => registerEvenkeel({ threads: 2 })),
  inDeno("cpu"),
  inDeno("wasm"),
  inDeno("webgpu", registerWebGPUNorms),
  inChromium("webgpu", FLOAT_TOLERANCE),
  inChromium("webgl", FLOAT_TOLERANCE),
  inChromium("webgl-half", HALF_TOLERANCE),
];

/** One after the other: tests of memory are none of ours, but Chromium and a GPU in software take cores. */
export async function measureAll(
  candidates: readonly Candidate[],
  log: (line: string) => void,
): Promise<{ columns: Column[]; missing: Missing[] }> {
  const columns: Column[] = [];
  const missing: Missing[] = [];
  for (const { name, tolerance, measure } of candidates) {
    log(name);
    try {
      columns.push({ name, tolerance, ...await measure() });
    } catch (error) {
      const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
      missing.push({ name, why: why! });
      log(`not measured: ${name}: ${why}`);
    }
  }
  return { columns, missing };
}

function inDeno(backend: string, register: () => unknown = () => {}): Candidate {
  return {
    name: backend === "webgpu" ? "webgpu, Deno" : backend,
    tolerance: FLOAT_TOLERANCE,
    async measure() {
      tf.env().set("IS_TEST", true); // or core prints an advertisement
      await register();
      hasNormKernels(backend); // registers those of ours that the first operation would register
      if (!await tf.setBackend(backend)) throw new Error("the backend does not start");
      await tf.ready();
      const errors = await allErrors((cases) => caseErrors({ cases }));
      const gpu = backend === "webgpu" ? `, ${await describeGpu()}` : "";
      return { version: `tfjs ${tf.version_core}, Deno ${Deno.version.deno}${gpu}`, errors };
    },
  };
}

async function describeGpu(): Promise<string> {
  const adapter = await navigator.gpu.requestAdapter();
  return adapter?.info.description || "unnamed GPU";
}

function inChromium(
  backend: Parameters<typeof openBackendPage>[0],
  tolerance: number,
): Candidate {
  return {
    name: backend === "webgpu" ? "webgpu, Chromium" : backend.replace("-half", ", half floats"),
    tolerance,
    async measure() {
      const page = await openBackendPage(backend);
      try {
        const errors = await allErrors((cases) => page.caseErrors({ cases }));
        return { version: `tfjs ${tf.version_core}, Chromium, in software`, errors };
      } finally {
        await page.close();
      }
    },
  };
}

async function allErrors(
  run: (cases: "golden" | "large") => Promise<CaseErrors[]>,
): Promise<CaseErrors[]> {
  return [...await run("golden"), ...await run("large")];
}
