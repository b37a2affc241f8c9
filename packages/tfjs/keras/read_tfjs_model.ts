/** Reading what the converter of TensorFlow.js wrote. */

import { bytesPerElement, decode, type Encoding, readEncoding } from "./_decode_weight.ts";
import { countElements, readList, readRecord, readShape, readString } from "./_json.ts";
import type { KerasFile, KerasWeight } from "./types.ts";

/**
 * What {@linkcode readTfjsModel} takes: what an IO handler of TensorFlow.js loads, or a `model.json` with the
 * bytes of its shards.
 */
export interface TfjsArtifacts {
  /** The `modelTopology` of `model.json`. */
  readonly modelTopology?: unknown;
  /** The entries of all groups of its `weightsManifest`, in order. */
  readonly weightSpecs?: unknown;
  /** The shards, in order: one buffer, or several. */
  readonly weightData?: ArrayBuffer | readonly ArrayBuffer[];
}

/**
 * Takes a layers model of TensorFlow.js apart, for {@linkcode loadKerasModel}. Nothing in it is trusted:
 * names must differ, and the sizes must be those of the bytes to the last one.
 *
 * @param artifacts What `io.http(url).load()` and the other handlers return. Quantized weights are
 * expanded.
 * @returns The model's JSON and copies of its weights by name; nothing to dispose of.
 * @throws {RangeError} If a weight is of an unknown dtype or a wrong shape, or exceeds the bytes that are
 * there; the message names it.
 * @throws {TypeError} If something has a wrong type.
 *
 * @example
 * ```ts
 * import { readTfjsModel } from "@evenkeel/tfjs/keras";
 * import { assertEquals } from "@std/assert";
 *
 * const { weights } = readTfjsModel({
 *   modelTopology: { class_name: "Sequential", config: { layers: [] } },
 *   weightSpecs: [{ name: "norm/gamma", shape: [2], dtype: "float32" }],
 *   weightData: new Float32Array([1, 2]).buffer,
 * });
 * assertEquals([...Array.from(weights.get("norm/gamma")!.data)], [1, 2]);
 * ```
 */
export function readTfjsModel(artifacts: TfjsArtifacts): KerasFile {
  const topology = readRecord(artifacts.modelTopology, "modelTopology");
  const bytes = joinShards(artifacts.weightData);
  const weights = new Map<string, KerasWeight>();
  let offset = 0;
  for (const entry of readList(artifacts.weightSpecs ?? [], "weightSpecs")) {
    const { name, shape, end, encoding } = readSpec(entry, offset, bytes.length);
    if (weights.has(name)) throw new RangeError(`weight "${name}" must be there once, got two`);
    weights.set(name, { shape, data: decode(bytes.subarray(offset, end), encoding) });
    offset = end;
  }
  if (offset !== bytes.length) {
    throw new RangeError(`weightData must have ${offset} bytes, got ${bytes.length}`);
  }
  return { topology, weights };
}

function readSpec(
  value: unknown,
  offset: number,
  length: number,
): { name: string; shape: number[]; end: number; encoding: Encoding } {
  const entry = readRecord(value, "a weight");
  const name = readString(entry["name"], "name of a weight");
  const where = `weight "${name}"`;
  const shape = readShape(entry["shape"], where);
  const encoding = readEncoding(entry, where);
  const end = offset + countElements(shape, where) * bytesPerElement(encoding);
  if (end > length) {
    throw new RangeError(`${where} ends at byte ${end}, weightData has ${length}`);
  }
  return { name, shape, end, encoding };
}

function joinShards(data: TfjsArtifacts["weightData"]): Uint8Array<ArrayBuffer> {
  const shards = data === undefined ? [] : data instanceof ArrayBuffer ? [data] : data;
  const total = shards.reduce((all, { byteLength }) => all + byteLength, 0);
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const shard of shards) {
    bytes.set(new Uint8Array(shard), offset);
    offset += shard.byteLength;
  }
  return bytes;
}
