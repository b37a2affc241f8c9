/** A training run at rest: everything that the next step depends on, in one safetensors file. */

import {
  readSafetensors,
  type SafetensorsEntry,
  writeSafetensors,
} from "@evenkeel/tfjs/safetensors";
import type { Weight, Weights } from "../model/weights.ts";
import { configText, type TrainingConfig } from "../training/config.ts";
import type { Net } from "../training/net.ts";
import type { PicturePool } from "../training/picture_pool.ts";
import {
  createTraining,
  type DiscriminatorNet,
  type TrainingState,
} from "../training/training_state.ts";
import { CheckpointError } from "./checkpoint.ts";
import { checkFormat, parseObject, readStep, readTraining, TRAINING_FORMAT } from "./metadata.ts";
import { readWeights } from "./read_weights.ts";

// In runs of version 1, the texture term was another one, with weights of another size.
const VERSION = "2";

/** Where the pictures of a run come from; absent means rendered scenes. */
export interface TrainingData {
  readonly content?: string;
  /** Several for several styles. */
  readonly style?: string | readonly string[];
}

/** A run at rest. The pictures of a step follow from its number, so there is no cursor beside it. */
export interface TrainingFile {
  readonly config: TrainingConfig;
  readonly data: TrainingData;
  /** What it was computed on: elsewhere it would go on a little differently. */
  readonly backend?: string;
  readonly state: TrainingState;
}

/** The bytes of a run at rest. */
export function encodeTraining(
  { config, data, backend, state }: TrainingFile,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, SafetensorsEntry>();
  for (const [name, { shape, values }] of flatten(state)) {
    tensors.set(name, { dtype: "F32", shape, data: values });
  }
  const metadata = {
    format: TRAINING_FORMAT,
    version: VERSION,
    training: configText(config),
    data: JSON.stringify(data),
    ...(backend === undefined ? {} : { backend }),
    step: String(state.step),
    setbacks: String(state.setbacks),
    ...Object.fromEntries(counters(state).map(({ name, read }) => [name, String(read())])),
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
    checkFormat(texts, { format: TRAINING_FORMAT, version: VERSION });
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
    for (const { name, write, former } of counters(state)) {
      write(readStep(name, texts[name] ?? former));
    }
    const backend = texts["backend"];
    return { config, data, ...(backend === undefined ? {} : { backend }), state };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read training run ${name}: ${reason}`, { cause });
  }
}

function readData(json: string | undefined): TrainingData {
  const { content, style } = parseObject("data", json);
  return {
    ...(content === undefined ? {} : { content: readPath(content) }),
    ...(style === undefined
      ? {}
      : { style: Array.isArray(style) ? style.map(readPath) : readPath(style) }),
  };
}

function readPath(path: unknown): string {
  if (typeof path === "string") return path;
  throw new RangeError(`data must name folders, got ${JSON.stringify(path)}`);
}

/** A discriminator, and how its arrays beside the weights are named. */
interface NamedDiscriminator {
  readonly name: string;
  readonly spectral: string;
  readonly pool: string;
  readonly net: DiscriminatorNet;
}

function discriminatorsOf({ discriminator, back, styles }: TrainingState): NamedDiscriminator[] {
  const named = (prefix: string, net: DiscriminatorNet): NamedDiscriminator => ({
    name: `${prefix}discriminator`,
    spectral: `${prefix}spectral`,
    pool: `${prefix}pool`,
    net,
  });
  return [
    ...(styles
      ? styles.map(({ name, discriminator }) => named(`${name}/`, discriminator))
      : [named("", discriminator)]),
    ...(back ? [named("back_", back.discriminator)] : []),
  ];
}

function netsOf(state: TrainingState): [string, Net][] {
  const { generator, back, heads, styles = [] } = state;
  return [
    ["generator", generator],
    ...styles.map(({ name, parameters }): [string, Net] => [`${name}/generator`, parameters]),
    ...discriminatorsOf(state).map(({ name, net }): [string, Net] => [name, net]),
    ...(back ? [["back_generator", back.generator] satisfies [string, Net]] : []),
    ...(heads ? [["heads", heads] satisfies [string, Net]] : []),
  ];
}

/** A whole number beside the arrays. */
interface Counter {
  readonly name: string;
  readonly read: () => number;
  readonly write: (value: number) => void;
  /** What files have that do not tell. */
  readonly former?: string;
}

function counters(state: TrainingState): Counter[] {
  const updates = netsOf(state).map(([name, { adam }]): Counter => ({
    name: `${name}_updates`,
    read: () => adam.step,
    write: (value) => void (adam.step = value),
  }));
  const pooled = discriminatorsOf(state).map(({ pool: name, net: { pool } }): Counter => ({
    name,
    read: () => pool.count,
    write: (value) => {
      const [room] = pool.pictures.shape;
      if (value > room!) throw new RangeError(`${name} must be at most ${room}, got ${value}`);
      pool.count = value;
    },
    former: "0",
  }));
  return [...updates, ...pooled];
}

/** Every array of a state under a name of its own: the arrays themselves, not copies. */
function flatten(state: TrainingState): Map<string, Weight> {
  const { average, styles = [] } = state;
  const all: [string, Weights][] = [
    ...netsOf(state).map(([name, { weights }]): [string, Weights] => [name, weights]),
    ...(average ? [["average", average] satisfies [string, Weights]] : []),
    ...styles.flatMap(({ name, average }): [string, Weights][] =>
      average ? [[`${name}/average`, average]] : []
    ),
    ...discriminatorsOf(state).flatMap(({ spectral, pool, net }): [string, Weights][] => [
      [spectral, net.spectral],
      [pool, poolWeights(net.pool)],
    ]),
    ...netsOf(state).flatMap(([name, { adam }]): [string, Weights][] => [
      [`${name}_first`, moments(adam.first)],
      [`${name}_second`, moments(adam.second)],
    ]),
  ];
  return new Map(
    all.flatMap(([part, weights]) =>
      [...weights].map(([name, weight]) => [`${part}/${name}`, weight] as const)
    ),
  );
}

function poolWeights({ pictures }: PicturePool): Weights {
  return new Map(pictures.values.length === 0 ? [] : [["pictures", pictures]]);
}

function moments(arrays: ReadonlyMap<string, Float32Array>): Weights {
  return new Map([...arrays].map(([name, values]) => [name, { shape: [values.length], values }]));
}
