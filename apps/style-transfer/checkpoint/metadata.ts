/** What the files of the app say about themselves, as text in a safetensors header. */

import { checkNormName } from "../model/norms.ts";
import { checkConfig, type TrainingConfig } from "../training/config.ts";

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
