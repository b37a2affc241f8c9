/** The training loop: generators against discriminators. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import { Random } from "../data/random.ts";
import { discriminate, iterateSpectral, type SpectralDirections } from "../model/discriminator.ts";
import { generate } from "../model/generator.ts";
import { toTensors, type WeightTensors } from "../model/weights.ts";
import { augment } from "./augment.ts";
import { updateAverage } from "./average.ts";
import { toTensor } from "./batches.ts";
import { learningRateAt, type TrainingConfig } from "./config.ts";
import { prepareContentTerm, type StepPictures } from "./content_term.ts";
import { discriminatorLoss, generatorLoss } from "./losses.ts";
import { lossAndGradients, SeenStatistics, update } from "./net.ts";
import { throughPool } from "./picture_pool.ts";
import { scoped } from "./scoped.ts";
import { PENALTY_EVERY, slopePenalty } from "./slope_penalty.ts";
import { type DiscriminatorNet, generatorConfig, type TrainingState } from "./training_state.ts";

const AUGMENT_STREAM = 31;
const POOL_STREAM = 32;

/** What one step measured. */
export interface StepLosses {
  readonly generator: number;
  readonly discriminator: number;
  readonly content: number;
}

/** Training that went astray: a loss is no longer a finite number. */
export class DivergedError extends Error {
  override readonly name = "DivergedError";

  constructor(what: string) {
    super(`training diverged: ${what}`);
  }
}

/** What one step learns from. */
export interface TrainingBatch {
  readonly content: readonly Picture[];
  readonly style: readonly Picture[];
}

/** The pictures of a step, counted from 0. Of rendered scenes, no two steps see the same. */
export function drawBatch(
  { seed, batch, size }: TrainingConfig,
  step: number,
  { content, style }: TrainingSources = proceduralSources(size),
): TrainingBatch {
  const places = Array.from({ length: batch }, (_, i) => step * batch + i);
  return {
    content: places.map((place) => content.draw(seed, place)),
    style: places.map((place) => style.draw(seed, place)),
  };
}

/** What both halves of a step need. */
interface Step {
  readonly config: TrainingConfig;
  readonly number: number;
  readonly pictures: StepPictures;
  readonly games: readonly Game[];
  readonly learningRate: number;
  /** Draws how the pictures of this step are changed before they are judged. */
  readonly random: Random;
  /** Draws what pools swap. */
  readonly poolRandom: Random;
}

/** A discriminator, as it is before the step, and the pictures that it should take for real. */
interface Game {
  readonly net: DiscriminatorNet;
  readonly real: tf.Tensor4D;
  readonly weights: WeightTensors;
  readonly directions: SpectralDirections;
}

/** What the generators made, a batch for each game, and their losses. */
interface Painted {
  readonly fakes: readonly tf.Tensor4D[];
  readonly loss: number;
  readonly content: number;
}

/**
 * One step: the generator first, then the discriminator on what the generator made.
 *
 * @throws {DivergedError} If a loss is not finite; the state is of no use then.
 */
export function trainStep(
  state: TrainingState,
  config: TrainingConfig,
  batch: TrainingBatch = drawBatch(config, state.step),
): StepLosses {
  const losses = scoped(() => {
    const step = prepare(state, config, batch);
    const { fakes, loss, content } = trainGenerators(state, step);
    const judged = step.games.map((game, i) => trainDiscriminator(game, fakes[i]!, step));
    const discriminator = judged.reduce((sum, one) => sum + one, 0) / judged.length;
    return { generator: loss, discriminator, content };
  });
  const { average, generator } = state;
  if (average !== undefined) updateAverage(average, generator.weights, config.average);
  state.step++;
  for (const [name, loss] of Object.entries(losses)) {
    if (Number.isFinite(loss)) continue;
    throw new DivergedError(`the ${name} loss of step ${state.step} is ${loss}`);
  }
  return losses;
}

function prepare(state: TrainingState, config: TrainingConfig, batch: TrainingBatch): Step {
  const pictures = { content: toTensor(batch.content), style: toTensor(batch.style) };
  const game = (net: DiscriminatorNet, real: tf.Tensor4D): Game => {
    const weights = toTensors(net.weights);
    return { net, real, weights, directions: iterateSpectral(weights, net.spectral) };
  };
  return {
    config,
    number: state.step,
    pictures,
    games: [
      game(state.discriminator, pictures.style),
      ...(state.back ? [game(state.back.discriminator, pictures.content)] : []),
    ],
    learningRate: learningRateAt(config, state.step) / 2 ** state.setbacks,
    random: new Random(config.seed, AUGMENT_STREAM, state.step),
    poolRandom: new Random(config.seed, POOL_STREAM, state.step),
  };
}

function trainGenerators(state: TrainingState, step: Step): Painted {
  const { config, number, pictures, games, learningRate, random } = step;
  const term = prepareContentTerm(state, config, pictures);
  const nets = [state.generator, ...term.nets];
  const seen = new SeenStatistics();
  let fakes: tf.Tensor4D[] = [];
  let content = 0;
  const { loss, gradients } = lossAndGradients(nets, ([generator, ...others]) => {
    const call = {
      weights: generator!,
      statistics: "batch" as const,
      onStatistics: seen.listener,
    };
    const painting = generate(pictures.content, generatorConfig(config), call);
    const { distance, back } = term.measure({ painting, generator: generator!, others });
    const paintings = back === undefined ? [painting] : [painting, back];
    fakes = paintings.map((y) => tf.keep(y.clone()));
    content = distance.dataSync()[0]!;
    const weighted: tf.Scalar = tf.mul(distance, config.contentWeight);
    if (number < config.warmUp) return weighted;
    const opinions = games.map(({ weights, directions }, i) => {
      const changed = augment(paintings[i]!, config.augment, random);
      return generatorLoss(config.loss, discriminate(changed, weights, directions));
    });
    return [...opinions, weighted].reduce((sum, one) => tf.add(sum, one));
  });
  nets.forEach((net, i) => update(net, gradients[i]!, { clip: config.clip, learningRate }));
  seen.remember(state.generator);
  term.finish();
  return { fakes, loss, content };
}

function trainDiscriminator(
  { net, real, directions }: Game,
  painting: tf.Tensor4D,
  { config, number, learningRate, random, poolRandom }: Step,
): number {
  const fake = throughPool(net.pool, painting, poolRandom);
  const { loss, gradients } = lossAndGradients([net], ([weights]) => {
    const judge = (x: tf.Tensor4D) => discriminate(x, weights!, directions);
    const [seen, painted] = [real, fake].map((x) => judge(augment(x, config.augment, random)));
    const opinion = discriminatorLoss(config.loss, seen!, painted!);
    if (config.slopePenalty === 0 || number % PENALTY_EVERY !== 0) return opinion;
    return tf.add(opinion, tf.mul(slopePenalty(real, judge), config.slopePenalty));
  });
  painting.dispose();
  const rate = learningRate * config.judgeRate;
  update(net, gradients[0]!, { clip: config.clip, learningRate: rate });
  return loss;
}
