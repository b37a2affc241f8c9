/** A trained generator as one safetensors file: its weights, and the config that says what they are. */

import { readSafetensors, type Safetensors, writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { type GeneratorConfig, generatorShapes } from "../model/generator.ts";
import { checkGroups, checkNormName } from "../model/norms.ts";
import type { Weights } from "../model/weights.ts";
import { checkConfig, type TrainingConfig } from "../training/config.ts";

const FORMAT = "evenkeel-style-generator";
const VERSION = "1";
const MAX_COUNT = 1024;

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
    const { format, version, ...texts } = Object.fromEntries(metadata);
    if (format !== FORMAT) {
      throw new RangeError(`metadata must say format "${FORMAT}", got ${quote(format)}`);
    }
    if (version !== VERSION) {
      throw new RangeError(`version must be "${VERSION}", got ${quote(version)}`);
    }
    const generator = readConfig(texts["generator"]);
    const weights = readWeights(tensors, generatorShapes(generator));
    const training = readTraining(texts["training"]);
    const step = Number(texts["step"]);
    if (!Number.isSafeInteger(step) || step < 0) {
      throw new RangeError(`step must be a non-negative integer, got ${quote(texts["step"])}`);
    }
    return { generator, weights, training, step };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read checkpoint ${name}: ${reason}`, { cause });
  }
}

function quote(text: string | undefined): string {
  return text === undefined ? "nothing" : `"${text}"`;
}

function readWeights(
  tensors: Safetensors["tensors"],
  shapes: ReadonlyMap<string, readonly number[]>,
): Weights {
  const weights: Weights = new Map();
  for (const [name, shape] of shapes) {
    const found = tensors.get(name);
    if (found === undefined) throw new RangeError(`tensor "${name}" is missing`);
    if (String(found.shape) !== String(shape)) {
      throw new RangeError(`tensor "${name}" must have the shape [${shape}], got [${found.shape}]`);
    }
    if (!(found.data instanceof Float32Array)) {
      throw new RangeError(`tensor "${name}" must be F32, got ${found.dtype}`);
    }
    const at = found.data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) {
      throw new RangeError(`tensor "${name}" must be finite, got ${found.data[at]} at ${at}`);
    }
    weights.set(name, { shape, values: found.data });
  }
  for (const name of tensors.keys()) {
    if (!shapes.has(name)) {
      throw new RangeError(`tensor "${name}" does not belong to the generator`);
    }
  }
  return weights;
}

function readConfig(json: string | undefined): GeneratorConfig {
  const { width, blocks, norm } = parseObject("generator", json);
  const config = {
    width: checkCount("width", width),
    blocks: checkCount("blocks", blocks),
    norm: checkNormName(String(norm)),
  };
  checkGroups(config);
  return config;
}

function checkCount(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MAX_COUNT) {
    return value;
  }
  throw new RangeError(
    `generator ${name} must be an integer from 1 to ${MAX_COUNT}, got ${JSON.stringify(value)}`,
  );
}

function readTraining(json: string | undefined): TrainingConfig {
  const { norm, ...numbers } = parseObject("training", json);
  const read = (name: string) => {
    const value = numbers[name];
    if (typeof value === "number") return value;
    throw new RangeError(`training ${name} must be a number, got ${JSON.stringify(value)}`);
  };
  const config = {
    norm: checkNormName(String(norm)),
    steps: read("steps"),
    seed: read("seed"),
    size: read("size"),
    batch: read("batch"),
    width: read("width"),
    blocks: read("blocks"),
    learningRate: read("learningRate"),
    contentWeight: read("contentWeight"),
  };
  checkConfig(config);
  return config;
}

function parseObject(name: string, json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "");
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw new RangeError(`metadata must hold ${name} as a JSON object, got ${json ?? "nothing"}`);
}
