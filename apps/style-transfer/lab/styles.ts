/** The lab's styles: one procedure, other colors, lines or tones. */

import { applyInkStyle, type InkOptions } from "../data/ink_style.ts";
import type { Picture } from "../data/picture.ts";
import type { PictureSource } from "../data/picture_source.ts";

/** Scenes so far from those that are to be painted that training never sees a pair. */
const OTHER_SCENES = 1_000_000;

/** All but one go by what is lighter or darker within the picture. */
export type StyleName = "ink" | "ember" | "moss" | "absolute";

/** What makes each of them. */
const STYLES: Readonly<Record<StyleName, InkOptions>> = {
  ink: {},
  ember: {
    palette: [[0.16, 0.02, 0.05], [0.62, 0.1, 0.12], [0.97, 0.6, 0.16], [1, 0.95, 0.62]],
    ink: [0.1, 0, 0.02],
    lineWidth: 1,
  },
  moss: {
    palette: [[0.05, 0.16, 0.1], [0.2, 0.42, 0.18], [0.6, 0.74, 0.36], [0.94, 0.95, 0.86]],
    ink: [0.02, 0.07, 0.05],
    lineWidth: 2.6,
  },
  absolute: { tones: "absolute" },
};

/** Those that one generator learns, in the order of their turns. */
export const TOGETHER: readonly StyleName[] = ["ink", "ember", "moss"];

/** The true painting of a picture. */
export function paintTruth(picture: Picture, style: StyleName): Picture {
  return applyInkStyle(picture, STYLES[style]);
}

/** Paintings in a style, of scenes that are not to be painted. */
export function styleSource(content: PictureSource, style: StyleName): PictureSource {
  return {
    draw: (seed, index) => paintTruth(content.draw(seed, OTHER_SCENES + index), style),
  };
}
