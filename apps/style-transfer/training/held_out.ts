/** What training never sees, and how well a generator paints it. */

import { heldOutPair } from "../data/procedural.ts";
import type { Picture } from "../data/picture.ts";
import { l1, ssim } from "../metrics/similarity.ts";
import { slicedWasserstein } from "../metrics/sliced_wasserstein.ts";
import { paint, type Painter } from "../model/paint.ts";

const HELD_OUT_SEED = 1;
/** Of so many pictures the distance to a style hardly moves any more. */
const MOST_FOR_SWD = 16;

/** Pictures apart from those of training. */
export interface HeldOut {
  readonly content: readonly Picture[];
  /** The true paintings of the content, if anybody knows them. */
  readonly truth?: readonly Picture[];
  /** Pictures in the wanted style, as many as of the content; not its paintings. */
  readonly style: readonly Picture[];
}

/** Scores of a generator; lower is better, but for `ssim`. */
export interface HeldOutScores {
  /** The mean L1 distance to the true paintings, from 0 to 1. */
  readonly l1?: number;
  /** The mean structural similarity to the true paintings, 1 for equal ones. */
  readonly ssim?: number;
  /** The sliced Wasserstein distance of 16 paintings to as many pictures of the style, times 1000. */
  readonly swd: number;
}

/** Scenes of a stream of their own, with their true paintings, and paintings of yet other scenes. */
export function proceduralHeldOut(
  { size, count }: { readonly size: number; readonly count: number },
): HeldOut & { readonly truth: readonly Picture[] } {
  const pairs = Array.from({ length: count }, (_, i) => heldOutPair(HELD_OUT_SEED, i, size));
  const others = Array.from({ length: count }, (_, i) => {
    return heldOutPair(HELD_OUT_SEED, count + i, size).truth;
  });
  return {
    content: pairs.map(({ content }) => content),
    truth: pairs.map(({ truth }) => truth),
    style: others,
  };
}

/** Paints each picture alone, and scores the paintings. */
export function scoreHeldOut(
  painter: Painter,
  { content, truth, style }: HeldOut,
): HeldOutScores {
  const paintings = content.map((picture) => paint(painter, picture));
  const [some, others] = [paintings, style].map((pictures) => pictures.slice(0, MOST_FOR_SWD));
  return { ...scoreTruth(paintings, truth), swd: slicedWasserstein(some!, others!) };
}

/** The number that decides which generator of a run is the best: the lowest. */
export function rank({ l1, swd }: HeldOutScores): number {
  return l1 ?? swd;
}

/** In one line. */
export function describeScores({ l1, ssim, swd }: HeldOutScores): string {
  const known = l1 === undefined || ssim === undefined
    ? ""
    : `L1 ${l1.toFixed(4)}, SSIM ${ssim.toFixed(3)}, `;
  return `${known}SWD ${swd.toFixed(1)}`;
}

function scoreTruth(
  paintings: readonly Picture[],
  truth: readonly Picture[] | undefined,
): { l1: number; ssim: number } | undefined {
  if (truth === undefined) return undefined;
  const mean = (score: (a: Picture, b: Picture) => number) =>
    paintings.reduce((sum, painting, i) => sum + score(painting, truth[i]!), 0) / paintings.length;
  return { l1: mean(l1), ssim: mean(ssim) };
}
