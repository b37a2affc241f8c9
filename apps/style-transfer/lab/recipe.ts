/** Which generator an experiment asks for: everything in which two of them may differ. */

import type { NormName } from "../model/norms.ts";
import { CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import type { Scale } from "./laboratory.ts";
import { type StyleName, TOGETHER } from "./styles.ts";

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
  /** What it learns to paint; several styles take turns, each with as many steps as one alone. Default: ink. */
  readonly style?: StyleName | "several";
}

/** The config of a recipe: the same but for what the recipe says. */
export function configOf(
  { norm, seed, batch = 4, thickness = 1, style = "ink" }: Recipe,
  { size, width, blocks, pictures }: Scale,
): TrainingConfig {
  const steps = Math.round(pictures / batch);
  const config: TrainingConfig = {
    ...CPU_PRESET,
    norm,
    seed,
    size,
    width: Math.round(thickness * width),
    blocks,
    batch,
    steps,
    contentTerm: style === "absolute" ? "tone" : CPU_PRESET.contentTerm,
  };
  return style === "several"
    ? { ...config, steps: TOGETHER.length * steps, styles: TOGETHER }
    : config;
}

/** Everything that a recipe says, so that two of them never share a file. */
export function nameOf(
  { norm, seed, batch = 4, scenes, thickness, inputs, style }: Recipe,
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
    ...(style === undefined ? [] : [style]),
  ].join("-");
}
