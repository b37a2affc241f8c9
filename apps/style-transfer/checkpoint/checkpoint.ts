/** A trained generator as one safetensors file: its weights, and the config that says what they are. */

import { readSafetensors, writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { createGenerator, type GeneratorConfig } from "../model/generator.ts";
import { checkNormName } from "../model/norms.ts";
import type { Weights } from "../model/weights.ts";
import { Random } from "../data/random.ts";
import type { TrainingConfig } from "../training/config.ts";

const FORMAT = "evenkeel-style-generator";
const VERSION = "1";

/** What a checkpoint holds. */
export interface Checkpoint {
  readonly generator: GeneratorConfig;
  readonly weights: Weights;
  /** How it was trained. */
  readonly training: TrainingConfig;
  /** How many steps it was trained. */
  readonly step: number;
}

/** A file that is not a checkpoint, or a broken one. */
export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
}

/** The bytes of a checkpoint. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { generator, weights, training, step } = checkpoint;
  const tensors = new Map(
    [...weights].map((
      [name, { shape, values }],
    ) => [name, { dtype: "F32" as const, shape, data: values }]),
  );
  const metadata = {
    format: FORMAT,
    version: VERSION,
    generator: JSON.stringify(generator),
    training: JSON.stringify(training),
    step: String(step),
  };
  return writeSafetensors(tensors, { metadata });
}

/**
 * Reads a checkpoint; every array must be there, of the shape that the config asks for.
 *
 * @throws {CheckpointError} If the bytes are not a whole checkpoint of a known version.
 */
export function decodeCheckpoint(bytes: Uint8Array, name: string): Checkpoint {
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    if (metadata.get("format") !== FORMAT) {
      throw new RangeError(`metadata must say format "${FORMAT}": is it another program's file`);
    }
    if (metadata.get("version") !== VERSION) {
      throw new RangeError(`version must be ${VERSION}, got ${metadata.get("version")}`);
    }
    const generator = readConfig(metadata.get("generator"));
    const weights: Weights = new Map();
    for (const [key, { shape }] of createGenerator(generator, new Random(0))) {
      const found = tensors.get(key);
      if (found === undefined || String(found.shape) !== String(shape)) {
        throw new RangeError(`tensor "${key}" must have the shape [${shape}], got ${found?.shape}`);
      }
      if (!(found.data instanceof Float32Array)) {
        throw new RangeError(`tensor "${key}" must be F32, got ${found.dtype}`);
      }
      weights.set(key, { shape, values: found.data });
    }
    const training: TrainingConfig = JSON.parse(metadata.get("training") ?? "null");
    return { generator, weights, training, step: Number(metadata.get("step")) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read checkpoint ${name}: ${reason}`, { cause });
  }
}

function readConfig(json: string | undefined): GeneratorConfig {
  const { width, blocks, norm } = JSON.parse(json ?? "{}");
  for (const [name, value] of Object.entries({ width, blocks })) {
    if (Number.isSafeInteger(value) && value > 0 && value <= 1024) continue;
    throw new RangeError(`generator ${name} must be an integer from 1 to 1024, got ${value}`);
  }
  return { width, blocks, norm: checkNormName(String(norm)) };
}
