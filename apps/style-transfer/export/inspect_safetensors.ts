/** What a safetensors file is: one of ours, or anybody's. */

import { readSafetensors, type Safetensors } from "@evenkeel/tfjs/safetensors";
import { decodeCheckpoint } from "../checkpoint/checkpoint.ts";
import { isCycleGan, readCycleGan } from "../checkpoint/cyclegan_weights.ts";
import { GENERATOR_FORMAT, TRAINING_FORMAT } from "../checkpoint/metadata.ts";
import { decodeTraining } from "../checkpoint/training_file.ts";
import type { GeneratorConfig } from "../model/generator.ts";
import { countKinds, countNumbers, type Inspection, type JsonObject } from "./inspection.ts";

/**
 * Looks into a safetensors file. One of ours is read whole, so that a damaged one is found out.
 *
 * @throws {RangeError} If it is cut short or damaged.
 * @throws {CheckpointError} If it is one of ours, and damaged or of another version.
 */
export function inspectSafetensors(bytes: Uint8Array, path: string): Inspection {
  const file = readSafetensors(bytes);
  const tensors = [...file.tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
  const common: JsonObject = {
    tensors: tensors.length,
    numbers: countNumbers(tensors),
    types: countKinds(tensors.map(({ dtype }) => dtype)),
  };
  const described = describe(file, { bytes, path });
  return { kind: described.kind, facts: { ...described.facts, ...common }, tensors };
}

interface Described {
  readonly kind: string;
  readonly facts: JsonObject;
}

function describe(
  { tensors, metadata }: Safetensors,
  { bytes, path }: { readonly bytes: Uint8Array; readonly path: string },
): Described {
  const format = metadata.get("format");
  if (format === GENERATOR_FORMAT) {
    const { generator, styles, style, training, step } = decodeCheckpoint(bytes, path);
    return {
      kind: "style generator",
      facts: {
        ...generatorFacts(generator),
        ...(styles === undefined ? {} : { styles: [...styles.keys()] }),
        ...(style === undefined ? {} : { style }),
        step,
        training: { ...training },
      },
    };
  }
  if (format === TRAINING_FORMAT) {
    const { config, data, state } = decodeTraining(bytes, path);
    return {
      kind: "training run",
      facts: {
        step: `${state.step} of ${config.steps}`,
        setbacks: state.setbacks,
        content: data.content ?? "rendered scenes",
        style: data.style ?? "ink",
        training: { ...config },
      },
    };
  }
  if (isCycleGan(tensors)) {
    const { generator } = readCycleGan(tensors);
    return { kind: "CycleGAN generator", facts: generatorFacts(generator) };
  }
  const texts = Object.fromEntries(metadata);
  return {
    kind: "safetensors file",
    facts: metadata.size > 0 ? { metadata: texts } : {},
  };
}

function generatorFacts({ ...config }: GeneratorConfig): JsonObject {
  return config;
}
