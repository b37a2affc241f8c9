/** Gradients of a deep plain net before its first step. */

import { Random } from "../../data/random.ts";
import type { NormName } from "../../model/norms.ts";
import { createClassifier, layerName } from "./classifier.ts";
import { ANSWERS } from "./figures.ts";
import { drawFigures, lossAndGradients } from "./lesson.ts";

/** How many layers the net has. */
export const DEPTH = 16;
const FIGURES = 16;
const DEEP_STREAM = 44;

/** The norm of the gradient of each layer's kernel, from the first layer to the last. */
export function firstGradients(
  { norm, seed, gain = 1 }: {
    readonly norm: NormName;
    readonly seed: number;
    /** The deviation of the weights, over He's. Default: 1. */
    readonly gain?: number;
  },
): number[] {
  const question = "form";
  const strides = Array.from({ length: DEPTH }, (_, i) => i === 0 ? 2 : 1);
  const config = {
    norm,
    width: 8,
    strides,
    padding: "same",
    answers: ANSWERS[question],
    gain,
  } as const;
  const weights = createClassifier(config, new Random(seed, DEEP_STREAM));
  const lesson = { norm, seed, question, batch: FIGURES, steps: 1, learningRate: 1 } as const;
  const figures = drawFigures(lesson, 0);
  const { gradients } = lossAndGradients(config, { weights, figures });
  return strides.map((_, i) => Math.hypot(...gradients.get(`${layerName(i)}.kernel`)!));
}
