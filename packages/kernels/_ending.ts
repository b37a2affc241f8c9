/** What may follow the affine step in inference: a residual that is added, and an activation. */

import { checkLike, describe } from "./_check.ts";
import type { Ending } from "./engine.ts";
import type { FloatArray, ForwardOptions, FusedActivation } from "./types.ts";

const DEFAULT_NEGATIVE_SLOPE = 0.01;
const ACTIVATIONS: readonly (FusedActivation | undefined)[] = [
  "relu",
  "leakyRelu",
  "silu",
  "tanh",
  undefined,
];

/** The ending that the options ask for, checked; undefined if they ask for none. */
export function endingOf<T extends FloatArray>(
  x: T,
  { activation, negativeSlope, residual }: ForwardOptions<T>,
): Ending | undefined {
  if (!ACTIVATIONS.includes(activation)) {
    throw new RangeError(
      `activation must be "relu", "leakyRelu", "silu" or "tanh", got ${describe(activation)}`,
    );
  }
  const slope = slopeOf(negativeSlope);
  if (residual !== undefined) checkLike("residual", residual, x);
  if (activation === undefined && residual === undefined) return undefined;
  return { activation, negativeSlope: slope, residual };
}

/** What negative values are multiplied with, checked: kernels have it in float32. */
export function slopeOf(negativeSlope: number = DEFAULT_NEGATIVE_SLOPE): number {
  if (typeof negativeSlope === "number" && Number.isFinite(Math.fround(negativeSlope))) {
    return negativeSlope;
  }
  throw new RangeError(`negativeSlope must be a finite float32, got ${describe(negativeSlope)}`);
}

/** `activation(value)` */
export function bend(value: number, { activation, negativeSlope }: Ending): number {
  switch (activation) {
    case "relu":
      return Math.max(value, 0);
    case "leakyRelu":
      return value > 0 ? value : value * negativeSlope;
    case "silu":
      return value / (1 + Math.exp(-value));
    case "tanh":
      return Math.tanh(value);
    default:
      return value;
  }
}

/** What the name of a kernel with this ending ends in. */
export function endingName(activation: FusedActivation | undefined, residual: boolean): string {
  const name = activation === undefined ? "" : activation[0]!.toUpperCase() + activation.slice(1);
  return residual ? `Residual${name}` : name;
}
