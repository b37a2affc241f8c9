/** What is measured: whole training steps of the style app, and the drawing of what they learn from. */

import { CPU_PRESET, type TrainingConfig } from "../../apps/style-transfer/training/config.ts";

/** One line of the table. The config is the app's own. */
export interface StepCase extends TrainingConfig {
  /** Unique; also what `--shapes` and results refer to. */
  readonly id: string;
  /** Tells it from the cases of other experiments, where a contender takes part in several. */
  readonly op: "step";
  /** Both nets learning from one batch, or the batch being drawn. */
  readonly pass: StepPass;
}

/** The two parts of a step. */
export type StepPass = "train" | "draw";

/** So many that the learning rate does not fall while one measures. */
const STEPS = 1_000_000;
/** One with which, so far, no ReLU of the preset's first step has an input that rounds to either side of 0. */
const SEED = 16;

/** Pictures of a step, with pictures of the preset's size. */
export const BATCHES: readonly number[] = [1, 2, 4, 8];
/** Width and height in pixels, with the preset's number of pictures. */
export const SIZES_PX: readonly number[] = [32, 64, 96, 128];

/** `train 64 px batch 4`. */
export function stepId(pass: StepPass, size: number, batch: number): string {
  return `${pass} ${size} px batch ${batch}`;
}

/** The id of the case that the targets are about. */
export const PRESET_ID: string = stepId("train", CPU_PRESET.size, CPU_PRESET.batch);

/** All cases, the preset's first. */
export const STEP_CASES: readonly StepCase[] = [
  ...sweep("train", [CPU_PRESET]),
  ...sweep("train", BATCHES.map((batch) => ({ size: CPU_PRESET.size, batch }))),
  ...sweep("train", SIZES_PX.map((size) => ({ size, batch: CPU_PRESET.batch }))),
  ...sweep("draw", [CPU_PRESET]),
].filter(({ id }, i, all) => all.findIndex((one) => one.id === id) === i);

function sweep(
  pass: StepPass,
  shapes: readonly Pick<TrainingConfig, "size" | "batch">[],
): StepCase[] {
  return shapes.map(({ size, batch }): StepCase => ({
    ...CPU_PRESET,
    steps: STEPS,
    seed: SEED,
    size,
    batch,
    id: stepId(pass, size, batch),
    op: "step",
    pass,
  }));
}
