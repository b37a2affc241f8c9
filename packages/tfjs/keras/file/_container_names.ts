/** The arrays of a `.keras` file, which are numbered by class, under the names of their layers. */

import { isModel } from "../_envelope.ts";
import { type JsonRecord, readList, readRecord, readString } from "../_json.ts";
import type { KerasWeight } from "../types.ts";

/** What the writers call the list of layers: since Keras 2.13, and in 2.12. */
const CONTAINERS = ["layers", "_layer_checkpoint_dependencies"];

/** `layers/batch_normalization_1/vars/0` as `encoder/bn/0`, in the order of Keras. */
export function nameByLayer(
  topology: JsonRecord,
  arrays: ReadonlyMap<string, KerasWeight>,
): Map<string, KerasWeight> {
  const named = new Map<string, KerasWeight>();
  const walk = (model: JsonRecord, folder: string, names: readonly string[]): void => {
    const config = readRecord(model["config"], "config of the model");
    const used = new Map<string, number>();
    for (const value of readList(config["layers"], "layers of the model")) {
      const layer = readRecord(value, "a layer of the model");
      const className = readString(layer["class_name"], "class_name of a layer");
      const layerConfig = readRecord(layer["config"], "config of a layer");
      const name = readString(layerConfig["name"] ?? layer["name"], "name of a layer");
      const kind = toSnakeCase(className.split(">").at(-1)!);
      const count = used.get(kind) ?? 0;
      used.set(kind, count + 1);
      const unique = count === 0 ? kind : `${kind}_${count}`;
      const container = CONTAINERS.find((one) => hasFolder(arrays, `${folder}${one}/${unique}/`));
      if (container === undefined) continue; // Nothing to learn.
      const own = `${folder}${container}/${unique}/`;
      const path = [...names, name];
      if (isModel(className)) walk(layer, own, path);
      else if (className.endsWith("WeightNormalization")) nameWrapped(arrays, own, path, named);
      else collect(arrays, own).forEach((weight, i) => named.set([...path, i].join("/"), weight));
    }
  };
  walk(topology, "", []);
  return named;
}

function hasFolder(arrays: ReadonlyMap<string, KerasWeight>, folder: string): boolean {
  for (const path of arrays.keys()) if (path.startsWith(folder)) return true;
  return false;
}

/** TensorFlow Addons' wrapper has g, the kernel and a flag; the layer inside has only its bias left. */
function nameWrapped(
  arrays: ReadonlyMap<string, KerasWeight>,
  folder: string,
  path: readonly string[],
  named: Map<string, KerasWeight>,
): void {
  const places = {
    g: "vars/0",
    kernel: "vars/1",
    initialized: "vars/2",
    bias: "layer/vars/0",
  };
  for (const [leaf, place] of Object.entries(places)) {
    const weight = arrays.get(folder + place);
    if (weight !== undefined) named.set([...path, leaf].join("/"), weight);
  }
}

/** The arrays of one layer: its own, or for a wrapper those of what it wraps. */
function collect(arrays: ReadonlyMap<string, KerasWeight>, folder: string): KerasWeight[] {
  const found = [...arrays].filter(([path]) => path.startsWith(folder))
    .map(([path, weight]) => ({ parts: path.slice(folder.length).split("/"), weight }));
  const inner = found.filter(({ parts }) => parts.length > 2);
  // Spectral norm keeps the kernel of the layer inside as its own, too.
  return (inner.length > 0 ? inner : found)
    .sort((a, b) => rank(a.parts) - rank(b.parts))
    .map(({ weight }) => weight);
}

// A bidirectional layer has the forward one first; within a layer the number decides.
function rank(parts: readonly string[]): number {
  return (parts[0]!.startsWith("backward") ? 1e6 : 0) + Number(parts.at(-1));
}

/** What Keras makes of the name of a class. */
function toSnakeCase(name: string): string {
  return name.replace(/\W+/g, "").replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
