/** Arrays of a file as the weights of a net. */

import type { Safetensors } from "@evenkeel/tfjs/safetensors";
import type { Weights } from "../model/weights.ts";

/**
 * Takes the arrays that a net needs, each of the shape that it must have, and nothing else.
 *
 * @throws {RangeError} If one is missing, is of another shape or type, holds what is no number, or belongs to nothing.
 */
export function readWeights(
  tensors: Safetensors["tensors"],
  shapes: ReadonlyMap<string, readonly number[]>,
  owner: string,
): Weights {
  const weights: Weights = new Map();
  for (const [name, shape] of shapes) {
    const found = tensors.get(name);
    if (found === undefined) throw new RangeError(`tensor "${name}" is missing`);
    if (String(found.shape) !== String(shape)) {
      throw new RangeError(`tensor "${name}" must have the shape [${shape}], got [${found.shape}]`);
    }
    if (!(found.data instanceof Float32Array)) {
      throw new RangeError(`tensor "${name}" must be F32, got ${found.dtype}`);
    }
    const at = found.data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) {
      throw new RangeError(`tensor "${name}" must be finite, got ${found.data[at]} at ${at}`);
    }
    weights.set(name, { shape, values: found.data });
  }
  for (const name of tensors.keys()) {
    if (!shapes.has(name)) {
      throw new RangeError(`tensor "${name}" does not belong to the ${owner}`);
    }
  }
  return weights;
}
