/** How a classifier learns: figures in batches, cross-entropy, Adam. */

import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../data/random.ts";
import { isTrainable, type NormName, type StatisticsListener } from "../../model/norms.ts";
import { toTensors, type Weights } from "../../model/weights.ts";
import { type AdamState, createAdam, updateAdam } from "../../training/adam.ts";
import { scoped } from "../../training/scoped.ts";
import { DivergedError } from "../../training/trainer.ts";
import { type ClassifierConfig, classify, createClassifier } from "./classifier.ts";
import { ANSWERS, drawFigure, type Figure, FIGURE_SIDE_PX, type Question } from "./figures.ts";

const TRAINING_STREAM = 41;
const HELD_OUT_STREAM = 42;
const INITIAL_STREAM = 43;
const BETAS = { beta1: 0.9, beta2: 0.99 };
const RUNNING_RATE = 0.1;

/** What is learnt, and how. Equal lessons give equal weights, bit for bit. */
export interface Lesson {
  readonly norm: NormName;
  readonly seed: number;
  readonly question: Question;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
  /** How gradients change weights: Adam, or plain descent along them. Default: "adam". */
  readonly method?: "adam" | "descent";
  /** How many different figures there are. Default: no end of them. */
  readonly figures?: number;
}

/** A classifier that is learning. */
export interface Pupil {
  readonly config: ClassifierConfig;
  readonly weights: Weights;
  readonly adam: AdamState;
}

/** A classifier before its first step. Four layers; the border has no zeros to measure brightness by. */
export function enroll({ norm, seed, question }: Lesson): Pupil {
  const answers = ANSWERS[question];
  const config = { norm, width: 8, strides: [1, 2, 1, 1], padding: "valid", answers } as const;
  const weights = createClassifier(config, new Random(seed, INITIAL_STREAM));
  return { config, weights, adam: createAdam(weights, isTrainable) };
}

/** All steps of a lesson. */
export function learn(lesson: Lesson): Pupil {
  const pupil = enroll(lesson);
  for (let step = 0; step < lesson.steps; step++) {
    learnStep(pupil, drawFigures(lesson, step), lesson);
  }
  return pupil;
}

/** The figures of a step, counted from 0. */
export function drawFigures(
  { seed, question, batch, figures = Infinity }: Lesson,
  step: number,
): Figure[] {
  return Array.from({ length: batch }, (_, i) => {
    const place = step * batch + i;
    const index = figures === Infinity ? place : place % figures;
    return drawFigure(question, { seed, stream: TRAINING_STREAM, index });
  });
}

/** Figures that no lesson shows. */
export function drawHeldOutFigures({ seed, question }: Lesson, count: number): Figure[] {
  return Array.from(
    { length: count },
    (_, index) => drawFigure(question, { seed, stream: HELD_OUT_STREAM, index }),
  );
}

/**
 * One step; the pupil's weights are written.
 *
 * @throws {DivergedError} If the loss is not finite.
 */
export function learnStep(
  { config, weights, adam }: Pupil,
  figures: readonly Figure[],
  { learningRate, method = "adam" }: Pick<Lesson, "learningRate" | "method">,
): number {
  const seen: { layer: string; mean: Float32Array; variance: Float32Array }[] = [];
  const { loss, gradients } = lossAndGradients(
    config,
    { weights, figures },
    (layer, mean, variance) => {
      const read = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;
      seen.push({ layer, mean: read(mean), variance: read(variance) });
    },
  );
  if (!Number.isFinite(loss)) throw new DivergedError(`a classifier's loss is ${loss}`);
  if (method === "adam") updateAdam(weights, gradients, { state: adam, learningRate, ...BETAS });
  else descend(weights, gradients, learningRate);
  for (const { layer, mean, variance } of seen) {
    remember(weights.get(`${layer}.running_mean`)!.values, mean);
    remember(weights.get(`${layer}.running_variance`)!.values, variance);
  }
  return loss;
}

/** The mean cross-entropy, and its gradient for everything that is learnt; statistics of the batch. */
export function lossAndGradients(
  config: ClassifierConfig,
  { weights, figures }: { readonly weights: Weights; readonly figures: readonly Figure[] },
  onStatistics: StatisticsListener = () => {},
): { loss: number; gradients: Map<string, Float32Array> } {
  return scoped(() => {
    const tensors = toTensors(weights);
    const names = [...weights.keys()].filter(isTrainable);
    const x = toFigureTensor(figures);
    const wanted = tf.oneHot(
      tf.tensor1d(figures.map(({ answer }) => answer), "int32"),
      config.answers,
    );
    const f = (...trainable: tf.Tensor[]) => {
      const own = Object.fromEntries(names.map((name, i) => [name, trainable[i]!]));
      const call = { weights: { ...tensors, ...own }, statistics: "batch", onStatistics } as const;
      const scores = tf.logSoftmax(classify(x, config, call));
      return tf.div(tf.sum(tf.mul(wanted, scores)), -figures.length) as tf.Scalar;
    };
    const { value, grads } = tf.valueAndGrads(f)(names.map((name) => tensors[name]!));
    return {
      loss: value.dataSync()[0]!,
      gradients: new Map(names.map((name, i) => [name, grads[i]!.dataSync() as Float32Array])),
    };
  });
}

/** The share of figures that a classifier gets right, as it is used: with running statistics. */
export function accuracy(
  { config, weights }: Pupil,
  figures: readonly Figure[],
): number {
  return scoped(() => {
    const call = { weights: toTensors(weights), statistics: "running" } as const;
    const answers = tf.argMax(classify(toFigureTensor(figures), config, call), 1).dataSync();
    return figures.filter(({ answer }, i) => answer === answers[i]).length / figures.length;
  });
}

/** Figures as `[n, FIGURE_SIDE_PX, FIGURE_SIDE_PX, 1]`. */
export function toFigureTensor(figures: readonly Figure[]): tf.Tensor4D {
  const size = FIGURE_SIDE_PX ** 2;
  const values = new Float32Array(figures.length * size);
  figures.forEach(({ pixels }, i) => values.set(pixels, i * size));
  return tf.tensor4d(values, [figures.length, FIGURE_SIDE_PX, FIGURE_SIDE_PX, 1]);
}

function descend(
  weights: Weights,
  gradients: ReadonlyMap<string, Float32Array>,
  learningRate: number,
): void {
  for (const [name, gradient] of gradients) {
    const { values } = weights.get(name)!;
    gradient.forEach((g, i) => values[i] = values[i]! - learningRate * g);
  }
}

function remember(running: Float32Array, batch: Float32Array): void {
  for (let i = 0; i < running.length; i++) {
    running[i] = running[i]! + RUNNING_RATE * (batch[i]! - running[i]!);
  }
}
