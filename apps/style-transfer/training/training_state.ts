/** Where a training run stands. */

import { Random } from "../data/random.ts";
import { createDiscriminator, createSpectralState } from "../model/discriminator.ts";
import { createGenerator, type GeneratorConfig } from "../model/generator.ts";
import type { Weights } from "../model/weights.ts";
import { checkConfig, type TrainingConfig } from "./config.ts";
import { createNet, type Net } from "./net.ts";
import { createHeads } from "./patch_loss.ts";
import { createPool, type PicturePool } from "./picture_pool.ts";

const INITIAL_STREAM = 0;

/** A discriminator in training. */
export interface DiscriminatorNet extends Net {
  readonly spectral: Weights;
  /** Paintings that it may see again. */
  readonly pool: PicturePool;
}

/** Everything that changes while training. */
export interface TrainingState {
  step: number;
  /** How often training went astray, and was set back to go on at half the learning rate. */
  setbacks: number;
  readonly generator: Net;
  /** The generator that paints, if it is an average over time. */
  readonly average?: Weights;
  readonly discriminator: DiscriminatorNet;
  /** The way from style to content, if the content term is `"cycle"`. */
  readonly back?: { readonly generator: Net; readonly discriminator: DiscriminatorNet };
  /** What compares patches, if the content term is `"nce"`. */
  readonly heads?: Net;
}

/** The part of the config that a generator is made from. */
export function generatorConfig(
  { architecture, enlargement, width, blocks, norm }: TrainingConfig,
): GeneratorConfig {
  return { architecture, enlargement, width, blocks, norm };
}

/** The weights to paint with. */
export function paintingWeights({ generator, average }: TrainingState): Weights {
  return average ?? generator.weights;
}

/** The state before the first step. Norms draw nothing, so equal seeds give equal kernels. */
export function createTraining(config: TrainingConfig): TrainingState {
  checkConfig(config);
  const { contentTerm } = config;
  const random = new Random(config.seed, INITIAL_STREAM);
  const generator = createNet(createGenerator(generatorConfig(config), random));
  // What all runs have draws first: it starts the same whatever else there is.
  const discriminator = createDiscriminatorNet(config, random);
  return {
    step: 0,
    setbacks: 0,
    generator,
    ...(config.average > 0 ? { average: structuredClone(generator.weights) } : {}),
    discriminator,
    ...(contentTerm === "cycle" ? { back: createBack(config, random) } : {}),
    ...(contentTerm === "nce"
      ? { heads: createNet(createHeads(generatorConfig(config), random)) }
      : {}),
  };
}

function createBack(config: TrainingConfig, random: Random): NonNullable<TrainingState["back"]> {
  const generator = createNet(createGenerator(generatorConfig(config), random));
  return { generator, discriminator: createDiscriminatorNet(config, random) };
}

function createDiscriminatorNet(config: TrainingConfig, random: Random): DiscriminatorNet {
  const weights = createDiscriminator(config, random);
  const spectral = createSpectralState(weights, random);
  return { ...createNet(weights), spectral, pool: createPool(config) };
}
