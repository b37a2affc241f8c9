/** Pictures and activations in the memory of the engine that the evenkeel backend computes on. */

import type { SimdEngine } from "@evenkeel/kernels/nn";
import type { EvenkeelBackend } from "@evenkeel/tfjs/backend";
import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";

/** One picture's channels, `[1, height, width, channels]`, in an engine's memory. */
export interface Sheet {
  readonly shape: readonly [1, number, number, number];
  readonly values: Float32Array;
}

/** The engine of the evenkeel backend, if that is what computes. */
export function currentEngine(): SimdEngine | undefined {
  return tf.getBackend() === "evenkeel" ? (tf.backend() as EvenkeelBackend).engine : undefined;
}

/** A sheet with anything on it; to be freed by the engine. */
export function createSheet(engine: SimdEngine, shape: Sheet["shape"]): Sheet {
  const length = shape.reduce((all, size) => all * size, 1);
  return { shape, values: engine.allocate(length, { cleared: false }) };
}

/** Fills a sheet; one that cannot be filled is freed. */
export function filled(engine: SimdEngine, sheet: Sheet, fill: (sheet: Sheet) => void): Sheet {
  try {
    fill(sheet);
    return sheet;
  } catch (error) {
    engine.free(sheet.values);
    throw error;
  }
}

/** Lends a picture as a sheet, from -1 to 1, for as long as `use` runs. */
export function withSheet<T>(
  engine: SimdEngine,
  { width, height, pixels }: Picture,
  use: (sheet: Sheet) => T,
): T {
  const sheet = createSheet(engine, [1, height, width, 3]);
  const { values } = sheet;
  try {
    for (let i = 0; i < values.length; i++) values[i] = 2 * pixels[i]! - 1;
    return use(sheet);
  } finally {
    engine.free(values);
  }
}

/** A sheet of three channels from -1 to 1 as a picture. */
export function toPicture({ shape: [, height, width], values }: Sheet): Picture {
  const pixels = values.slice();
  for (let i = 0; i < pixels.length; i++) pixels[i] = (pixels[i]! + 1) / 2;
  return { width, height, pixels };
}
