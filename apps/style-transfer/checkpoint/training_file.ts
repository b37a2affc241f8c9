/** A training run at rest: everything that the next step depends on, in one safetensors file. */

import {
  readSafetensors,
  type SafetensorsEntry,
  writeSafetensors,
} from "@evenkeel/tfjs/safetensors";
import type { Weight, Weights } from "../model/weights.ts";
import type { AdamState } from "../training/adam.ts";
import { configText, type TrainingConfig } from "../training/config.ts";
import { createTraining, type TrainingState } from "../training/training_state.ts";
import { CheckpointError } from "./checkpoint.ts";
import { checkFormat, parseObject, readStep, readTraining } from "./metadata.ts";
import { readWeights } from "./read_weights.ts";

const FORMAT = "evenkeel-style-training";
const VERSION = "1";

/** Where the pictures of a run come from; absent means rendered scenes. */
export interface TrainingData {
  readonly content?: string;
  readonly style?: string;
}

/** A run at rest. The pictures of a step follow from its number, so there is no cursor beside it. */
export interface TrainingFile {
  readonly config: TrainingConfig;
  readonly data: TrainingData;
  readonly state: TrainingState;
}

/** The bytes of a run at rest. */
export function encodeTraining({ config, data, state }: TrainingFile): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, SafetensorsEntry>();
  for (const [name, { shape, values }] of flatten(state)) {
    tensors.set(name, { dtype: "F32", shape, data: values });
  }
  const metadata = {
    format: FORMAT,
    version: VERSION,
    training: configText(config),
    data: JSON.stringify(data),
    step: String(state.step),
    setbacks: String(state.setbacks),
    generator_updates: String(state.generatorAdam.step),
    discriminator_updates: String(state.discriminatorAdam.step),
  };
  return writeSafetensors(tensors, { metadata });
}

/**
 * Reads a run; going on from it gives the same bits as if it had never stopped.
 *
 * @throws {CheckpointError} If the bytes are not a whole run of a known version.
 */
export function decodeTraining(bytes: Uint8Array, name: string): TrainingFile {
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    const texts = Object.fromEntries(metadata);
    checkFormat(texts, { format: FORMAT, version: VERSION });
    const config = readTraining(texts["training"]);
    const data = readData(texts["data"]);
    const state = createTraining(config);
    const parts = flatten(state);
    const shapes = new Map([...parts].map(([part, { shape }]) => [part, shape]));
    for (const [part, { values }] of readWeights(tensors, shapes, "run")) {
      parts.get(part)!.values.set(values);
    }
    state.step = readStep("step", texts["step"]);
    // Files of older versions do not tell: there were no setbacks then.
    state.setbacks = readStep("setbacks", texts["setbacks"] ?? "0");
    state.generatorAdam.step = readStep("generator_updates", texts["generator_updates"]);
    state.discriminatorAdam.step = readStep(
      "discriminator_updates",
      texts["discriminator_updates"],
    );
    return { config, data, state };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read training run ${name}: ${reason}`, { cause });
  }
}

function readData(json: string | undefined): TrainingData {
  const { content, style } = parseObject("data", json);
  for (const path of [content, style]) {
    if (path === undefined || typeof path === "string") continue;
    throw new RangeError(`data must name folders, got ${JSON.stringify(path)}`);
  }
  return {
    ...(typeof content === "string" ? { content } : {}),
    ...(typeof style === "string" ? { style } : {}),
  };
}

/** Every array of a state under a name of its own: the arrays themselves, not copies. */
function flatten(state: TrainingState): Map<string, Weight> {
  const { generator, average, discriminator, spectral, generatorAdam, discriminatorAdam } = state;
  const all: [string, Weights][] = [
    ["generator", generator],
    ...(average === undefined ? [] : [["average", average] as [string, Weights]]),
    ["discriminator", discriminator],
    ["spectral", spectral],
    ["generator_first", moments(generatorAdam, "first")],
    ["generator_second", moments(generatorAdam, "second")],
    ["discriminator_first", moments(discriminatorAdam, "first")],
    ["discriminator_second", moments(discriminatorAdam, "second")],
  ];
  return new Map(
    all.flatMap(([part, weights]) =>
      [...weights].map(([name, weight]) => [`${part}/${name}`, weight] as const)
    ),
  );
}

function moments(adam: AdamState, which: "first" | "second"): Weights {
  return new Map(
    [...adam[which]].map(([name, values]) => [name, { shape: [values.length], values }]),
  );
}
