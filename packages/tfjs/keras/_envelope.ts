/** From the JSON of Keras 3, and of tf.keras since 2.13, to that of Keras 2, which TensorFlow.js reads. */

import { isRecord, type JsonRecord, readList, readRecord, readString } from "./_json.ts";

/** Keys that only the newer writers have and that no reader of ours wants. */
const ENVELOPE_KEYS = new Set(["module", "registered_name", "build_config", "compile_config"]);
const MODELS = new Set(["Functional", "Model", "Sequential"]);
const MAX_DEPTH = 100;

/** Whether this is a model within a model. */
export function isModel(className: string): boolean {
  return MODELS.has(className);
}

/** The name that a class was registered under, `Package>Name`, or its bare name. */
export function readClassName(layer: JsonRecord): string {
  const registered = layer["registered_name"];
  if (typeof registered === "string" && registered.includes(">")) return registered;
  return readString(layer["class_name"], "class_name of a layer");
}

/** An argument of a layer without the newer wrappings: names of functions and dtypes as strings. */
export function unwrap(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new RangeError(`the model is nested more than ${MAX_DEPTH} deep`);
  if (Array.isArray(value)) return value.map((one) => unwrap(one, depth + 1));
  if (!isRecord(value)) return value;
  const { class_name: className, config } = value;
  if (className === "function" && typeof config === "string") return config;
  if (typeof className === "string" && /^(DType)?Policy(V1)?$/.test(className)) return "float32";
  if (className === "ListWrapper" || className === "TensorShape" || className === "__tuple__") {
    return unwrap(value["items"] ?? config, depth + 1);
  }
  const entries = Object.entries(value)
    .filter(([key]) => !(typeof className === "string" && ENVELOPE_KEYS.has(key)))
    .map(([key, one]) => [key, unwrap(one, depth + 1)]);
  return Object.fromEntries(entries);
}

/**
 * The calls of a layer, each a list of `[layer, node, output, arguments]`. `reviseArguments` sees those
 * that Keras 3 wrote.
 */
export function readCalls(
  nodes: unknown,
  name: string,
  reviseArguments: (kwargs: JsonRecord) => JsonRecord,
): unknown[] {
  return readList(nodes ?? [], `inbound_nodes of ${name}`).map((node) => {
    if (!isRecord(node)) return dropNulls(node);
    const where = `arguments of layer "${name}"`;
    const kwargs = reviseArguments(readRecord(dropNulls(node["kwargs"] ?? {}), where));
    return collectTensors(node["args"]).map((history) => [...history, kwargs]);
  });
}

// `mask: null` and the like would only confuse the layers of TensorFlow.js.
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
}

function collectTensors(value: unknown): (readonly unknown[])[] {
  if (Array.isArray(value)) return value.flatMap(collectTensors);
  if (!isRecord(value) || value["class_name"] !== "__keras_tensor__") return [];
  const config = readRecord(value["config"], "config of __keras_tensor__");
  return [readList(config["keras_history"], "keras_history")];
}

/** The inputs or outputs of a model: a list of `[layer, node, output]`, of which Keras 3 drops a list of one. */
export function readEnds(ends: unknown, key: string): readonly unknown[] {
  if (isRecord(ends)) return Object.values(ends).map((end) => readList(end, key));
  const list = readList(ends, key);
  return typeof list[0] === "string" ? [list] : list;
}
