/** What a JSON file is: a model of TensorFlow.js, or not. */

import { countKinds, countNumbers, type Inspection, type JsonObject } from "./inspection.ts";

const BRACE = 0x7b;

/** Whether some bytes begin like a JSON object. */
export function isJson(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte > 0x20);
  return bytes[start] === BRACE;
}

/**
 * Looks into a `model.json`.
 *
 * @throws {RangeError} If it is not one.
 */
export function inspectTfjs(bytes: Uint8Array): Inspection {
  const model = parse(bytes);
  const topology = object(model["modelTopology"]);
  const groups = list(model["weightsManifest"]).map(object);
  if (Object.keys(topology).length === 0) {
    throw new RangeError("the JSON has no modelTopology: it is no model of TensorFlow.js");
  }
  const tensors = groups.flatMap((group) => list(group["weights"]).map(object)).map((entry) => {
    const stored = object(entry["quantization"])["dtype"] ?? entry["dtype"];
    const shape = list(entry["shape"]).map(Number);
    return { name: String(entry["name"]), dtype: String(stored), shape };
  });
  const nodes = list(topology["node"]).map(object);
  const isGraph = nodes.length > 0;
  const facts: Record<string, JsonObject[string]> = {};
  if (isGraph) Object.assign(facts, graphFacts(model, nodes));
  else facts["class"] = String(object(topology["model_config"] ?? topology)["class_name"]);
  const user = texts(object(model["userDefinedMetadata"]));
  return {
    kind: isGraph ? "TensorFlow.js graph model" : "TensorFlow.js layers model",
    facts: {
      ...facts,
      "made by": String(model["generatedBy"] ?? "nobody says"),
      ...(Object.keys(user).length > 0 ? { metadata: user } : {}),
      files: groups.flatMap((group) => list(group["paths"]).map(String)),
      tensors: tensors.length,
      numbers: countNumbers(tensors),
      types: countKinds(tensors.map(({ dtype }) => dtype)),
    },
    tensors,
  };
}

function graphFacts(
  model: Record<string, unknown>,
  nodes: readonly Record<string, unknown>[],
): JsonObject {
  const signature = object(model["signature"]);
  const operators = nodes.map((node) => String(node["op"])).filter((op) => op !== "Const");
  return {
    inputs: describeTensors(object(signature["inputs"])),
    outputs: describeTensors(object(signature["outputs"])),
    operators: countKinds(operators),
  };
}

function describeTensors(tensors: Record<string, unknown>): string[] {
  return Object.entries(tensors).map(([name, tensor]) => {
    const sizes = list(object(object(tensor)["tensorShape"])["dim"])
      .map((axis) => String(object(axis)["size"]));
    return `${name} [${sizes.join(", ").replaceAll("-1", "any")}]`;
  });
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  try {
    return object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new RangeError("it begins like JSON, and is none", { cause });
  }
}

function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** What is no object is an empty one: a foreign file may lack anything. */
function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
