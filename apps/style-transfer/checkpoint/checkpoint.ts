/** A trained generator as one safetensors file: its weights, and the config that says what they are. */

import { writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { type GeneratorConfig, generatorShapes } from "../model/generator.ts";
import { ARCHITECTURES } from "../model/architectures.ts";
import { ENLARGEMENTS } from "../model/layers.ts";
import { checkGroups, checkNormName } from "../model/norms.ts";
import type { Weights } from "../model/weights.ts";
import { configText, FORMER_CHOICES, type TrainingConfig } from "../training/config.ts";
import {
  checkFormat,
  GENERATOR_FORMAT,
  oneOf,
  parseObject,
  readStep,
  readStyleNames,
  readTraining,
  TRAINING_FORMAT,
} from "./metadata.ts";
import { openSafetensors } from "./open_safetensors.ts";
import { readWeights, toEntry } from "./read_weights.ts";
import { nameApart, readStyles } from "./style_weights.ts";

const VERSION = "1";
/** Programs that know of one style alone shall not look for its gammas in vain. */
const VERSION_OF_SEVERAL = "2";
const MAX_COUNT = 1024;
/** Formats that are taken for a generator's, and what to do about it. */
const MISTAKEN: Readonly<Record<string, string>> = {
  [TRAINING_FORMAT]:
    "it is what a run goes on from, not its generator: take best.safetensors beside it",
  pt:
    "it is for PyTorch, and not CycleGAN's generator: take the checkpoint that it was exported from",
};

/** What a checkpoint holds. */
export interface Checkpoint {
  readonly generator: GeneratorConfig;
  /** Of several styles, those of the first. */
  readonly weights: Weights;
  /** Several styles, each with what it has for itself: its gammas and betas. */
  readonly styles?: ReadonlyMap<string, Weights>;
  /** Of several styles, which one this was, or what it was mixed from. */
  readonly style?: string;
  /** How it was trained. */
  readonly training: TrainingConfig;
  /** How many steps it was trained. */
  readonly step: number;
}

/** A file that is not a checkpoint, or a broken one. */
export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
}

/** How to write a checkpoint. */
export interface EncodeOptions {
  /** Whether the kernels go into half precision, which is half the size. Default false. */
  readonly half?: boolean;
}

/** The bytes of a checkpoint. */
export function encodeCheckpoint(
  checkpoint: Checkpoint,
  { half = false }: EncodeOptions = {},
): Uint8Array<ArrayBuffer> {
  const { generator, weights, styles, style, training, step } = checkpoint;
  const all = styles === undefined ? weights : nameApart(weights, styles);
  const tensors = new Map([...all].map(([name, weight]) => [name, toEntry(weight, half)]));
  const metadata = {
    format: GENERATOR_FORMAT,
    version: styles === undefined ? VERSION : VERSION_OF_SEVERAL,
    generator: JSON.stringify(generator),
    ...(styles === undefined ? {} : { styles: JSON.stringify([...styles.keys()]) }),
    ...(style === undefined ? {} : { style }),
    training: configText(training),
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
    const { tensors, metadata } = openSafetensors(bytes);
    const texts = Object.fromEntries(metadata);
    const { styles: names, style, format = "" } = texts;
    if (Object.hasOwn(MISTAKEN, format)) throw new RangeError(MISTAKEN[format]);
    checkFormat(texts, {
      format: GENERATOR_FORMAT,
      version: names === undefined ? VERSION : VERSION_OF_SEVERAL,
    });
    const generator = readConfig(texts["generator"]);
    const shapes = generatorShapes(generator);
    const read = names === undefined
      ? { weights: readWeights(tensors, shapes, "generator") }
      : readStyles(tensors, shapes, readStyleNames(JSON.parse(names)));
    const training = readTraining(texts["training"]);
    const step = readStep("step", texts["step"]);
    return { generator, ...read, ...(style === undefined ? {} : { style }), training, step };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read checkpoint ${name}: ${reason}`, { cause });
  }
}

function readConfig(json: string | undefined): GeneratorConfig {
  const said: Record<string, unknown> = { ...FORMER_CHOICES, ...parseObject("generator", json) };
  const { architecture, enlargement, width, blocks, norm } = said;
  const config = {
    architecture: oneOf("generator architecture", architecture, ARCHITECTURES),
    enlargement: oneOf("generator enlargement", enlargement, ENLARGEMENTS),
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
