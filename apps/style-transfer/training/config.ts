/** What a training run is told; it travels inside the checkpoint. */

import type { Architecture } from "../model/architectures.ts";
import { JUDGE_KERNELS, type JudgeKernel } from "../model/discriminator.ts";
import type { EnlargementKind } from "../model/layers.ts";
import { checkGroups, type NormName } from "../model/norms.ts";
import type { Augmentation } from "./augment.ts";
import type { ContentTerm, GanLoss } from "./losses.ts";
import { checkStyleNames } from "./style_names.ts";

/** All numbers of a run. Equal configs give equal weights, bit for bit, on one backend. */
export interface TrainingConfig {
  readonly architecture: Architecture;
  /** How pictures grow on the generator's way up. */
  readonly enlargement: EnlargementKind;
  readonly norm: NormName;
  readonly steps: number;
  readonly seed: number;
  /** Width and height of the training pictures, a multiple of 4. */
  readonly size: number;
  /**
   * The shorter sides of the photographs that crops are taken from, over `size`: near 1, a crop shows nearly
   * all of a photograph.
   */
  readonly contentScales: readonly number[];
  /** The same of the paintings: the larger, the larger the strokes. */
  readonly styleScales: readonly number[];
  /** Pictures per step. */
  readonly batch: number;
  /** Channels of the generator's first layer. */
  readonly width: number;
  /** Residual blocks of the generator. */
  readonly blocks: number;
  /** Judges in the discriminator, each at pictures half as large as the one before. */
  readonly judges: number;
  /** Height and width of their kernels that halve: 4 leaves less of a grid than 3. */
  readonly judgeKernel: JudgeKernel;
  /** What the two nets play for. */
  readonly loss: GanLoss;
  /** What staying close to the content means. */
  readonly contentTerm: ContentTerm;
  /** How much staying close to the content counts beside the discriminator's opinion. */
  readonly contentWeight: number;
  /** How much the texture of the style counts, as its patches tell; 0 for nothing. */
  readonly textureWeight: number;
  readonly learningRate: number;
  /** The discriminator's learning rate over the generator's. */
  readonly judgeRate: number;
  /** So many steps, the generator has the content term alone. */
  readonly warmUp: number;
  /** Longer gradients of a net are shortened to this; 0 for never. */
  readonly clip: number;
  /** Weight of the squared slope of the discriminator at real pictures; 0 for none. */
  readonly slopePenalty: number;
  /** What the discriminator sees changed. */
  readonly augment: readonly Augmentation[];
  /** Earlier paintings that a discriminator keeps, to see some of them again; 0 for none. */
  readonly pool: number;
  /** What the painting weights keep of themselves in a step, moving after the trained ones; 0 for none. */
  readonly average: number;
  /** The names of the styles, if the generator learns several, in turns; absent for one. */
  readonly styles?: readonly string[];
}

/** What the fields are that files of older versions lack: what those versions did. */
export const FORMER_CHOICES: Pick<
  TrainingConfig,
  | "architecture"
  | "enlargement"
  | "contentScales"
  | "styleScales"
  | "contentTerm"
  | "textureWeight"
  | "judges"
  | "judgeKernel"
  | "loss"
  | "judgeRate"
  | "warmUp"
  | "clip"
  | "slopePenalty"
  | "augment"
  | "pool"
  | "average"
> = {
  architecture: "residual",
  enlargement: "nearest",
  contentScales: [1.15],
  // Strokes are wanted at the size that they have, and a little of the whole.
  styleScales: [1.25, 2],
  contentTerm: "lowpass",
  textureWeight: 0,
  judges: 1,
  judgeKernel: 3,
  loss: "least-squares",
  judgeRate: 1,
  warmUp: 0,
  clip: 0,
  slopePenalty: 0,
  augment: [],
  pool: 0,
  average: 0,
};

/** The preset that trains in minutes on a processor. */
export const CPU_PRESET: TrainingConfig = {
  ...FORMER_CHOICES,
  norm: "instance",
  steps: 200,
  seed: 1,
  size: 64,
  batch: 4,
  width: 12,
  blocks: 3,
  learningRate: 5e-4,
  contentWeight: 1,
};

