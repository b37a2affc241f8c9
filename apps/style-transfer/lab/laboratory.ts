/** Trained generators for experiments to share, and the pictures that they are tried on. */

import { join } from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { readCheckpoint, writeCheckpoint } from "../checkpoint/files.ts";
import type { Picture } from "../data/picture.ts";
import {
  type PictureSource,
  proceduralSources,
  type TrainingSources,
} from "../data/picture_source.ts";
import { contentPicture } from "../data/procedural.ts";
import type { Painter } from "../model/paint.ts";
import { joinWeights } from "../model/styles.ts";
import { configText } from "../training/config.ts";
import { type HeldOut, proceduralHeldOut } from "../training/held_out.ts";
import { drawBatch, trainStep } from "../training/trainer.ts";
import { createTraining, generatorConfig, paintingWeights } from "../training/training_state.ts";
import { configOf, nameOf, type Recipe } from "./recipe.ts";
import { remembering } from "./remembering.ts";
import { paintTruth, type StyleName, styleSource, TOGETHER } from "./styles.ts";

const LARGE_SCENES = 4;
const FAR_SCENES = 2_000_000;
const USUAL_DEVIATION = 0.2;
/** How far a training is when its generator is kept, beside the end: for curves of what it has learnt. */
const EARLY_SHARES = [1 / 16, 1 / 8, 1 / 4, 1 / 2] as const;

/** The shares of the training at which a generator is to be had without training it for that. */
export const SHARES: readonly number[] = [...EARLY_SHARES, 1];

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

/** Trains what it has not trained yet; keeps it in a folder. */
export class Laboratory {
  readonly scale: Scale;
  readonly heldOut: HeldOut & { readonly truth: readonly Picture[] };
  readonly #folder: string;
  readonly #content: PictureSource;
  readonly #styles: Readonly<Record<StyleName, PictureSource>>;
  readonly #onTrain: (name: string) => void;

  constructor(scale: Scale, folder: string, onTrain: (name: string) => void = () => {}) {
    this.scale = scale;
    this.#folder = folder;
    this.#onTrain = onTrain;
    const { content, style } = proceduralSources(scale.size);
    // All norms see equal pictures: they are drawn once.
    this.#content = remembering(content);
    const other = (name: StyleName) => remembering(styleSource(this.#content, name));
    this.#styles = {
      ink: remembering(style),
      ember: other("ember"),
      moss: other("moss"),
      absolute: other("absolute"),
    };
    this.heldOut = proceduralHeldOut({ size: scale.size, count: scale.scenes });
  }

  /** The pictures of a recipe. Few scenes come again and again; their style's do not. */
  sources(
    { scenes = Infinity, inputs = "plain" }: Recipe,
    style: StyleName = "ink",
  ): TrainingSources {
    const draw: PictureSource["draw"] = (seed, index) => {
      const scene = this.#content.draw(seed, scenes === Infinity ? index : index % scenes);
      return inputs === "plain" ? scene : standardize(scene);
    };
    return { style: this.#styles[style], content: { draw } };
  }

  /** A few scenes far from those of training, so many times as wide and high as a training picture. */
  largeScenes(seed: number, times: number): Picture[] {
    return Array.from(
      { length: LARGE_SCENES },
      (_, i) => contentPicture(seed, FAR_SCENES + i, times * this.scale.size),
    );
  }

  /** The true paintings of the held-out scenes. */
  truth(style: StyleName): readonly Picture[] {
    if (style === "ink") return this.heldOut.truth;
    return this.heldOut.content.map((scene) => paintTruth(scene, style));
  }

  /** A trained generator; of several styles, as it paints in the first. */
  async painter(recipe: Recipe): Promise<Painter> {
    return await this.#generator(recipe);
  }

  /** A generator that has learnt several styles, as it paints in each of them. */
  async painters(recipe: Omit<Recipe, "style">): Promise<Painter[]> {
    const { generator, weights, styles } = await this.#generator({ ...recipe, style: "several" });
    return TOGETHER.map((name) => ({
      generator,
      weights: joinWeights(weights, styles!.get(name)!),
    }));
  }

  async #generator(recipe: Recipe): Promise<Checkpoint> {
    const config = configOf(recipe, this.scale);
    const stepOf = (share: number) => Math.max(1, Math.round(share * config.steps));
    const end = stepOf(recipe.share ?? 1);
    const pathOf = (step: number) => {
      const name = nameOf(recipe, { end: step, steps: config.steps });
      return join(this.#folder, this.scale.name, `${name}.safetensors`);
    };
    const found = await readCheckpoint(pathOf(end)).catch(() => undefined);
    if (found && configText(found.training) === configText(config)) return found;
    this.#onTrain(nameOf(recipe, { end, steps: config.steps }));
    const state = createTraining(config);
    const { style = "ink" } = recipe;
    const names: readonly StyleName[] = style === "several" ? TOGETHER : [style];
    const sources = names.map((name) => this.sources(recipe, name));
    const keepAt = new Set(EARLY_SHARES.map(stepOf).filter((step) => step < end));
    for (;;) {
      const { step } = state;
      // Each of several styles sees the pictures that it would see alone.
      const turn = Math.floor(step / names.length);
      trainStep(state, config, drawBatch(config, turn, sources[step % names.length]!));
      if (state.step < end && !(keepAt.has(state.step) && isPlain(recipe))) continue;
      const checkpoint: Checkpoint = {
        generator: generatorConfig(config),
        ...paintingWeights(state),
        training: config,
        step: state.step,
      };
      await writeCheckpoint(pathOf(state.step), checkpoint);
      if (state.step === end) return checkpoint;
    }
  }
}

/** Whether a curve may be wanted of it: whether it says nothing but its norm and its seed. */
function isPlain({ norm: _, seed: __, ...rest }: Recipe): boolean {
  return Object.keys(rest).length === 0;
}

/** The same mean and deviation for every scene, those of a usual one. */
export function standardize(picture: Picture): Picture {
  const { pixels } = picture;
  const mean = pixels.reduce((sum, v) => sum + v, 0) / pixels.length;
  const variance = pixels.reduce((sum, v) => sum + (v - mean) ** 2, 0) / pixels.length;
  const scale = USUAL_DEVIATION / Math.max(Math.sqrt(variance), 1e-6);
  return { ...picture, pixels: pixels.map((v) => 0.5 + (v - mean) * scale) };
}
