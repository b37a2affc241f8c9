/** A small discriminator with a norm: a classifier that tells true paintings from a generator's. */

import { Random } from "../../data/random.ts";
import { luminance, type Picture } from "../../data/picture.ts";
import { isTrainable, type NormName } from "../../model/norms.ts";
import { createAdam } from "../../training/adam.ts";
import { meanOf } from "../mean_of.ts";
import { createClassifier } from "./classifier.ts";
import { type Figure, FIGURE_SIDE_PX } from "./figures.ts";
import { accuracy, learnBatches, type Pupil } from "./lesson.ts";

const INITIAL_STREAM = 45;
const [PAINTED, TRUE] = [0, 1] as const;

/** Equally many true paintings and a generator's, as a judge sees them. */
export interface Exhibition {
  readonly truth: readonly Figure[];
  readonly painted: readonly Figure[];
}

/** How a judge learns. Equal lessons give equal weights, bit for bit. */
export interface JudgeLesson {
  readonly norm: NormName;
  readonly seed: number;
  readonly learningRate: number;
  /** Paintings of either kind in a step. */
  readonly batch: number;
  /** Whether a step sees both kinds in one batch, or each in a batch of its own. */
  readonly batches: "mixed" | "apart";
}

/** The light in the middle of each painting, from -1 to 1. */
export function exhibit(
  { truth, painted }: { readonly truth: readonly Picture[]; readonly painted: readonly Picture[] },
): Exhibition {
  return {
    truth: truth.map((picture) => toFigure(picture, TRUE)),
    painted: painted.map((picture) => toFigure(picture, PAINTED)),
  };
}

function toFigure(picture: Picture, answer: number): Figure {
  const { width, height } = picture;
  const light = luminance(picture);
  const top = Math.floor((height - FIGURE_SIDE_PX) / 2);
  const left = Math.floor((width - FIGURE_SIDE_PX) / 2);
  const pixels = new Float32Array(FIGURE_SIDE_PX ** 2).map((_, i) => {
    const [row, column] = [Math.floor(i / FIGURE_SIDE_PX), i % FIGURE_SIDE_PX];
    return 2 * light[(top + row) * width + left + column]! - 1;
  });
  return { pixels, answer };
}

/** A judge that has seen every painting once. */
export function trainJudge(exhibition: Exhibition, lesson: JudgeLesson): Pupil {
  const { norm, seed } = lesson;
  const config = { norm, width: 8, strides: [1, 2, 1, 1], padding: "valid", answers: 2 } as const;
  const weights = createClassifier(config, new Random(seed, INITIAL_STREAM));
  const pupil = { config, weights, adam: createAdam(weights, isTrainable) };
  for (const batches of batchesOf(exhibition, lesson)) learnBatches(pupil, batches, lesson);
  return pupil;
}

/** The share of paintings that a judge takes for what they are, in batches as in training. */
export function judgeAccuracy(
  pupil: Pupil,
  exhibition: Exhibition,
  lesson: Pick<JudgeLesson, "batch" | "batches">,
): number {
  const all = batchesOf(exhibition, lesson).flat();
  return meanOf(all, (figures) => accuracy(pupil, figures, "batch"));
}

/** The batches of each step; what does not fill a step is left out. */
function batchesOf(
  { truth, painted }: Exhibition,
  { batch, batches }: Pick<JudgeLesson, "batch" | "batches">,
): Figure[][][] {
  return Array.from({ length: Math.floor(truth.length / batch) }, (_, step) => {
    const kinds = [truth, painted].map((all) => all.slice(step * batch, (step + 1) * batch));
    return batches === "mixed" ? [kinds.flat()] : kinds;
  });
}
