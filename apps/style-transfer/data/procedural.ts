/** The data set that nobody has to download: three streams of scenes that never meet. */

import { applyInkStyle } from "./ink_style.ts";
import type { Picture } from "./picture.ts";
import { Random } from "./random.ts";
import { renderScene } from "./scene.ts";

const CONTENT_STREAM = 1;
const STYLE_STREAM = 2;
const HELD_OUT_STREAM = 3;

/** A scene to be painted, `size` pixels square. */
export function contentPicture(seed: number, index: number, size: number): Picture {
  return scene(seed, CONTENT_STREAM, index, size);
}

/** A painting of a scene that is not among the content: training never sees a pair. */
export function stylePicture(seed: number, index: number, size: number): Picture {
  const picture = scene(seed, STYLE_STREAM, index, size);
  return applyInkStyle(picture, { into: picture });
}

/** A scene that training never sees, with its painting. */
export function heldOutPair(
  seed: number,
  index: number,
  size: number,
): { content: Picture; truth: Picture } {
  const content = scene(seed, HELD_OUT_STREAM, index, size);
  return { content, truth: applyInkStyle(content) };
}

function scene(...[seed, stream, index, size]: [number, number, number, number]): Picture {
  return renderScene(new Random(seed, stream, index), { width: size, height: size });
}
