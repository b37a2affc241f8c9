/** A discriminator with a norm: those of the other experiments have none. */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../data/random.ts";
import { applyNorm, isTrainable, type NormName, normWeightNames } from "../../model/norms.ts";
import {
  constantWeight,
  randomWeight,
  type Weights,
  type WeightTensors,
} from "../../model/weights.ts";

const KERNEL_PX = 3;
const LEAKY_SLOPE = 0.2;
/** The first and the last layer have a shift instead of a norm, as in DCGAN (Radford et al., 2016). */
const LAYERS = [
  { name: "look1", stride: 2, isNormalized: false },
  { name: "look2", stride: 2, isNormalized: true },
  { name: "look3", stride: 1, isNormalized: true },
  { name: "judge", stride: 1, isNormalized: false },
] as const;

/** Seeded weights; norms draw nothing, so that all norms start from equal kernels. */
export function createJudge(
  { norm, width }: { readonly norm: NormName; readonly width: number },
  random: Random,
): Weights {
  const weights: Weights = new Map();
  const channels = [3, 2 * width, 4 * width, 4 * width, 1];
  LAYERS.forEach(({ name, isNormalized }, i) => {
    const [from, to] = [channels[i]!, channels[i + 1]!];
    weights.set(`${name}.kernel`, randomWeight(random, [KERNEL_PX, KERNEL_PX, from, to]));
    const parts = isNormalized ? normWeightNames(norm).filter(isTrainable) : ["beta"];
    for (const part of parts) {
      weights.set(`${name}.${part}`, constantWeight([to], part === "gamma" ? 1 : 0));
    }
  });
  return weights;
}

/** A map of scores, `[n, h / 4, w / 4, 1]`: high for real, low for painted. Statistics of the batch. */
export function judgeWithNorm(
  x: tf.Tensor4D,
  weights: WeightTensors,
  norm: NormName,
): tf.Tensor4D {
  let h = x;
  for (const { name, stride, isNormalized } of LAYERS) {
    const kernel = weights[`${name}.kernel`] as tf.Tensor4D;
    const call = { weights, norm: isNormalized ? norm : "none", statistics: "batch" } as const;
    const y = applyNorm(tf.conv2d(h, kernel, stride, "same"), name, call);
    h = name === "judge" ? y : tf.leakyRelu(y, LEAKY_SLOPE);
  }
  return h;
}
