/** `style train`: a generator from nothing. */

import { writeCheckpoint } from "../checkpoint/files.ts";
import { startBackend } from "../training/backend.ts";
import { checkConfig, type TrainingConfig } from "../training/config.ts";
import { heldOutL1 } from "../training/evaluate.ts";
import { type LineOutput, Progress } from "../training/progress.ts";
import { createTraining, generatorConfig, trainStep } from "../training/trainer.ts";

const HELD_OUT_SCENES = 48;

/** Trains on procedural scenes and writes a checkpoint; returns the held-out L1 before and after. */
export async function train(
  config: TrainingConfig,
  { path, output }: { readonly path: string; readonly output: LineOutput },
): Promise<{ before: number; after: number }> {
  checkConfig(config);
  const backend = await startBackend();
  const state = createTraining(config);
  const generator = generatorConfig(config);
  const evaluate = () =>
    heldOutL1(state.generator, generator, { size: config.size, count: HELD_OUT_SCENES });
  const before = evaluate();
  output.write(
    `${config.norm} norm on ${backend}, held-out L1 before training: ${before.toFixed(4)}\n`,
  );
  const progress = new Progress(output, { steps: config.steps, images: config.batch });
  while (state.step < config.steps) {
    const losses = trainStep(state, config);
    progress.step(state.step, losses);
  }
  const after = evaluate();
  await writeCheckpoint(path, {
    generator,
    weights: state.generator,
    training: config,
    step: state.step,
  });
  output.write(`held-out L1 after training: ${after.toFixed(4)}\nwrote ${path}\n`);
  return { before, after };
}
