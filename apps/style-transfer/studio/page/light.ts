/** The same scene in other light: what a style that is relative to its picture should not notice. */

import type { RgbaImage } from "../messages.ts";

/** `gain · value + lift` of every channel, which are numbers from 0 to 1. */
const LIGHTS = {
  "as-taken": { gain: 1, lift: 0 },
  "half": { gain: 0.5, lift: 0 },
  "haze": { gain: 0.3, lift: 0.35 },
} as const;

/** The name of a light. */
export type Light = keyof typeof LIGHTS;

/** @throws {RangeError} If there is no light of that name. */
export function checkLight(name: string): Light {
  if (name === "as-taken" || name === "half" || name === "haze") return name;
  throw new RangeError(`light must be one of ${Object.keys(LIGHTS).join(", ")}, got "${name}"`);
}

/** The picture in that light; alpha stays. No color is clipped, so nothing is lost but fine steps. */
export function applyLight({ width, height, data }: RgbaImage, light: Light): RgbaImage {
  const { gain, lift } = LIGHTS[light];
  const lit = data.map((value, i) => i % 4 === 3 ? value : gain * value + 255 * lift);
  return { width, height, data: lit };
}
