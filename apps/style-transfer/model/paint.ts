/** A picture of any size through a generator. */

import type { Picture } from "../data/picture.ts";
import { readPictures, toTensor } from "../training/batches.ts";
import { readAsync, type Reading, readSync, scopedReading } from "../training/reading.ts";
import { type EngineCall, generateOnEngine } from "./engine_generator.ts";
import { currentEngine, toPicture, withSheet } from "./engine_sheet.ts";
import { generate, GENERATOR_MULTIPLE, type GeneratorConfig } from "./generator.ts";
import type { StatisticsMode } from "./norms.ts";
import { reflectedIndex } from "./reflected_index.ts";
import { toTensors, type Weights } from "./weights.ts";

/** What paints. */
export interface Painter {
  readonly generator: GeneratorConfig;
  readonly weights: Weights;
}

// The innermost activations of a smaller picture could not be padded by reflection.
const MIN_SIDE_PX = 8;

/**
 * Paints a picture; size and alpha stay. A batch-norm generator takes its running statistics. For backends
 * that can be read at once.
 */
export function paint(
  painter: Painter,
  picture: Picture,
  statistics: StatisticsMode = "running",
): Picture {
  return readSync(readPainting(painter, picture, statistics));
}

/** The same, on any backend. Nothing else may be computed meanwhile. */
export async function paintAsync(
  painter: Painter,
  picture: Picture,
  statistics: StatisticsMode = "running",
): Promise<Picture> {
  return await readAsync(readPainting(painter, picture, statistics));
}

function* readPainting(
  { generator, weights }: Painter,
  picture: Picture,
  statistics: StatisticsMode,
): Reading<Picture> {
  const { width, height, alpha } = picture;
  const padded = padTo(picture, roundUp(width), roundUp(height));
  // Without tensors around it, painting takes three fifths of the time, and less memory.
  const engine = currentEngine();
  const painted = engine === undefined
    ? yield* readGenerated({ generator, weights }, padded, statistics)
    : paintOnEngine(padded, { engine, generator, weights, statistics });
  return { ...crop(painted, width, height), ...(alpha ? { alpha } : {}) };
}

/** Through tensors: what every backend can do. */
function* readGenerated(
  { generator, weights }: Painter,
  picture: Picture,
  statistics: StatisticsMode,
): Reading<Picture> {
  const [painted] = yield* scopedReading(() => {
    const call = { weights: toTensors(weights), statistics };
    return readPictures(generate(toTensor([picture]), generator, call));
  });
  return painted!;
}

function paintOnEngine(picture: Picture, call: EngineCall): Picture {
  return withSheet(call.engine, picture, (x) => {
    const y = generateOnEngine(x, call);
    try {
      return toPicture(y);
    } finally {
      call.engine.free(y.values);
    }
  });
}

function roundUp(size: number): number {
  return Math.max(Math.ceil(size / GENERATOR_MULTIPLE) * GENERATOR_MULTIPLE, MIN_SIDE_PX);
}

/** Mirrors the picture beyond its right and lower border. */
function padTo(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture;
  const pixels = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = reflectedIndex(row, picture.height) * picture.width;
    for (let column = 0; column < width; column++) {
      const source = 3 * (from + reflectedIndex(column, picture.width));
      pixels.set(picture.pixels.subarray(source, source + 3), 3 * (row * width + column));
    }
  }
  return { width, height, pixels };
}

function crop(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture;
  const pixels = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = row * picture.width * 3;
    pixels.set(picture.pixels.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, pixels };
}
