/** The statistics of a whole picture, for painting its parts. */

import type { SimdEngine } from "@evenkeel/kernels/nn";
import { toTensor } from "../training/batches.ts";
import { type SeenLayer, SeenStatistics } from "../training/net.ts";
import { readAsync, type Reading, scopedReading } from "../training/reading.ts";
import type { Picture } from "../data/picture.ts";
import { generateOnEngine } from "./engine_generator.ts";
import { currentEngine, withSheet } from "./engine_sheet.ts";
import { generate } from "./generator.ts";
import { GROUPS, type NormName } from "./norms.ts";
import type { Painter } from "./paint.ts";
import { toTensors, type Weights } from "./weights.ts";

/**
 * What every norm of the generator sees in a picture, as a mean and a variance per channel. With these a
 * part is painted as in the whole picture: without, instance norm would give each part a look of its own.
 * A batch-norm generator has running statistics for that, and one without norm needs none.
 *
 * @param picture The picture, or a small copy; sides must be multiples of 4 and at least 8 pixels.
 */
export async function freezeStatistics(
  { generator, weights }: Painter,
  picture: Picture,
): Promise<Weights> {
  const frozen: Weights = new Map();
  if (generator.norm === "batch" || generator.norm === "none") return frozen;
  const engine = currentEngine();
  const found = engine === undefined
    ? await readAsync(readSeen({ generator, weights }, picture))
    : seeOnEngine(engine, { generator, weights }, picture);
  for (const { layer, ...moments } of found) {
    const { mean, variance } = pool(generator.norm, moments);
    frozen.set(`${layer}.frozen_mean`, { shape: [mean.length], values: mean });
    frozen.set(`${layer}.frozen_variance`, { shape: [mean.length], values: variance });
  }
  return frozen;
}

/** Through tensors: what every backend can do. */
function readSeen({ generator, weights }: Painter, picture: Picture): Reading<SeenLayer[]> {
  return scopedReading(() => {
    const own = new SeenStatistics();
    const call = {
      weights: toTensors(weights),
      statistics: "running" as const,
      onMoments: own.listener,
    };
    generate(toTensor([picture]), generator, call);
    return own.take();
  });
}

function seeOnEngine(engine: SimdEngine, painter: Painter, picture: Picture): SeenLayer[] {
  const seen: SeenLayer[] = [];
  withSheet(engine, picture, (x) => {
    const { values } = generateOnEngine(x, {
      ...painter,
      engine,
      statistics: "running",
      onMoments: (layer, { mean, variance }) => {
        seen.push({
          layer,
          mean: new Float32Array(mean),
          variance: new Float32Array(variance),
        });
      },
    });
    engine.free(values);
  });
  return seen;
}

type LayerMoments = Omit<SeenLayer, "layer">;

/** Channels of one group share their moments; all of them are over the same number of pixels. */
function pool(norm: NormName, { mean, variance }: LayerMoments): LayerMoments {
  const groups = norm === "layer" ? 1 : norm === "group" ? GROUPS : mean.length;
  const size = mean.length / groups;
  const pooled = { mean: mean.slice(), variance: variance.slice() };
  for (let from = 0; from < mean.length; from += size) {
    const to = from + size;
    const center = average(mean.subarray(from, to));
    const between = average(mean.subarray(from, to).map((m) => (m - center) ** 2));
    pooled.mean.fill(center, from, to);
    pooled.variance.fill(average(variance.subarray(from, to)) + between, from, to);
  }
  return pooled;
}

function average(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
