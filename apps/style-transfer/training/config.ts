/** What a training run is told; it travels inside the checkpoint. */

import { checkGroups, type NormName } from "../model/norms.ts";

/** All numbers of a run. Equal configs give equal weights, bit for bit, on one backend. */
export interface TrainingConfig {
  readonly norm: NormName;
  readonly steps: number;
  readonly seed: number;
  /** Width and height of the training pictures, a multiple of 4. */
  readonly size: number;
  /** Pictures per step. */
  readonly batch: number;
  /** Channels of the generator's first layer. */
  readonly width: number;
  /** Residual blocks of the generator. */
  readonly blocks: number;
  readonly learningRate: number;
  /** How much staying close to the content counts beside the discriminator's opinion. */
  readonly contentWeight: number;
}

/** The preset that trains in minutes on a processor. */
export const CPU_PRESET: TrainingConfig = {
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

/** The learning rate is constant for 60 % of the steps, and then falls to 0 along a line. */
export function learningRateAt({ learningRate, steps }: TrainingConfig, step: number): number {
  return learningRate * Math.min(1, (steps - step) / (0.4 * steps));
}

/** Refuses numbers that cannot be trained with. */
export function checkConfig(config: TrainingConfig): void {
  for (const name of ["steps", "size", "batch", "width", "blocks"] as const) {
    const value = config[name];
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`${name} must be a positive integer, got ${value}`);
    }
  }
  if (!Number.isSafeInteger(config.seed) || config.seed < 0) {
    throw new RangeError(`seed must be a non-negative integer, got ${config.seed}`);
  }
  if (config.size % 4 !== 0 || config.size < 16) {
    throw new RangeError(`size must be a multiple of 4 and at least 16, got ${config.size}`);
  }
  checkGroups(config);
  if (!(config.learningRate > 0) || config.learningRate === Infinity) {
    throw new RangeError(`learningRate must be positive and finite, got ${config.learningRate}`);
  }
  if (!(config.contentWeight >= 0) || config.contentWeight === Infinity) {
    throw new RangeError(
      `contentWeight must be finite and not negative, got ${config.contentWeight}`,
    );
  }
}
