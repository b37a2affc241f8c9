/** All experiments, in the order in which the article makes its claims. */

import type { Experiment } from "./experiment.ts";
import { BATCH_DEPENDENCY } from "./experiments/batch_dependency.ts";
import { BATCH_SIZES } from "./experiments/batch_sizes.ts";
import { BEYOND_CONTRAST } from "./experiments/beyond_contrast.ts";
import { BY_HEART } from "./experiments/by_heart.ts";
import { CAPACITY } from "./experiments/capacity.ts";
import { CLASSIFIER_SMALL_BATCH } from "./experiments/classifier_small_batch.ts";
import { CONTRAST } from "./experiments/contrast.ts";
import { CONTROL } from "./experiments/control.ts";
import { COUPLING } from "./experiments/coupling.ts";
import { COVARIATE_SHIFT } from "./experiments/covariate_shift.ts";
import { DIVERSITY } from "./experiments/diversity.ts";
import { EQUIVALENCES } from "./experiments/equivalences.ts";
import { ERASED_CONTRAST } from "./experiments/erased_contrast.ts";
import { EXACT_CONTRAST } from "./experiments/exact_contrast.ts";
import { FEW_STYLES } from "./experiments/few_styles.ts";
import { FLICKER } from "./experiments/flicker.ts";
import { GRADIENT_DEPTH } from "./experiments/gradient_depth.ts";
import { GRADIENT_SCALE } from "./experiments/gradient_scale.ts";
import { INFERENCE_DEPENDENCY } from "./experiments/inference_dependency.ts";
import { JUDGE_BATCHES } from "./experiments/judge_batches.ts";
import { LEARNING_RATES } from "./experiments/learning_rates.ts";
import { NUMERICS } from "./experiments/numerics.ts";
import { QUALITY } from "./experiments/quality.ts";
import { REGULARIZATION } from "./experiments/regularization.ts";
import { RESIDUE } from "./experiments/residue.ts";
import { SMALL_BATCH } from "./experiments/small_batch.ts";
import { SPEED } from "./experiments/speed.ts";
import { TILES } from "./experiments/tiles.ts";
import { TWO_MODES } from "./experiments/two_modes.ts";

/** The list. */
export const EXPERIMENTS: readonly Experiment[] = [
  CONTRAST,
  EXACT_CONTRAST,
  TILES,
  EQUIVALENCES,
  BATCH_DEPENDENCY,
  BATCH_SIZES,
  INFERENCE_DEPENDENCY,
  REGULARIZATION,
  BY_HEART,
  QUALITY,
  BEYOND_CONTRAST,
  CAPACITY,
  FEW_STYLES,
  COUPLING,
  SMALL_BATCH,
  CLASSIFIER_SMALL_BATCH,
  NUMERICS,
  GRADIENT_DEPTH,
  GRADIENT_SCALE,
  COVARIATE_SHIFT,
  SPEED,
  LEARNING_RATES,
  DIVERSITY,
  JUDGE_BATCHES,
  TWO_MODES,
  FLICKER,
  RESIDUE,
  ERASED_CONTRAST,
  CONTROL,
];
