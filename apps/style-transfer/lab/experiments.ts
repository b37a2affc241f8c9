/** All experiments, in the order in which the article makes its claims. */

import type { Experiment } from "./experiment.ts";
import { BATCH_DEPENDENCY } from "./experiments/batch_dependency.ts";
import { CONTRAST } from "./experiments/contrast.ts";
import { DIVERSITY } from "./experiments/diversity.ts";
import { INFERENCE_DEPENDENCY } from "./experiments/inference_dependency.ts";
import { QUALITY } from "./experiments/quality.ts";
import { REGULARIZATION } from "./experiments/regularization.ts";
import { RESIDUE } from "./experiments/residue.ts";
import { SMALL_BATCH } from "./experiments/small_batch.ts";
import { SPEED } from "./experiments/speed.ts";
import { TWO_MODES } from "./experiments/two_modes.ts";

/** The list. */
export const EXPERIMENTS: readonly Experiment[] = [
  CONTRAST,
  BATCH_DEPENDENCY,
  INFERENCE_DEPENDENCY,
  REGULARIZATION,
  QUALITY,
  SMALL_BATCH,
  SPEED,
  DIVERSITY,
  TWO_MODES,
  RESIDUE,
];
