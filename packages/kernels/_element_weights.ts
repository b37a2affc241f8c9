/** A weight for each element, or a mask: broadcast over the axes on which it has size 1. */

import { stridesOf } from "./_axes.ts";
import { checkArray, describe } from "./_check.ts";
import { product } from "./_kept_axis.ts";
import type { FloatArray } from "./types.ts";

/** Numbers of at least 0; or bytes, of which any but 0 counts as 1. */
export type ElementWeights = FloatArray | Uint8Array;

/** Checks weights against the shape of what they weigh; returns how to walk them. */
export function openWeights(
  weights: ElementWeights,
  shape: readonly number[],
  weightsShape: readonly number[] = shape,
): { readonly strides: number[]; at(index: number): number } {
  const fits = Array.isArray(weightsShape) && weightsShape.length === shape.length &&
    weightsShape.every((size, axis) => size === 1 || size === shape[axis]);
  if (!fits) {
    throw new RangeError(
      `weightsShape must have the sizes of shape [${shape}] or 1, got [${weightsShape}]`,
    );
  }
  const wanted = { length: product(weightsShape), unit: "the product of weightsShape" };
  if (weights instanceof Uint8Array) {
    if (weights.length !== wanted.length) {
      throw new RangeError(
        `weights must have ${wanted.length} elements (${wanted.unit}), got ${weights.length}`,
      );
    }
  } else if (!(weights instanceof Float32Array) && !(weights instanceof Float64Array)) {
    throw new TypeError(
      `weights must be a Float32Array, Float64Array or Uint8Array, got ${describe(weights)}`,
    );
  } else {
    checkArray("weights", weights, wanted);
    const wrong = weights.findIndex((weight: number) => !(weight >= 0 && weight < Infinity));
    if (wrong >= 0) {
      throw new RangeError(
        `weights must hold finite numbers of at least 0, got ${weights[wrong]} at ${wrong}`,
      );
    }
  }
  const mask = weights instanceof Uint8Array;
  return {
    strides: stridesOf(weightsShape, weightsShape.map((size) => size !== 1)),
    at: (index) => mask ? (weights[index] === 0 ? 0 : 1) : weights[index]!,
  };
}
