/** Painting a batch at a time. */

import type { Picture } from "../data/picture.ts";
import { generate } from "../model/generator.ts";
import type { StatisticsMode } from "../model/norms.ts";
import type { Painter } from "../model/paint.ts";
import { toTensors } from "../model/weights.ts";
import { toPictures, toTensor } from "../training/batches.ts";
import { scoped } from "../training/scoped.ts";

/** Paints pictures of one size in one batch; by default batch norm takes the statistics of this batch. */
export function paintBatch(
  { generator, weights }: Painter,
  pictures: readonly Picture[],
  statistics: StatisticsMode = "batch",
): Picture[] {
  return scoped(() => {
    const call = { weights: toTensors(weights), statistics };
    return toPictures(generate(toTensor(pictures), generator, call));
  });
}
