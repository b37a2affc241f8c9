/** `style train`: a generator from nothing. */

import { writeCheckpoint } from "../checkpoint/files.ts";
import { checkWritable } from "../images/write_file.ts";
import { startBackend } from "../training/backend.ts";
import { checkConfig, type TrainingConfig } from "../training/config.ts";
import { heldOutL1 } from "../training/evaluate.ts";
import { type LineOutput, Progress } from "../training/progress.ts";
import { createTraining, DivergedError, generatorConfig, trainStep } from "../training/trainer.ts";

const HELD_OUT_SCENES = 48;

/**
 * Trains on procedural scenes and writes a checkpoint; returns the held-out L1 before and after.
 *
 * @throws {RangeError} If the config cannot be trained with.
 * @throws {DivergedError} If a loss stops being a number; no checkpoint is written then.
 * @throws {Error} If the checkpoint could not be written; this is found out before training.
 */
export async function train(
  config: TrainingConfig,
  { path, output }: { readonly path: string; readonly output: LineOutput },
): Promise<{ before: number; after: number }> {
  checkConfig(config);
  await checkWritable(path);
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
    try {
      const losses = trainStep(state, config);
      progress.step(state.step, losses);
    } catch (error) {
      progress.stop();
      throw error;
    }
  }
  const after = evaluate();
  if (!Number.isFinite(after)) throw new DivergedError(`held-out L1 is ${after} after training`);
  await writeCheckpoint(path, {
    generator,
    weights: state.generator,
    training: config,
    step: state.step,
  });
  output.write(`held-out L1 after training: ${after.toFixed(4)}\nwrote ${path}\n`);
  return { before, after };
}