/** The preset for paintings of one's own: strokes, in five minutes or so. */
export const PAINTING_PRESET: TrainingConfig = {
  ...CPU_PRESET,
  steps: 1000,
  // Enlarged by nearest neighbors, a painting shows a grid until late.
  enlargement: "bilinear",
  styleScales: [2, 4],
  contentScales: [1.15, 2.5],
  judges: 2,
  judgeKernel: 4,
  // Colors and strokes are there from the first minute on; the discriminator refines them.
  textureWeight: 30,
  contentWeight: 0.7,
  augment: ["shift"],
  average: 0.995,
};

const MOST_JUDGES = 3;

/** The learning rate is constant for 60 % of the steps, and then falls to 0 along a line. */
export function learningRateAt({ learningRate, steps }: TrainingConfig, step: number): number {
  return learningRate * Math.min(1, (steps - step) / (0.4 * steps));
}

/** A config as text; configs that say the same have equal texts, in whatever order they say it. */
export function configText(config: TrainingConfig): string {
  return JSON.stringify(Object.fromEntries(Object.entries(config).sort()));
}

/** Refuses numbers that cannot be trained with. */
export function checkConfig(config: TrainingConfig): void {
  for (const name of ["steps", "size", "batch", "width", "blocks"] as const) {
    const value = config[name];
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`${name} must be a positive integer, got ${value}`);
    }
  }
  for (const name of ["seed", "warmUp", "pool"] as const) {
    const value = config[name];
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`${name} must be a non-negative integer, got ${value}`);
    }
  }
  if (config.size % 4 !== 0 || config.size < 16) {
    throw new RangeError(`size must be a multiple of 4 and at least 16, got ${config.size}`);
  }
  checkScales(config);
  checkJudges(config);
  checkGroups(config);
  checkStyles(config);
  for (const name of ["learningRate", "judgeRate"] as const) {
    const value = config[name];
    if (!(value > 0) || value === Infinity) {
      throw new RangeError(`${name} must be positive and finite, got ${value}`);
    }
  }
  for (const name of ["contentWeight", "textureWeight", "clip", "slopePenalty"] as const) {
    const value = config[name];
    if (!(value >= 0) || value === Infinity) {
      throw new RangeError(`${name} must be finite and not negative, got ${value}`);
    }
  }
  if (!(config.average >= 0 && config.average < 1)) {
    throw new RangeError(`average must be at least 0 and below 1, got ${config.average}`);
  }
}

function checkScales(config: TrainingConfig): void {
  for (const name of ["contentScales", "styleScales"] as const) {
    const scales = config[name];
    if (scales.length > 0 && scales.every((scale) => scale >= 1 && scale < Infinity)) continue;
    throw new RangeError(
      `${name} must be finite numbers of at least 1, got [${scales.join(", ")}]`,
    );
  }
}

function checkStyles({ styles, norm, contentTerm }: TrainingConfig): void {
  if (styles === undefined) return;
  checkStyleNames(styles);
  if (norm === "batch") {
    throw new RangeError(
      "norm must not be batch for several styles: its running statistics would be a mean over all of them",
    );
  }
  if (contentTerm === "cycle") {
    throw new RangeError(
      "contentTerm must not be cycle for several styles: the way back would be from all of them at once",
    );
  }
  if (contentTerm === "pairs") {
    throw new RangeError(
      "contentTerm must not be pairs for several styles: a photograph has one painting",
    );
  }
}

/** The last judge needs a picture of 8 pixels: two of its layers halve it. */
function checkJudges({ judges, judgeKernel, size }: TrainingConfig): void {
  if (!JUDGE_KERNELS.includes(judgeKernel)) {
    throw new RangeError(
      `judgeKernel must be one of ${JUDGE_KERNELS.join(", ")}, got ${judgeKernel}`,
    );
  }
  if (!Number.isSafeInteger(judges) || judges < 1 || judges > MOST_JUDGES) {
    throw new RangeError(`judges must be an integer from 1 to ${MOST_JUDGES}, got ${judges}`);
  }
  const least = 8 * 2 ** (judges - 1);
  if (size < least) {
    throw new RangeError(`size must be at least ${least} for ${judges} judges, got ${size}`);
  }
}
