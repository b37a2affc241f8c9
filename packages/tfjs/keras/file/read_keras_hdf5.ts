/** Reading the HDF5 files of Keras 2 and tf.keras, which Keras 3 still writes. */

import { checkBytes } from "../../_check_bytes.ts";
import { readRecord } from "../_json.ts";
import type { KerasFile, KerasWeight } from "../types.ts";
import { type Hdf5, withHdf5 } from "./_hdf5.ts";
import { readMaxBytes } from "./_limits.ts";
import type { ReadKerasOptions } from "./types.ts";

const WEIGHTS = "model_weights";

/**
 * Takes an HDF5 file of a whole model (`model.save("model.h5")`) apart, for `loadKerasModel`. Sizes are
 * checked before memory is taken.
 *
 * @param bytes The whole file.
 * @param options The limit `maxBytes` on the weights (2 ** 30).
 * @returns The model's JSON and copies of its weights by name; nothing to dispose of.
 * @throws {RangeError} If the file is damaged or cut short, has no `model_config` (a file of weights
 * alone), has more weights than `maxBytes`, or a weight that is not of numbers or does not fit the file;
 * the message names the weight.
 * @throws {TypeError} If `bytes` is no Uint8Array.
 *
 * @example
 * ```ts
 * import { readKerasHdf5 } from "@evenkeel/tfjs/keras-file";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readKerasHdf5(new Uint8Array(100)), RangeError, "whole HDF5 file");
 * ```
 */
export async function readKerasHdf5(
  bytes: Uint8Array,
  options: ReadKerasOptions = {},
): Promise<KerasFile> {
  checkBytes(bytes);
  return await withHdf5(bytes, readMaxBytes(options), (file) => {
    const config = file.attribute("", "model_config");
    if (typeof config !== "string") {
      throw new RangeError("the file must have the attribute model_config, a whole model");
    }
    const version = file.attribute("", "keras_version");
    return {
      topology: { keras_version: version, ...readRecord(parse(config), "model_config") },
      weights: orderByLayer(file),
    };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RangeError("model_config must be JSON", { cause });
  }
}

/** The weights in the order that the file gives them, each below the name of its layer. */
function orderByLayer(file: Hdf5): Map<string, KerasWeight> {
  const weights = new Map<string, KerasWeight>();
  for (const layer of readNames(file, WEIGHTS, "layer_names")) {
    const folder = `${WEIGHTS}/${layer}`;
    for (const name of readNames(file, folder, "weight_names")) {
      const weight = file.arrays.get(`${folder}/${name}`);
      if (weight === undefined) {
        throw new RangeError(`weight "${name}" of layer "${layer}" must be in the file`);
      }
      weights.set(`${layer}/${name}`, weight);
    }
  }
  return weights;
}

// Lists of names over 64 KB are cut into name0, name1 and so on.
function readNames(file: Hdf5, path: string, name: string): string[] {
  const whole = file.attribute(path, name);
  if (whole !== undefined) return toStrings(whole);
  const names: string[] = [];
  for (let i = 0;; i++) {
    const part = file.attribute(path, `${name}${i}`);
    if (part === undefined) return names;
    names.push(...toStrings(part));
  }
}

function toStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
