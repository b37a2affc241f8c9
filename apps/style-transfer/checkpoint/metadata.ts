/** What the files of the app say about themselves, as text in a safetensors header. */

import { ARCHITECTURES } from "../model/architectures.ts";
import { JUDGE_KERNELS } from "../model/discriminator.ts";
import { ENLARGEMENTS } from "../model/layers.ts";
import { checkNormName } from "../model/norms.ts";
import { type Augmentation, AUGMENTATIONS } from "../training/augment.ts";
import { checkConfig, FORMER_CHOICES, type TrainingConfig } from "../training/config.ts";
import { CONTENT_TERMS, GAN_LOSSES } from "../training/losses.ts";
import { checkStyleNames } from "../training/style_names.ts";

/** What a generator's file calls itself. */
export const GENERATOR_FORMAT = "evenkeel-style-generator";
/** What the file of a run at rest calls itself. */
export const TRAINING_FORMAT = "evenkeel-style-training";

/** A text that a header may lack, as errors show it. */
export function quote(text: string | undefined): string {
  return text === undefined ? "nothing" : `"${text}"`;
}

/**
 * Refuses the files of other programs, and other versions of ours.
 *
 * @throws {RangeError} If the format or the version is not the wanted one.
 */
export function checkFormat(
  { format, version }: Readonly<Record<string, string>>,
  wanted: { readonly format: string; readonly version: string },
): void {
  if (format !== wanted.format) {
    throw new RangeError(`metadata must say format "${wanted.format}", got ${quote(format)}`);
  }
  if (version !== wanted.version) {
    throw new RangeError(`version must be "${wanted.version}", got ${quote(version)}`);
  }
}

/**
 * A count of steps.
 *
 * @throws {RangeError} If it is not a non-negative integer.
 */
export function readStep(name: string, text: string | undefined): number {
  const step = Number(text);
  if (text !== undefined && Number.isSafeInteger(step) && step >= 0) return step;
  throw new RangeError(`${name} must be a non-negative integer, got ${quote(text)}`);
}

/**
 * How a generator was trained.
 *
 * @throws {RangeError} If something is missing, or cannot be trained with.
 */
export function readTraining(json: string | undefined): TrainingConfig {
  const said = { ...FORMER_CHOICES, ...parseObject("training", json) };
  const text = Object.fromEntries(Object.entries(said));
  const read = (name: string) => {
    const value = text[name];
    if (typeof value === "number") return value;
    throw new RangeError(`training ${name} must be a number, got ${JSON.stringify(value)}`);
  };
  const config = {
    architecture: oneOf("training architecture", text["architecture"], ARCHITECTURES),
    enlargement: oneOf("training enlargement", text["enlargement"], ENLARGEMENTS),
    norm: checkNormName(String(text["norm"])),
    steps: read("steps"),
    seed: read("seed"),
    size: read("size"),
    contentScales: readScales("contentScales", text["contentScales"]),
    styleScales: readScales("styleScales", text["styleScales"]),
    batch: read("batch"),
    width: read("width"),
    blocks: read("blocks"),
    judges: read("judges"),
    judgeKernel: oneOf("training judgeKernel", text["judgeKernel"], JUDGE_KERNELS),
    loss: oneOf("training loss", text["loss"], GAN_LOSSES),
    contentTerm: oneOf("training contentTerm", text["contentTerm"], CONTENT_TERMS),
    contentWeight: read("contentWeight"),
    textureWeight: read("textureWeight"),
    learningRate: read("learningRate"),
    judgeRate: read("judgeRate"),
    warmUp: read("warmUp"),
    clip: read("clip"),
    slopePenalty: read("slopePenalty"),
    augment: readAugment(text["augment"]),
    pool: read("pool"),
    average: read("average"),
    ...(text["styles"] === undefined ? {} : { styles: readStyleNames(text["styles"]) }),
  };
  checkConfig(config);
  return config;
}

function readScales(name: string, value: unknown): number[] {
  if (Array.isArray(value)) {
    return value.map((scale: unknown) => {
      if (typeof scale === "number") return scale;
      throw new RangeError(`training ${name} must hold numbers, got ${JSON.stringify(scale)}`);
    });
  }
  throw new RangeError(`training ${name} must be a list, got ${JSON.stringify(value)}`);
}

/**
 * The names of the styles of a net.
 *
 * @throws {RangeError} If it is no list of names that can be told apart.
 */
export function readStyleNames(value: unknown): string[] {
  const names = Array.isArray(value) ? value.map(String) : [];
  checkStyleNames(names);
  return names;
}

function readAugment(value: unknown): Augmentation[] {
  if (Array.isArray(value)) {
    return value.map((name: unknown) => oneOf("training augment", name, AUGMENTATIONS));
  }
  throw new RangeError(`training augment must be a list, got ${JSON.stringify(value)}`);
}

/** One of the names that there are; the error lists them. */
export function oneOf<T extends string | number>(
  name: string,
  value: unknown,
  known: readonly T[],
): T {
  const found = known.find((other) => other === value);
  if (found !== undefined) return found;
  const got = JSON.stringify(value);
  throw new RangeError(`${name} must be one of ${known.join(", ")}, got ${got}`);
}

/**
 * An object as JSON.
 *
 * @throws {RangeError} If it is not one.
 */
export function parseObject(name: string, json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "");
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw new RangeError(`metadata must hold ${name} as a JSON object, got ${json ?? "nothing"}`);
}
