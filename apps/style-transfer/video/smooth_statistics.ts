/** Statistics of a film, which change slowly from frame to frame. */

import type { Picture } from "../data/picture.ts";
import { l1 } from "../metrics/similarity.ts";
import { freezeStatistics } from "../model/freeze_statistics.ts";
import type { Painter } from "../model/paint.ts";
import type { Weights } from "../model/weights.ts";

/** The share of the newest frame: at 25 frames a second it takes about half a second to follow. */
const RATE = 0.1;
/** Frames that differ by more, as the mean over pixels and channels, are of two scenes. */
const CUT_L1 = 0.15;

/**
 * Frozen statistics, smoothed over time. What norms see of each frame by itself makes a film flicker: where
 * something bright comes in, all the rest changes its look. At a cut they are those of the new scene at once.
 */
export class SmoothStatistics {
  readonly #painter: Painter;
  readonly #rate: number;
  #seen: Picture | undefined;
  #smooth: Weights = new Map();

  /** @param options `rate`: the share of the newest frame, above 0, at most 1. Default: 0.1. */
  constructor(painter: Painter, { rate = RATE }: { readonly rate?: number } = {}) {
    if (!(rate > 0 && rate <= 1)) {
      throw new RangeError(`rate must be above 0 and at most 1, got ${rate}`);
    }
    this.#painter = painter;
    this.#rate = rate;
  }

  /**
   * The statistics to paint the next frame with: `s + rate (new - s)`, and those of the frame itself where a
   * scene begins. Empty for a generator that needs none.
   *
   * @param thumbnail The frame, or a small copy; sides must be multiples of 4 and at least 8 pixels.
   */
  async next(thumbnail: Picture): Promise<Weights> {
    const fresh = await freezeStatistics(this.#painter, thumbnail);
    const isCut = this.#seen === undefined || l1(this.#seen, thumbnail) > CUT_L1;
    this.#seen = thumbnail;
    if (isCut) return this.#smooth = fresh;
    const smooth: Weights = new Map();
    for (const [name, { shape, values }] of fresh) {
      const before = this.#smooth.get(name)!.values;
      const blended = values.map((v, i) => before[i]! + this.#rate * (v - before[i]!));
      smooth.set(name, { shape, values: blended });
    }
    return this.#smooth = smooth;
  }
}
