/** What a peer needs for the same training step: the same weights, the same pictures. */

import { Buffer } from "node:buffer";
import type { Picture } from "../../apps/style-transfer/data/picture.ts";
import type { Weights } from "../../apps/style-transfer/model/weights.ts";
import { drawBatch } from "../../apps/style-transfer/training/trainer.ts";
import { createTraining } from "../../apps/style-transfer/training/training_state.ts";
import type { StepCase } from "./step_cases.ts";

/** An array, as JSON can carry it: little-endian float32. */
export interface SentArray {
  readonly shape: readonly number[];
  readonly base64: string;
}

/** All of it; pictures are `[n, h, w, 3]` from -1 to 1. */
export interface StepPayload {
  readonly content: SentArray;
  readonly style: SentArray;
  readonly generator: Readonly<Record<string, SentArray>>;
  readonly discriminator: Readonly<Record<string, SentArray>>;
  readonly spectral: Readonly<Record<string, SentArray>>;
}

/** What the app itself would begin with. */
export function stepPayload(one: StepCase): StepPayload {
  const { content, style } = drawBatch(one, 0);
  const { generator, discriminator } = createTraining(one);
  return {
    content: sendPictures(content),
    style: sendPictures(style),
    generator: sendWeights(generator.weights),
    discriminator: sendWeights(discriminator.weights),
    spectral: sendWeights(discriminator.spectral),
  };
}

function sendPictures(pictures: readonly Picture[]): SentArray {
  const { width, height } = pictures[0]!;
  const values = pictures.flatMap(({ pixels }) => Array.from(pixels, (v) => 2 * v - 1));
  return send([pictures.length, height, width, 3], Float32Array.from(values));
}

function sendWeights(weights: Weights): Record<string, SentArray> {
  return Object.fromEntries(
    [...weights].map(([name, { shape, values }]) => [name, send(shape, values)]),
  );
}

function send(
  shape: readonly number[],
  { buffer, byteOffset, byteLength }: Float32Array,
): SentArray {
  return { shape, base64: Buffer.from(buffer, byteOffset, byteLength).toString("base64") };
}
