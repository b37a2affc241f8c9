/** The training loop: one generator against one discriminator. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import { Random } from "../data/random.ts";
import {
  createDiscriminator,
  createSpectralState,
  discriminate,
  iterateSpectral,
  type SpectralDirections,
} from "../model/discriminator.ts";
import { createGenerator, generate, type GeneratorConfig } from "../model/generator.ts";
import { isTrainable, type StatisticsListener } from "../model/norms.ts";
import { toTensors, type Weights, type WeightTensors } from "../model/weights.ts";
import { type AdamState, createAdam, updateAdam } from "./adam.ts";
import { toTensor } from "./batches.ts";
import { checkConfig, learningRateAt, type TrainingConfig } from "./config.ts";
import { contentLoss, leastSquares } from "./losses.ts";
import { scoped } from "./scoped.ts";

const ADAM_BETAS = { beta1: 0.5, beta2: 0.99 };
const RUNNING_RATE = 0.05;
const INITIAL_STREAM = 0;

/** Everything that changes while training. */
export interface TrainingState {
  step: number;
  readonly generator: Weights;
  readonly discriminator: Weights;
  readonly spectral: Weights;
  readonly generatorAdam: AdamState;
  readonly discriminatorAdam: AdamState;
}

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
    super(`training diverged: ${what}; a lower learning rate may help`);
  }
}

/** The part of the config that a generator is made from. */
export function generatorConfig({ width, blocks, norm }: TrainingConfig): GeneratorConfig {
  return { width, blocks, norm };
}

/** The state before the first step. Norms draw nothing, so equal seeds give equal kernels. */
export function createTraining(config: TrainingConfig): TrainingState {
  checkConfig(config);
  const random = new Random(config.seed, INITIAL_STREAM);
  const generator = createGenerator(generatorConfig(config), random);
  const discriminator = createDiscriminator(config.width, random);
  return {
    step: 0,
    generator,
    discriminator,
    spectral: createSpectralState(discriminator, random),
    generatorAdam: createAdam(generator, isTrainable),
    discriminatorAdam: createAdam(discriminator, isTrainable),
  };
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
  const learningRate = learningRateAt(config, state.step);
  const losses = scoped(() => {
    const content = toTensor(batch.content);
    const style = toTensor(batch.style);
    const judge = toTensors(state.discriminator);
    const directions = iterateSpectral(judge, state.spectral);
    const painted = trainGenerator(state, { config, content, judge, directions, learningRate });
    const discriminator = trainDiscriminator(state, {
      ...painted,
      style,
      directions,
      learningRate,
    });
    return { generator: painted.loss, discriminator, content: painted.contentLoss };
  });
  state.step++;
  for (const [name, loss] of Object.entries(losses)) {
    if (Number.isFinite(loss)) continue;
    throw new DivergedError(`the ${name} loss of step ${state.step} is ${loss}`);
  }
  return losses;
}

function trainGenerator(
  state: TrainingState,
  { config, content, judge, directions, learningRate }: {
    readonly config: TrainingConfig;
    readonly content: tf.Tensor4D;
    readonly judge: WeightTensors;
    readonly directions: SpectralDirections;
    readonly learningRate: number;
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
    const convinced = leastSquares(discriminate(y, judge, directions), 1);
    return tf.add(convinced, tf.mul(close, config.contentWeight));
  });
  updateAdam(state.generator, gradients, {
    state: state.generatorAdam,
    learningRate,
    ...ADAM_BETAS,
  });
  for (const { layer, mean, variance } of seen) {
    remember(state.generator.get(`${layer}.running_mean`)!.values, mean);
    remember(state.generator.get(`${layer}.running_variance`)!.values, variance);
  }
  return { fake: fake!, loss, contentLoss: closeness };
}

function trainDiscriminator(
  state: TrainingState,
  { fake, style, directions, learningRate }: {
    readonly fake: tf.Tensor4D;
    readonly style: tf.Tensor4D;
    readonly directions: SpectralDirections;
    readonly learningRate: number;
  },
): number {
  const { loss, gradients } = lossAndGradients(state.discriminator, (weights) => {
    const real = leastSquares(discriminate(style, weights, directions), 1);
    const painted = leastSquares(discriminate(fake, weights, directions), 0);
    return tf.mul(tf.add(real, painted), 0.5);
  });
  fake.dispose();
  updateAdam(state.discriminator, gradients, {
    state: state.discriminatorAdam,
    learningRate,
    ...ADAM_BETAS,
  });
  return loss;
}

/** Uploads the weights, differentiates, and brings the gradients back as arrays. */
function lossAndGradients(
  weights: Weights,
  loss: (weights: WeightTensors) => tf.Tensor,
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
