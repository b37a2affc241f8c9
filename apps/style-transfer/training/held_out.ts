/** What training never sees, and how well a generator paints it. */

import { heldOutPair } from "../data/procedural.ts";
import type { Picture } from "../data/picture.ts";
import { kernelDistance } from "../metrics/kernel_distance.ts";
import { paletteChiSquared, paletteTransport } from "../metrics/palette.ts";
import { blurredSsim, l1, multiScaleSsim, ssim } from "../metrics/similarity.ts";
import { slicedWasserstein } from "../metrics/sliced_wasserstein.ts";
import { strokeDistance } from "../metrics/stroke_distance.ts";
import { paintAsync, type Painter } from "../model/paint.ts";

const HELD_OUT_SEED = 1;
/** Of so many pictures the distances to a style hardly move any more. */
const MOST_FOR_STYLE = 16;

/** Pictures apart from those of training. */
export interface HeldOut {
  readonly content: readonly Picture[];
  /** The true paintings of the content, if anybody knows them. */
  readonly truth?: readonly Picture[];
  /** Pictures in the wanted style, as many as of the content; not its paintings. */
  readonly style: readonly Picture[];
  /** More of the content's pictures, larger, to look at. Default: the content. */
  readonly views?: readonly Picture[];
}

/**
 * Scores of a generator; lower is better, but for similarities. Those to the style are of 16 paintings at most,
 * and as many pictures of the style. Records of older versions lack some.
 */
export interface HeldOutScores {
  /** The mean L1 distance to the true paintings, from 0 to 1. */
  readonly l1?: number;
  /** The mean structural similarity to the true paintings, 1 for equal ones. */
  readonly ssim?: number;
  /** The same over scales, from 0 to 1. */
  readonly multiScaleSsim?: number;
  /** The same where both are blurred by 2 pixels. */
  readonly blurredSsim?: number;
  /** The sliced Wasserstein distance to the style, times 1000. */
  readonly swd: number;
  /** The kernel distance to the style, times 1000; absent where there is a single painting. */
  readonly kernel?: number;
  /** The distance of the strokes to those of the style, from 0 to 1. */
  readonly strokes?: number;
  /** How far the colors are from those of the style, in units of CIE Lab. */
  readonly palette?: number;
  /** The same as chi-squared of histograms, from 0 to 1. */
  readonly paletteChiSquared?: number;
}

const SCORE_NAMES = [
  "l1",
  "ssim",
  "multiScaleSsim",
  "blurredSsim",
  "swd",
  "kernel",
  "strokes",
  "palette",
  "paletteChiSquared",
] as const satisfies readonly (keyof HeldOutScores)[];

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
export async function scoreHeldOut(painter: Painter, heldOut: HeldOut): Promise<HeldOutScores> {
  const paintings = [];
  for (const picture of heldOut.content) paintings.push(await paintAsync(painter, picture));
  return scorePaintings(paintings, heldOut);
}

/** Scores paintings of the held-out content that are there already. */
export function scorePaintings(
  paintings: readonly Picture[],
  { truth, style }: HeldOut,
): HeldOutScores {
  return { ...scoreTruth(paintings, truth), ...scoreStyle(paintings, style) };
}

/** The mean of each score that all of them have. */
export function meanScores(all: readonly HeldOutScores[]): HeldOutScores {
  const mean = (name: keyof HeldOutScores) =>
    all.reduce((sum, scores) => sum + (scores[name] ?? NaN), 0) / all.length;
  const means = SCORE_NAMES.map((name): [string, number] => [name, mean(name)])
    .filter(([, score]) => !Number.isNaN(score));
  return { swd: mean("swd"), ...Object.fromEntries(means) };
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
): Partial<HeldOutScores> {
  if (truth === undefined) return {};
  const mean = (score: (a: Picture, b: Picture) => number) =>
    paintings.reduce((sum, painting, i) => sum + score(painting, truth[i]!), 0) / paintings.length;
  return {
    l1: mean(l1),
    ssim: mean(ssim),
    multiScaleSsim: mean(multiScaleSsim),
    blurredSsim: mean(blurredSsim),
  };
}

function scoreStyle(
  paintings: readonly Picture[],
  style: readonly Picture[],
): HeldOutScores {
  const some = paintings.slice(0, MOST_FOR_STYLE), others = style.slice(0, MOST_FOR_STYLE);
  return {
    swd: slicedWasserstein(some, others),
    ...(some.length > 1 ? { kernel: kernelDistance(some, others) } : {}),
    strokes: strokeDistance(some, others),
    palette: paletteTransport(some, others),
    paletteChiSquared: paletteChiSquared(some, others),
  };
}
