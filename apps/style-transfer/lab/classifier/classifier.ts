/** The classifier: a plain stack of convolutions, as small as it can be and still learn. */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../data/random.ts";
import { applyNorm, type NormCall, type NormName, normWeightNames } from "../../model/norms.ts";
import { constantWeight, randomWeight, type Weights } from "../../model/weights.ts";

const KERNEL_PX = 3;

/** What a classifier is made of. */
export interface ClassifierConfig {
  readonly norm: NormName;
  /** Channels of each layer. */
  readonly width: number;
  /** One convolution for each. */
  readonly strides: readonly number[];
  /** Padding with zeros ("same") would tell the border how bright a figure is, whatever the norm. */
  readonly padding: "valid" | "same";
  readonly answers: number;
  /** The deviation of the first weights, over He's. Default: 1. */
  readonly gain?: number;
}

/** How one call goes. */
export interface ClassifierCall extends Omit<NormCall, "norm"> {
  /** Told what each layer hands on, from the first to the last. */
  readonly onLayer?: (y: tf.Tensor4D) => void;
}

/** Seeded weights; norms draw nothing, so that all norms start from equal kernels. */
export function createClassifier(
  { norm, width, strides, answers, gain = 1 }: ClassifierConfig,
  random: Random,
): Weights {
  const weights: Weights = new Map();
  strides.forEach((_, i) => {
    const shape = [KERNEL_PX, KERNEL_PX, i === 0 ? 1 : width, width];
    weights.set(`${layerName(i)}.kernel`, randomWeight(random, shape, { gain }));
    for (const part of normWeightNames(norm)) {
      const one = part === "gamma" || part === "running_variance";
      weights.set(`${layerName(i)}.${part}`, constantWeight([width], one ? 1 : 0));
    }
  });
  weights.set("answer.kernel", randomWeight(random, [width, answers]));
  weights.set("answer.bias", constantWeight([answers], 0));
  return weights;
}

/** The name of a layer, counted from 0. */
export function layerName(index: number): string {
  return `layer${index + 1}`;
}

/** Scores of the answers, `[n, answers]`, of figures `[n, h, w, 1]`: convolution, norm, ReLU, and means at last. */
export function classify(
  x: tf.Tensor4D,
  { norm, strides, padding }: ClassifierConfig,
  { onLayer, ...call }: ClassifierCall,
): tf.Tensor2D {
  let h = x;
  strides.forEach((stride, i) => {
    const layer = layerName(i);
    const kernel = call.weights[`${layer}.kernel`] as tf.Tensor4D;
    h = tf.relu(applyNorm(tf.conv2d(h, kernel, stride, padding), layer, { ...call, norm }));
    onLayer?.(h);
  });
  const means = tf.mean(h, [1, 2]) as tf.Tensor2D;
  const scores = tf.matMul(means, call.weights["answer.kernel"] as tf.Tensor2D);
  return tf.add(scores, call.weights["answer.bias"]!);
}
