/** Trained generators for experiments to share, and the pictures that they are tried on. */

import { join } from "node:path";
import { readCheckpoint, writeCheckpoint } from "../checkpoint/files.ts";
import { applyInkStyle } from "../data/ink_style.ts";
import {
  type PictureSource,
  proceduralSources,
  type TrainingSources,
} from "../data/picture_source.ts";
import { contentPicture } from "../data/procedural.ts";
import type { NormName } from "../model/norms.ts";
import type { Painter } from "../model/paint.ts";
import { configText, CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { type HeldOut, proceduralHeldOut } from "../training/held_out.ts";
import { drawBatch, trainStep } from "../training/trainer.ts";
import { createTraining, generatorConfig } from "../training/training_state.ts";
import type { Picture } from "../data/picture.ts";
import { remembering } from "./remembering.ts";

const LARGE_SCENES = 4;
const FAR_SCENES = 2_000_000;
const OTHER_SCENES = 1_000_000;
const USUAL_DEVIATION = 0.2;

/** How large everything is. */
export interface Scale {
  readonly name: "quick" | "full";
  readonly size: number;
  readonly width: number;
  readonly blocks: number;
  /** Pictures that a generator sees in training, whatever the batch. */
  readonly pictures: number;
  /** Held-out scenes. */
  readonly scenes: number;
  /** Figures that a classifier sees in training, whatever the batch. */
  readonly figures: number;
  /** Held-out figures. */
  readonly tests: number;
  readonly seeds: number;
}

/** Minutes, for tests and the impatient: signs, not sizes. */
export const QUICK: Scale = {
  name: "quick",
  size: 32,
  width: 8,
  blocks: 2,
  pictures: 480,
  scenes: 12,
  figures: 800,
  tests: 200,
  seeds: 2,
};
/** The figures that the project quotes. */
export const FULL: Scale = {
  name: "full",
  size: 32,
  width: 12,
  blocks: 3,
  pictures: 800,
  scenes: 32,
  figures: 2400,
  tests: 600,
  seeds: 6,
};

/** Which generator. */
export interface Recipe {
  readonly norm: NormName;
  readonly seed: number;
  /** Pictures per step. Default: 4. */
  readonly batch?: number;
  /** The share of the training that it gets. Default: all. */
  readonly share?: number;
  /** How many different scenes it ever sees. Default: no end of them. */
  readonly scenes?: number;
  /** The share of the scale's width that it has. Default: all. */
  readonly thickness?: number;
  /** Whether scenes come in with a mean and a deviation that are the same for all. Default: as they are. */
  readonly inputs?: "plain" | "standardized";
  /** What the style's tones go by. Default: relative. */
  readonly tones?: "relative" | "absolute";
}

/** Trains what it has not trained yet; keeps it in a folder. */
export class Laboratory {
  readonly scale: Scale;
  readonly heldOut: HeldOut & { readonly truth: readonly Picture[] };
  readonly #folder: string;
  readonly #sources: Readonly<Record<NonNullable<Recipe["tones"]>, TrainingSources>>;
  readonly #onTrain: (name: string) => void;

  constructor(scale: Scale, folder: string, onTrain: (name: string) => void = () => {}) {
    this.scale = scale;
    this.#folder = folder;
    this.#onTrain = onTrain;
    const { content, style } = proceduralSources(scale.size);
    // All norms see equal pictures: they are drawn once.
    const scenes = remembering(content);
    this.#sources = {
      relative: { content: scenes, style: remembering(style) },
      absolute: { content: scenes, style: remembering(absoluteStyle(scenes)) },
    };
    this.heldOut = proceduralHeldOut({ size: scale.size, count: scale.scenes });
  }

  /** The config of a recipe: the same but for what the recipe says. */
  config({ norm, seed, batch = 4, thickness = 1, tones = "relative" }: Recipe): TrainingConfig {
    const { size, width, blocks, pictures } = this.scale;
    const contentTerm = tones === "relative" ? CPU_PRESET.contentTerm : "tone";
    return {
      ...CPU_PRESET,
      norm,
      seed,
      size,
      width: Math.round(thickness * width),
      blocks,
      batch,
      steps: Math.round(pictures / batch),
      contentTerm,
    };
  }

  /** The pictures of a recipe. Few scenes come again and again; their style's do not. */
  sources({ scenes = Infinity, inputs = "plain", tones = "relative" }: Recipe): TrainingSources {
    const { content, style } = this.#sources[tones];
    const draw: PictureSource["draw"] = (seed, index) => {
      const scene = content.draw(seed, scenes === Infinity ? index : index % scenes);
      return inputs === "plain" ? scene : standardize(scene);
    };
    return { style, content: { draw } };
  }

  /** A few scenes far from those of training, so many times as wide and high as a training picture. */
  largeScenes(seed: number, times: number): Picture[] {
    return Array.from(
      { length: LARGE_SCENES },
      (_, i) => contentPicture(seed, FAR_SCENES + i, times * this.scale.size),
    );
  }

  /** Held-out scenes whose truth has absolute tones. */
  get absoluteTruth(): readonly Picture[] {
    return this.heldOut.content.map((scene) => applyInkStyle(scene, { tones: "absolute" }));
  }

  /** A trained generator. */
  async painter(recipe: Recipe): Promise<Painter> {
    const { share = 1 } = recipe;
    const config = this.config(recipe);
    const end = Math.max(1, Math.round(share * config.steps));
    const name = nameOf(recipe, { end, steps: config.steps });
    const path = join(this.#folder, this.scale.name, `${name}.safetensors`);
    const found = await readCheckpoint(path).catch(() => undefined);
    if (found && configText(found.training) === configText(config)) return found;
    this.#onTrain(name);
    const state = createTraining(config);
    while (state.step < end) {
      trainStep(state, config, drawBatch(config, state.step, this.sources(recipe)));
    }
    const generator = generatorConfig(config);
    const checkpoint = { generator, weights: state.generator.weights, training: config, step: end };
    await writeCheckpoint(path, checkpoint);
    return checkpoint;
  }
}

/** Paintings go by the brightness itself. */
function absoluteStyle(content: PictureSource): PictureSource {
  return {
    // Scenes far from those that are to be painted: training never sees a pair.
    draw: (seed, index) =>
      applyInkStyle(content.draw(seed, OTHER_SCENES + index), { tones: "absolute" }),
  };
}

/** The same mean and deviation for every scene, those of a usual one. */
export function standardize(picture: Picture): Picture {
  const { pixels } = picture;
  const mean = pixels.reduce((sum, v) => sum + v, 0) / pixels.length;
  const variance = pixels.reduce((sum, v) => sum + (v - mean) ** 2, 0) / pixels.length;
  const scale = USUAL_DEVIATION / Math.max(Math.sqrt(variance), 1e-6);
  return { ...picture, pixels: pixels.map((v) => 0.5 + (v - mean) * scale) };
}

/** Everything that a recipe says, so that two of them never share a file. */
function nameOf(
  { norm, seed, batch = 4, scenes, thickness, inputs, tones }: Recipe,
  { end, steps }: { readonly end: number; readonly steps: number },
): string {
  return [
    norm,
    `seed${seed}`,
    `batch${batch}`,
    `step${end}of${steps}`,
    ...(scenes === undefined ? [] : [`scenes${scenes}`]),
    ...(thickness === undefined ? [] : [`thickness${thickness}`]),
    ...(inputs === undefined ? [] : [inputs]),
    ...(tones === undefined ? [] : [tones]),
  ].join("-");
}
