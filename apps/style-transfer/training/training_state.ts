/** Where a training run stands. */

import { Random } from "../data/random.ts";
import { createDiscriminator, createSpectralState } from "../model/discriminator.ts";
import { createGenerator, type GeneratorConfig } from "../model/generator.ts";
import { isTrainable } from "../model/norms.ts";
import type { Weights } from "../model/weights.ts";
import { type AdamState, createAdam } from "./adam.ts";
import { checkConfig, type TrainingConfig } from "./config.ts";

const INITIAL_STREAM = 0;

/** Everything that changes while training. */
export interface TrainingState {
  step: number;
  /** How often training went astray, and was set back to go on at half the learning rate. */
  setbacks: number;
  readonly generator: Weights;
  /** The generator that paints, if it is an average over time. */
  readonly average?: Weights;
  readonly discriminator: Weights;
  readonly spectral: Weights;
  readonly generatorAdam: AdamState;
  readonly discriminatorAdam: AdamState;
}

/** The part of the config that a generator is made from. */
export function generatorConfig(
  { architecture, enlargement, width, blocks, norm }: TrainingConfig,
): GeneratorConfig {
  return { architecture, enlargement, width, blocks, norm };
}

/** The weights to paint with. */
export function paintingWeights({ generator, average }: TrainingState): Weights {
  return average ?? generator;
}

/** The state before the first step. Norms draw nothing, so equal seeds give equal kernels. */
export function createTraining(config: TrainingConfig): TrainingState {
  checkConfig(config);
  const random = new Random(config.seed, INITIAL_STREAM);
  const generator = createGenerator(generatorConfig(config), random);
  const discriminator = createDiscriminator(config, random);
  return {
    step: 0,
    setbacks: 0,
    generator,
    ...(config.average > 0 ? { average: structuredClone(generator) } : {}),
    discriminator,
    spectral: createSpectralState(discriminator, random),
    generatorAdam: createAdam(generator, isTrainable),
    discriminatorAdam: createAdam(discriminator, isTrainable),
  };
}
