/** Generators for tests: small ones of every kind, with weights as after training. */

import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { ARCHITECTURES } from "../model/architectures.ts";
import { createGenerator, generate, type GeneratorConfig } from "../model/generator.ts";
import { NORM_NAMES } from "../model/norms.ts";
import type { Painter } from "../model/paint.ts";
import { toTensors } from "../model/weights.ts";
import { scoped } from "../training/scoped.ts";

/** A generator with a name for the test. */
export interface NamedPainter extends Painter {
  readonly name: string;
}

/** Every architecture with every norm, and every way to enlarge. */
export function samplePainters(): NamedPainter[] {
  return [
    ...ARCHITECTURES.flatMap((architecture) =>
      NORM_NAMES.map((norm) => samplePainter({ architecture, norm }))
    ),
    samplePainter({ enlargement: "bilinear" }),
    samplePainter({ enlargement: "bilinear", architecture: "unet", norm: "batch" }),
  ];
}

/** One generator. */
export function samplePainter(config: Partial<GeneratorConfig> = {}): NamedPainter {
  const generator: GeneratorConfig = {
    architecture: "residual",
    enlargement: "nearest",
    norm: "instance",
    width: 4,
    blocks: 2,
    ...config,
  };
  const weights = createGenerator(generator, new Random(3));
  const random = new Random(4);
  for (const [name, { values }] of weights) {
    if (name.endsWith(".kernel")) continue;
    // Not the ones and zeros of the beginning; variances stay above zero.
    values.forEach((value, i) => values[i] = value + 0.3 * Math.tanh(random.normal()));
  }
  const { architecture, norm, enlargement } = generator;
  return { name: `${architecture}, ${norm} norm, ${enlargement}`, generator, weights };
}

/** Two pictures that are no squares, `[2, 20, 28, 3]`, from -1 to 1. */
export const SAMPLE_SHAPE: readonly [number, number, number, number] = [2, 20, 28, 3];

/** The values of the two pictures. */
export function sampleValues(): Float32Array {
  const random = new Random(5);
  const size = SAMPLE_SHAPE.reduce((a, b) => a * b);
  return Float32Array.from({ length: size }, () => Math.tanh(random.normal()));
}

/** What our own code paints. */
export function paintedByUs({ generator, weights }: Painter): Float32Array {
  return scoped(() => {
    const x = tf.tensor4d(sampleValues(), [...SAMPLE_SHAPE]);
    const call = { weights: toTensors(weights), statistics: "running" as const };
    return generate(x, generator, call).dataSync<"float32">().slice();
  });
}

/** The largest difference. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`lengths must be equal, got ${a.length}, ${b.length}`);
  }
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
