/** The training loop: generators against discriminators. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import { Random } from "../data/random.ts";
import { discriminate, iterateSpectral, type SpectralDirections } from "../model/discriminator.ts";
import { generate } from "../model/generator.ts";
import { toTensors, type WeightTensors } from "../model/weights.ts";
import { augment } from "./augment.ts";
import { decayAt, updateAverage } from "./average.ts";
import { toTensor } from "./batches.ts";
import { learningRateAt, type TrainingConfig } from "./config.ts";
import { prepareContentTerm, type StepPictures } from "./content_term.ts";
import { discriminatorLoss, generatorLoss } from "./losses.ts";
import { descend, type Net, SeenStatistics } from "./net.ts";
import { throughPool } from "./picture_pool.ts";
import { readAsync, type Reading, readOne, readSync, scopedReading } from "./reading.ts";
import { PENALTY_EVERY, slopePenalty } from "./slope_penalty.ts";
import { textureLoss } from "./texture_loss.ts";
import {
  type DiscriminatorNet,
  generatorConfig,
  styleOf,
  type TrainingState,
} from "./training_state.ts";

const AUGMENT_STREAM = 31;
const POOL_STREAM = 32;
const TEXTURE_STREAM = 35;

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
  /** How many steps there were for the style that learns. */
  readonly turn: number;
  readonly pictures: StepPictures;
  readonly games: readonly Game[];
  readonly learningRate: number;
  /** Draws how the pictures of this step are changed before they are judged. */
  readonly random: Random;
  /** Draws what pools swap. */
  readonly poolRandom: Random;
  /** Draws how textures are compared. */
  readonly textureRandom: Random;
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
 * One step: the generator first, then the discriminator on what the generator made. For backends that can
 * be read at once.
 *
 * @throws {DivergedError} If a loss is not finite; the state is of no use then.
 */
export function trainStep(
  state: TrainingState,
  config: TrainingConfig,
  batch: TrainingBatch = drawBatch(config, state.step),
): StepLosses {
  return readSync(step(state, config, batch));
}

/**
 * The same step, bit for bit, on any backend. Nothing else may be computed meanwhile.
 *
 * @throws {DivergedError} If a loss is not finite; the state is of no use then.
 */
export async function trainStepAsync(
  state: TrainingState,
  config: TrainingConfig,
  batch: TrainingBatch = drawBatch(config, state.step),
): Promise<StepLosses> {
  return await readAsync(step(state, config, batch));
}

function* step(
  state: TrainingState,
  config: TrainingConfig,
  batch: TrainingBatch,
): Reading<StepLosses> {
  const losses = yield* scopedReading(function* () {
    const step = prepare(state, config, batch);
    const { fakes, loss, content } = yield* trainGenerators(state, step);
    let judged = 0;
    for (const [i, game] of step.games.entries()) {
      judged += yield* trainDiscriminator(game, fakes[i]!, step);
    }
    return { generator: loss, discriminator: judged / step.games.length, content };
  });
  updateAverages(state, config);
  state.step++;
  for (const [name, loss] of Object.entries(losses)) {
    if (Number.isFinite(loss)) continue;
    throw new DivergedError(`the ${name} loss of step ${state.step} is ${loss}`);
  }
  return losses;
}

/** All of them, whoever's turn it was: the shared weights have moved for all. */
function updateAverages(
  { step, average, generator, styles = [] }: TrainingState,
  config: TrainingConfig,
): void {
  const decay = decayAt(config.average, step);
  if (average !== undefined) updateAverage(average, generator.weights, decay);
  for (const { average, parameters } of styles) {
    if (average !== undefined) updateAverage(average, parameters.weights, decay);
  }
}

