/** What the classifier looks at: one gray form each, in no end of variations. */

import { Random } from "../../data/random.ts";
import { FORMS } from "../../data/scene_shapes.ts";

/** Width and height of a figure, in pixels. */
export const FIGURE_SIDE_PX = 20;

/** What is asked about a figure: which form it is, or whether its contrast is low or high. */
export type Question = "form" | "contrast";

/** How many answers there are. */
export const ANSWERS: Readonly<Record<Question, number>> = { form: FORMS.length, contrast: 2 };

/** Its values, and the answer. */
export interface Figure {
  /** `FIGURE_SIDE_PX` squared, roughly from -1 to 1. */
  readonly pixels: Float32Array;
  readonly answer: number;
}

/** Which figure. */
export interface FigurePlace {
  readonly seed: number;
  readonly stream: number;
  readonly index: number;
}

const GRAIN = 0.05;
const TURN_RADIANS = 0.3;
const CONTRASTS = { low: [0.2, 0.4], high: [0.6, 0.8], any: [0.3, 1] } as const;

/**
 * An ellipse, a box or a triangle, near the middle, a little turned, light on dark or dark on light. The grain
 * has the figure's contrast too, so that nothing but the scale of all values tells it.
 */
export function drawFigure(
  question: Question,
  { seed, stream, index }: FigurePlace,
): Figure {
  const random = new Random(seed, stream, index);
  const form = random.integer(FORMS.length);
  const isHigh = random.integer(2);
  const range = question === "form" ? CONTRASTS.any : isHigh ? CONTRASTS.high : CONTRASTS.low;
  const contrast = random.between(range[0], range[1]);
  const brightness = random.between(-0.3, 0.3);
  const sign = random.integer(2) === 1 ? 1 : -1;
  const x0 = random.between(0.4, 0.6), y0 = random.between(0.4, 0.6);
  const a = random.between(0.25, 0.4), b = random.between(0.22, 0.36);
  const angle = random.between(-TURN_RADIANS, TURN_RADIANS);
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const pixels = new Float32Array(FIGURE_SIDE_PX ** 2);
  for (let i = 0; i < pixels.length; i++) {
    const x = (i % FIGURE_SIDE_PX + 0.5) / FIGURE_SIDE_PX - x0;
    const y = (Math.floor(i / FIGURE_SIDE_PX) + 0.5) / FIGURE_SIDE_PX - y0;
    const distance = FORMS[form]!(x * cos + y * sin, y * cos - x * sin, a, b);
    const inside = Math.min(Math.max(0.5 - distance * FIGURE_SIDE_PX, 0), 1);
    const value = sign * (inside - 0.5) + GRAIN * random.normal();
    pixels[i] = brightness + contrast * value;
  }
  return { pixels, answer: question === "form" ? form : isHigh };
}
