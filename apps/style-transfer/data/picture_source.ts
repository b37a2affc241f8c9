/** Where a training picture comes from: a place in an endless stream that never moves. */

import type { Picture } from "./picture.ts";
import { contentPicture, stylePicture } from "./procedural.ts";

/** An endless stream: equal places give equal pictures, so that a run can be resumed anywhere in it. */
export interface PictureSource {
  /** The square picture at a place of the stream that belongs to a seed. */
  draw(seed: number, index: number): Picture;
}

/** What a generator paints, and what its paintings should look like. The two are not paired. */
export interface TrainingSources {
  readonly content: PictureSource;
  readonly style: PictureSource;
}

/** Rendered scenes, and ink paintings of other scenes. */
export function proceduralSources(size: number): TrainingSources {
  return {
    content: { draw: (seed, index) => contentPicture(seed, index, size) },
    style: { draw: (seed, index) => stylePicture(seed, index, size) },
  };
}
