/** Trained generators for experiments to share, and the pictures that they are tried on. */

import { join } from "node:path";
import { readCheckpoint, writeCheckpoint } from "../checkpoint/files.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import type { NormName } from "../model/norms.ts";
import type { Painter } from "../model/paint.ts";
import { configText, CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { type HeldOut, proceduralHeldOut } from "../training/held_out.ts";
import { drawBatch, trainStep } from "../training/trainer.ts";
import { createTraining, generatorConfig } from "../training/training_state.ts";
import type { Picture } from "../data/picture.ts";

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
  seeds: 2,
};
/** The figures that the project quotes. */
export const FULL: Scale = {
  name: "full",
  size: 32,
  width: 12,
  blocks: 3,
  pictures: 1200,
  scenes: 32,
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
}

/** Trains what it has not trained yet; keeps it in a folder. */
export class Laboratory {
  readonly scale: Scale;
  readonly heldOut: HeldOut & { readonly truth: readonly Picture[] };
  readonly #folder: string;
  readonly #onTrain: (name: string) => void;

  constructor(scale: Scale, folder: string, onTrain: (name: string) => void = () => {}) {
    this.scale = scale;
    this.#folder = folder;
    this.#onTrain = onTrain;
    this.heldOut = proceduralHeldOut({ size: scale.size, count: scale.scenes });
  }

  /** The config of a recipe: the same but for what the recipe says. */
  config({ norm, seed, batch = 4 }: Recipe): TrainingConfig {
    const { size, width, blocks, pictures } = this.scale;
    const steps = Math.round(pictures / batch);
    return { ...CPU_PRESET, norm, seed, size, width, blocks, batch, steps };
  }

  /** The scenes of a recipe. Few of them come again and again; their style's do not. */
  sources({ scenes }: Recipe): TrainingSources {
    const endless = proceduralSources(this.scale.size);
    if (scenes === undefined) return endless;
    const { content, style } = endless;
    return { style, content: { draw: (seed, index) => content.draw(seed, index % scenes) } };
  }

  /** A trained generator. */
  async painter(recipe: Recipe): Promise<Painter> {
    const { norm, seed, batch = 4, share = 1, scenes } = recipe;
    const config = this.config(recipe);
    const end = Math.max(1, Math.round(share * config.steps));
    const parts = [norm, `seed${seed}`, `batch${batch}`, `step${end}of${config.steps}`];
    if (scenes !== undefined) parts.push(`scenes${scenes}`);
    const name = parts.join("-");
    const path = join(this.#folder, this.scale.name, `${name}.safetensors`);
    const found = await readCheckpoint(path).catch(() => undefined);
    if (found && configText(found.training) === configText(config)) return found;
    this.#onTrain(name);
    const state = createTraining(config);
    while (state.step < end) {
      trainStep(state, config, drawBatch(config, state.step, this.sources(recipe)));
    }
    const generator = generatorConfig(config);
    const checkpoint = { generator, weights: state.generator, training: config, step: end };
    await writeCheckpoint(path, checkpoint);
    return checkpoint;
  }
}
