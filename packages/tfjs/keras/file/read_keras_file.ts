/** Reading the `.keras` files of Keras 3, and of tf.keras since 2.12. */

import { checkBytes } from "../../_check_bytes.ts";
import { readRecord } from "../_json.ts";
import type { KerasFile } from "../types.ts";
import { nameByLayer } from "./_container_names.ts";
import { withHdf5 } from "./_hdf5.ts";
import { readMaxBytes } from "./_limits.ts";
import { unzip } from "./_zip.ts";
import type { ReadKerasOptions } from "./types.ts";

const CONFIG = "config.json";
const METADATA = "metadata.json";
const WEIGHTS = "model.weights.h5";

/**
 * Takes a `.keras` file apart, for `loadKerasModel`: a zip archive of `config.json`, `metadata.json` and
 * `model.weights.h5`. No code in it is run, and its sizes are checked before memory is taken.
 *
 * @param bytes The whole file.
 * @param options The limit `maxBytes` on the parts of the archive, and once more on the weights (2 ** 30).
 * @returns The model's JSON and copies of its weights by name; nothing to dispose of.
 * @throws {RangeError} If the archive or the HDF5 file in it is damaged or cut short, lacks a part,
 * expands to more than `maxBytes`, or has a weight that is not of numbers or does not fit the file; the
 * message names the part or the weight.
 * @throws {TypeError} If `bytes` is no Uint8Array.
 *
 * @example
 * ```ts
 * import { readKerasFile } from "@evenkeel/tfjs/keras-file";
 * import { assertRejects } from "@std/assert";
 *
 * const cut = new Uint8Array(100);
 * await assertRejects(() => readKerasFile(cut), RangeError, "must be a zip archive");
 * ```
 */
export async function readKerasFile(
  bytes: Uint8Array,
  options: ReadKerasOptions = {},
): Promise<KerasFile> {
  checkBytes(bytes);
  const maxBytes = readMaxBytes(options);
  const parts = await unzip(bytes, new Set([CONFIG, METADATA, WEIGHTS]), maxBytes);
  const config = readRecord(parseJson(parts.get(CONFIG), CONFIG), CONFIG);
  const metadata = parts.has(METADATA)
    ? readRecord(parseJson(parts.get(METADATA), METADATA), METADATA)
    : {};
  const hdf5 = parts.get(WEIGHTS);
  if (hdf5 === undefined) throw new RangeError(`"${WEIGHTS}" must be in the archive`);
  const weights = await withHdf5(hdf5, maxBytes, ({ arrays }) => nameByLayer(config, arrays));
  return { topology: { keras_version: metadata["keras_version"], ...config }, weights };
}

function parseJson(bytes: Uint8Array | undefined, name: string): unknown {
  if (bytes === undefined) throw new RangeError(`"${name}" must be in the archive`);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new RangeError(`"${name}" must be JSON`, { cause });
  }
}
