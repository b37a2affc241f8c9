/** A net in training: how its loss is differentiated, and how it learns from that. */

import * as tf from "@tensorflow/tfjs-core";
import { isTrainable, type StatisticsListener } from "../model/norms.ts";
import { toTensors, type Weights, type WeightTensors } from "../model/weights.ts";
import { type AdamState, createAdam, updateAdam } from "./adam.ts";
import { clipGradients } from "./clip_gradients.ts";
import { read, type Reading, scopedReading } from "./reading.ts";

const ADAM_BETAS = { beta1: 0.5, beta2: 0.99 };
const RUNNING_RATE = 0.05;

/** Weights, and the optimizer that moves them. */
export interface Net {
  readonly weights: Weights;
  readonly adam: AdamState;
}

/** A net that has learned nothing yet. */
export function createNet(weights: Weights): Net {
  return { weights, adam: createAdam(weights, isTrainable) };
}

/** How nets learn from a loss. */
export interface DescentOptions {
  /** The longest that a net's gradients may be together; 0 for any length. */
  readonly clip: number;
  readonly learningRate: number;
}

/**
 * Uploads the weights of some nets, differentiates a loss, and moves each net by its gradients. Gives the
 * loss as it was before.
 */
export function descend(
  nets: readonly Net[],
  options: DescentOptions,
  loss: (nets: readonly WeightTensors[]) => tf.Scalar,
): Reading<number> {
  return scopedReading(function* () {
    const tensors = nets.map(({ weights }) => toTensors(weights));
    const names = nets.map(({ weights }) => [...weights.keys()].filter(isTrainable));
    const all = names.flatMap((own, i) => own.map((name) => tensors[i]![name]!));
    /** Takes as many from the front as the nets have weights, and gives each its own. */
    const share = <T>(values: readonly T[]): [string, T][][] => {
      const next = values.values();
      return names.map((own) => own.map((name) => [name, next.next().value!]));
    };
    const f = (...trainable: tf.Tensor[]) =>
      loss(share(trainable).map((own, i) => ({ ...tensors[i]!, ...Object.fromEntries(own) })));
    const { value, grads } = tf.valueAndGrads(f)(all);
    const [values, ...gradients] = yield* read([value, ...grads]);
    // While the gradients are there: they may lie in the memory of tensors that go with the scope.
    share(gradients).forEach((own, i) => update(nets[i]!, new Map(own), options));
    return values![0]!;
  });
}

function update(
  { weights, adam }: Net,
  gradients: ReadonlyMap<string, Float32Array>,
  { clip, learningRate }: DescentOptions,
): void {
  const clipped = clipGradients(gradients, clip);
  updateAdam(weights, clipped, { state: adam, learningRate, ...ADAM_BETAS });
}

/** What one batch-norm layer saw, per channel. */
export interface SeenLayer {
  readonly layer: string;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** What the batch-norm layers of a net saw in a step, for when the step is done. */
export class SeenStatistics {
  readonly #seen: { layer: string; mean: tf.Tensor; variance: tf.Tensor }[] = [];

  /** For a call of the net. */
  readonly listener: StatisticsListener = (layer, mean, variance) => {
    const keep = (tensor: tf.Tensor) => tf.keep(tensor.clone());
    this.#seen.push({ layer, mean: keep(mean), variance: keep(variance) });
  };

  /** Moves the running statistics towards what was seen, and forgets that. */
  *remember({ weights }: Net): Reading<void> {
    for (const { layer, mean, variance } of yield* this.take()) {
      approach(weights.get(`${layer}.running_mean`)!.values, mean);
      approach(weights.get(`${layer}.running_variance`)!.values, variance);
    }
  }

  /** What was seen, in its order; it is forgotten. */
  *take(): Reading<SeenLayer[]> {
    const seen = this.#seen.splice(0);
    const tensors = seen.flatMap(({ mean, variance }) => [mean, variance]);
    const values = (yield* read(tensors)).map((array) => array.slice());
    tf.dispose(tensors);
    return seen.map(({ layer }, i) => ({
      layer,
      mean: values[2 * i]!,
      variance: values[2 * i + 1]!,
    }));
  }
}

function approach(running: Float32Array, batch: Float32Array): void {
  for (let i = 0; i < running.length; i++) {
    running[i] = running[i]! + RUNNING_RATE * (batch[i]! - running[i]!);
  }
}
