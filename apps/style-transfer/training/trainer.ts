/** The training loop: one generator against one discriminator. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import { Random } from "../data/random.ts";
import { discriminate, iterateSpectral, type SpectralDirections } from "../model/discriminator.ts";
import { generate } from "../model/generator.ts";
import { isTrainable, type StatisticsListener } from "../model/norms.ts";
import { toTensors, type Weights, type WeightTensors } from "../model/weights.ts";
import { type AdamState, updateAdam } from "./adam.ts";
import { augment } from "./augment.ts";
import { updateAverage } from "./average.ts";
import { toTensor } from "./batches.ts";
import { clipGradients } from "./clip_gradients.ts";
import { learningRateAt, type TrainingConfig } from "./config.ts";
import { contentLoss, discriminatorLoss, generatorLoss } from "./losses.ts";
import { scoped } from "./scoped.ts";
import { PENALTY_EVERY, slopePenalty } from "./slope_penalty.ts";
import { generatorConfig, type TrainingState } from "./training_state.ts";

const ADAM_BETAS = { beta1: 0.5, beta2: 0.99 };
const RUNNING_RATE = 0.05;
const AUGMENT_STREAM = 31;

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
  readonly directions: SpectralDirections;
  readonly learningRate: number;
  /** Draws how the pictures of this step are changed before they are judged. */
  readonly random: Random;
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
    const content = toTensor(batch.content);
    const style = toTensor(batch.style);
    const judge = toTensors(state.discriminator);
    const step = {
      config,
      directions: iterateSpectral(judge, state.spectral),
      learningRate: learningRateAt(config, state.step) / 2 ** state.setbacks,
      random: new Random(config.seed, AUGMENT_STREAM, state.step),
    };
    const painted = trainGenerator(state, { step, content, judge });
    const discriminator = trainDiscriminator(state, { step, style, fake: painted.fake });
    return { generator: painted.loss, discriminator, content: painted.contentLoss };
  });
  if (state.average !== undefined) updateAverage(state.average, state.generator, config.average);
  state.step++;
  for (const [name, loss] of Object.entries(losses)) {
    if (Number.isFinite(loss)) continue;
    throw new DivergedError(`the ${name} loss of step ${state.step} is ${loss}`);
  }
  return losses;
}

function trainGenerator(
  state: TrainingState,
  { step: { config, directions, learningRate, random }, content, judge }: {
    readonly step: Step;
    readonly content: tf.Tensor4D;
    readonly judge: WeightTensors;
  },
): { fake: tf.Tensor4D; loss: number; contentLoss: number } {
  const seen: { layer: string; mean: Float32Array; variance: Float32Array }[] = [];
  const onStatistics: StatisticsListener = (layer, mean, variance) => {
    const read = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;
    seen.push({ layer, mean: read(mean), variance: read(variance) });
  };
  let fake: tf.Tensor4D | undefined;
  let closeness = 0;
  const { loss, gradients } = lossAndGradients(state.generator, (weights) => {
    const call = { weights, statistics: "batch" as const, onStatistics };
    const y = generate(content, generatorConfig(config), call);
    fake = tf.keep(y.clone());
    const close = contentLoss(content, y);
    closeness = close.dataSync()[0]!;
    if (state.step < config.warmUp) return tf.mul(close, config.contentWeight);
    const scores = discriminate(augment(y, config.augment, random), judge, directions);
    return tf.add(generatorLoss(config.loss, scores), tf.mul(close, config.contentWeight));
  });
  update(state.generator, gradients, { config, adam: state.generatorAdam, learningRate });
  for (const { layer, mean, variance } of seen) {
    remember(state.generator.get(`${layer}.running_mean`)!.values, mean);
    remember(state.generator.get(`${layer}.running_variance`)!.values, variance);
  }
  return { fake: fake!, loss, contentLoss: closeness };
}

function trainDiscriminator(
  state: TrainingState,
  { step: { config, directions, learningRate, random }, style, fake }: {
    readonly step: Step;
    readonly style: tf.Tensor4D;
    readonly fake: tf.Tensor4D;
  },
): number {
  const { loss, gradients } = lossAndGradients(state.discriminator, (weights) => {
    const judge = (x: tf.Tensor4D) => discriminate(x, weights, directions);
    const [real, painted] = [style, fake].map((x) => judge(augment(x, config.augment, random)));
    const opinion = discriminatorLoss(config.loss, real!, painted!);
    if (config.slopePenalty === 0 || state.step % PENALTY_EVERY !== 0) return opinion;
    return tf.add(opinion, tf.mul(slopePenalty(style, judge), config.slopePenalty));
  });
  fake.dispose();
  update(state.discriminator, gradients, {
    config,
    adam: state.discriminatorAdam,
    learningRate: learningRate * config.judgeRate,
  });
  return loss;
}

function update(
  weights: Weights,
  gradients: ReadonlyMap<string, Float32Array>,
  { config, adam, learningRate }: {
    readonly config: TrainingConfig;
    readonly adam: AdamState;
    readonly learningRate: number;
  },
): void {
  const clipped = clipGradients(gradients, config.clip);
  updateAdam(weights, clipped, { state: adam, learningRate, ...ADAM_BETAS });
}

/** Uploads the weights, differentiates, and brings the gradients back as arrays. */
function lossAndGradients(
  weights: Weights,
  loss: (weights: WeightTensors) => tf.Scalar,
): { loss: number; gradients: Map<string, Float32Array> } {
  return scoped(() => {
    const tensors = toTensors(weights);
    const names = [...weights.keys()].filter(isTrainable);
    const f = (...trainable: tf.Tensor[]) => {
      const entries = names.map((name, i) => [name, trainable[i]!]);
      return loss({ ...tensors, ...Object.fromEntries(entries) });
    };
    const { value, grads } = tf.valueAndGrads(f)(names.map((name) => tensors[name]!));
    return {
      loss: value.dataSync()[0]!,
      gradients: new Map(names.map((name, i) => [name, grads[i]!.dataSync() as Float32Array])),
    };
  });
}

function remember(running: Float32Array, batch: Float32Array): void {
  for (let i = 0; i < running.length; i++) {
    running[i] = running[i]! + RUNNING_RATE * (batch[i]! - running[i]!);
  }
}
