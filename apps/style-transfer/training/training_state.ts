/** Where a training run stands. */

import { Random } from "../data/random.ts";
import { createDiscriminator, createSpectralState } from "../model/discriminator.ts";
import { createGenerator, type GeneratorConfig } from "../model/generator.ts";
import type { Painter } from "../model/paint.ts";
import { joinWeights, splitWeights } from "../model/styles.ts";
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

/** What a style has for itself, where one generator learns several. */
export interface StyleState {
  readonly name: string;
  /** Its gammas and betas. */
  readonly parameters: Net;
  /** Their average over time, if the generator that paints is one. */
  readonly average?: Weights;
  readonly discriminator: DiscriminatorNet;
}

/** Everything that changes while training. */
export interface TrainingState {
  step: number;
  /** How often training went astray, and was set back to go on at half the learning rate. */
  setbacks: number;
  /** Of several styles, what they share. */
  readonly generator: Net;
  /** The generator that paints, if it is an average over time. */
  readonly average?: Weights;
  /** Of several styles, that of the first. */
  readonly discriminator: DiscriminatorNet;
  /** Several styles, in the order of their turns: each step is one's. */
  readonly styles?: readonly StyleState[];
  /** The way from style to content, if the content term is `"cycle"`. */
  readonly back?: { readonly generator: Net; readonly discriminator: DiscriminatorNet };
  /** What compares patches, if the content term is `"nce"`. */
  readonly heads?: Net;
}

/** What paints in one style; it has a name where there are several. */
export interface StylePainter extends Painter {
  readonly style?: string;
}

/** The part of the config that a generator is made from. */
export function generatorConfig(
  { architecture, enlargement, width, blocks, norm }: TrainingConfig,
): GeneratorConfig {
  return { architecture, enlargement, width, blocks, norm };
}

/** The weights to paint with; of several styles those of the first, and what each has for itself. */
export function paintingWeights(
  { generator, average, styles }: TrainingState,
): { readonly weights: Weights; readonly styles?: ReadonlyMap<string, Weights> } {
  const weights = average ?? generator.weights;
  if (styles === undefined) return { weights };
  const own = styles.map(({ average, parameters }) => average ?? parameters.weights);
  return {
    weights: joinWeights(weights, own[0]!),
    styles: new Map(styles.map(({ name }, i) => [name, own[i]!])),
  };
}

/** A painter for each style. */
export function paintersOf(state: TrainingState, config: TrainingConfig): StylePainter[] {
  const generator = generatorConfig(config);
  const { weights, styles } = paintingWeights(state);
  if (styles === undefined) return [{ generator, weights }];
  return [...styles].map(([style, own]) => {
    return { style, generator, weights: joinWeights(weights, own) };
  });
}

/** The style that learns in the step that `state` is about to do, if there are several. */
export function styleOf({ step, styles }: TrainingState): StyleState | undefined {
  return styles?.[step % styles.length];
}

/** The state before the first step. Norms draw nothing, so equal seeds give equal kernels. */
export function createTraining(config: TrainingConfig): TrainingState {
  checkConfig(config);
  const { contentTerm } = config;
  const random = new Random(config.seed, INITIAL_STREAM);
  const weights = createGenerator(generatorConfig(config), random);
  const { shared, own } = splitWeights(weights);
  const generator = createNet(config.styles === undefined ? weights : shared);
  // What all runs have draws first: it starts the same whatever else there is.
  const discriminator = createDiscriminatorNet(config, random);
  const createStyle = (name: string, i: number): StyleState => {
    const parameters = createNet(structuredClone(own));
    return {
      name,
      parameters,
      ...averageOf(parameters, config),
      discriminator: i === 0 ? discriminator : createDiscriminatorNet(config, random),
    };
  };
  return {
    step: 0,
    setbacks: 0,
    generator,
    ...averageOf(generator, config),
    discriminator,
    ...(config.styles ? { styles: config.styles.map(createStyle) } : {}),
    ...(contentTerm === "cycle" ? { back: createBack(config, random) } : {}),
    ...(contentTerm === "nce"
      ? { heads: createNet(createHeads(generatorConfig(config), random)) }
      : {}),
  };
}

function averageOf({ weights }: Net, { average }: TrainingConfig): { readonly average?: Weights } {
  return average > 0 ? { average: structuredClone(weights) } : {};
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
