/** The app's training step, on this repository's backend or on a stock one. */

import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "../../../apps/style-transfer/training/backend.ts";
import { importCpu } from "../../../apps/style-transfer/training/stock_cpu.ts";
import {
  drawBatch,
  type StepLosses,
  trainStep,
} from "../../../apps/style-transfer/training/trainer.ts";
import {
  createTraining,
  type TrainingState,
} from "../../../apps/style-transfer/training/training_state.ts";
import type { Probe } from "../_probe.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { probe } from "../_shared/inputs.js";
import type { StepCase } from "../step_cases.ts";

/** What the list of contenders says. */
interface Options {
  readonly backend: "evenkeel" | "wasm" | "cpu";
  readonly threads: number;
}

async function start({ backend, threads }: Options): Promise<string> {
  await importCpu();
  const version = `Deno ${Deno.version.deno}, tfjs ${tf.version_core}`;
  if (backend === "evenkeel") {
    await registerEvenkeel({ threads });
    await startBackend();
    return version;
  }
  setThreadsCount(threads);
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  registerWasmGradients();
  return version;
}

function prepare({ case: one }: { readonly case: StepCase }): Prepared {
  if (one.pass === "draw") {
    let step = 0;
    return { run: () => drawBatch(one, step++), probe: () => ({}), release: () => {} };
  }
  const batch = drawBatch(one, 0);
  const state = createTraining(one);
  return {
    run: () => trainStep(state, one, batch),
    // Of the first step, since probes come first: later ones depend on every bit before them.
    probe: () => remember(state, trainStep(state, one, batch)),
    release: () => {},
  };
}

/** The losses, and Adam's first moments: after one step they are the gradients times `1 - beta1`. */
function remember(
  state: TrainingState,
  { generator, discriminator, content }: StepLosses,
): Probe {
  const moments = [...state.generator.adam.first, ...state.discriminator.adam.first]
    .filter(([name]) => name.endsWith(".kernel"))
    .map(([name, values]) => [name, probe(values)]);
  return { losses: [generator, discriminator, content], ...Object.fromEntries(moments) };
}

if (import.meta.main) await serve({ start, prepare });
