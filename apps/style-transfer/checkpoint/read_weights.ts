/** Arrays of a file as the weights of a net, and back. */

import type { Safetensors, SafetensorsEntry } from "@evenkeel/tfjs/safetensors";
import type { Weight, Weights } from "../model/weights.ts";
import { fromHalf, toHalf } from "./half.ts";

/**
 * A weight for a file. In half precision go kernels alone: the few numbers per channel weigh nothing, and
 * a running variance may be too small for it.
 */
export function toEntry({ shape, values }: Weight, half: boolean): SafetensorsEntry {
  if (half && shape.length > 1) return { dtype: "F16", shape, data: toHalf(values) };
  return { dtype: "F32", shape, data: values };
}

/**
 * Takes the arrays that a net needs, each of the shape that it must have, and nothing else. Those of half
 * precision become single.
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
    const values = toSingle(name, found);
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) {
      throw new RangeError(`tensor "${name}" must be finite, got ${values[at]} at ${at}`);
    }
    weights.set(name, { shape, values });
  }
  for (const name of tensors.keys()) {
    if (!shapes.has(name)) {
      throw new RangeError(`tensor "${name}" does not belong to the ${owner}`);
    }
  }
  return weights;
}

function toSingle(name: string, { dtype, data }: SafetensorsEntry): Float32Array {
  if (data instanceof Float32Array) return data;
  if (dtype === "F16" && data instanceof Uint16Array) return fromHalf(data);
  throw new RangeError(`tensor "${name}" must be F32 or F16, got ${dtype}`);
}