function prepare(
  state: TrainingState,
  config: TrainingConfig,
  batch: TrainingBatch,
): Step {
  const pictures = { content: toTensor(batch.content), style: toTensor(batch.style) };
  const game = (net: DiscriminatorNet, real: tf.Tensor4D): Game => ({
    net,
    real,
    weights: toTensors(net.weights),
    directions: iterateSpectral(net.weights, net.spectral),
  });
  return {
    config,
    number: state.step,
    turn: Math.floor(state.step / (state.styles?.length ?? 1)),
    pictures,
    games: [
      game((styleOf(state) ?? state).discriminator, pictures.style),
      ...(state.back ? [game(state.back.discriminator, pictures.content)] : []),
    ],
    learningRate: learningRateAt(config, state.step) / 2 ** state.setbacks,
    random: new Random(config.seed, AUGMENT_STREAM, state.step),
    poolRandom: new Random(config.seed, POOL_STREAM, state.step),
    textureRandom: new Random(config.seed, TEXTURE_STREAM, state.step),
  };
}

function* trainGenerators(state: TrainingState, step: Step): Reading<Painted> {
  const { config, number, pictures, games, learningRate, random, textureRandom } = step;
  const style = styleOf(state);
  const parts = style === undefined ? [state.generator] : [state.generator, style.parameters];
  const weights = new Map(parts.flatMap((part) => [...part.weights]));
  const term = prepareContentTerm(state, config, { pictures, weights });
  const nets: Net[] = [...parts, ...term.nets];
  const seen = new SeenStatistics();
  let fakes: tf.Tensor4D[] = [];
  let content: tf.Scalar | undefined;
  const loss = yield* descend(nets, { clip: config.clip, learningRate }, (tensors) => {
    const generator = tensors.slice(0, parts.length).reduce((all, part) => ({ ...all, ...part }));
    const others = tensors.slice(parts.length);
    const call = {
      weights: generator,
      statistics: "batch" as const,
      onStatistics: seen.listener,
    };
    const painting = generate(pictures.content, generatorConfig(config), call);
    const { distance, back } = term.measure({ painting, generator, others });
    const paintings = back === undefined ? [painting] : [painting, back];
    fakes = paintings.map((y) => tf.keep(y.clone()));
    content = tf.keep(distance.clone());
    const weighted: tf.Scalar = tf.mul(distance, config.contentWeight);
    if (number < config.warmUp) return weighted;
    const opinions = games.map(({ weights, directions }, i) => {
      const changed = augment(paintings[i]!, config.augment, random);
      return generatorLoss(config.loss, discriminate(changed, weights, directions));
    });
    const texture: tf.Scalar[] = config.textureWeight === 0
      ? []
      : [tf.mul(textureLoss(painting, pictures.style, textureRandom), config.textureWeight)];
    return [...opinions, ...texture, weighted].reduce((sum, one) => tf.add(sum, one));
  });
  yield* seen.remember(state.generator);
  yield* term.finish();
  const [far] = yield* readOne(content!);
  content!.dispose();
  return { fakes, loss, content: far! };
}

function* trainDiscriminator(
  { net, real, directions }: Game,
  painting: tf.Tensor4D,
  { config, turn, learningRate, random, poolRandom }: Step,
): Reading<number> {
  const fake = yield* throughPool(net.pool, painting, poolRandom);
  const options = { clip: config.clip, learningRate: learningRate * config.judgeRate };
  const loss = yield* descend([net], options, ([weights]) => {
    const judge = (x: tf.Tensor4D) => discriminate(x, weights!, directions);
    // As one batch, where no picture touches another: half as many operations.
    const batches = [real, fake].map((x) => augment(x, config.augment, random));
    const halves = judge(tf.concat(batches)).map((scores) => tf.split(scores, 2));
    const [seen, painted] = [0, 1].map((half) => halves.map((scores) => scores[half]!));
    const opinion = discriminatorLoss(config.loss, seen!, painted!);
    if (config.slopePenalty === 0 || turn % PENALTY_EVERY !== 0) return opinion;
    return tf.add(opinion, tf.mul(slopePenalty(real, judge), config.slopePenalty));
  });
  painting.dispose();
  return loss;
}
