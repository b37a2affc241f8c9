/** A saved model with every norm as one of our layers, in the JSON that TensorFlow.js reads. */

import { isModel, readCalls, readClassName, readEnds, unwrap } from "./_envelope.ts";
import { isRecord, type JsonRecord, readList, readRecord, readString } from "./_json.ts";
import { isOurs, translateNorm } from "./_norm_layers.ts";
import { translateStockLayer } from "./_stock_layers.ts";
import type { LoadKerasOptions } from "./types.ts";
import type { WeightIndex } from "./_weight_index.ts";

/** What the rewriting of one file needs. */
export interface RewriteContext {
  readonly index: WeightIndex;
  readonly version: string | undefined;
  readonly options: LoadKerasOptions;
  readonly warn: (message: string) => void;
  /** Is told the paths of layers that had a wrapper around them, and the name of its class. */
  readonly wrappers: Map<string, string>;
}

/** Layers around a layer whose effect on inference is in the weights. */
const WRAPPERS = /(^|>)(SpectralNormalization|WeightNormalization)$/;

/** Rewrites one model; `path` is that of names, with its own, below the outermost model. */
export function rewriteModel(
  model: JsonRecord,
  path: readonly string[],
  context: RewriteContext,
): JsonRecord {
  const className = readString(model["class_name"], "class_name of the model");
  if (!isModel(className)) {
    throw new RangeError(
      `class_name of the model must be Functional, Model or Sequential, got "${className}": ` +
        "a subclassed model has no topology to load",
    );
  }
  // Keras before 2.2 wrote the layers of a Sequential without a name around them.
  const config = Array.isArray(model["config"])
    ? { layers: model["config"] }
    : readRecord(model["config"], "config of the model");
  const layers = readList(config["layers"], "layers of the model").map((layer, i) =>
    rewriteLayer(readRecord(layer, `layer ${i} of the model`), path, context)
  );
  const name = { name: config["name"] ?? path.at(-1) ?? "model" };
  if (className === "Sequential") return { class_name: className, config: { ...name, layers } };
  const ends = {
    input_layers: readEnds(config["input_layers"], "input_layers"),
    output_layers: readEnds(config["output_layers"], "output_layers"),
  };
  return { class_name: "Model", config: { ...name, layers, ...ends } };
}

function rewriteLayer(
  layer: JsonRecord,
  path: readonly string[],
  context: RewriteContext,
): JsonRecord {
  const config = readRecord(layer["config"], "config of a layer");
  const name = readString(config["name"] ?? layer["name"], "name of a layer");
  const calls = "inbound_nodes" in layer
    ? {
      name,
      inbound_nodes: readCalls(layer["inbound_nodes"], name, (kwargs) =>
        reviseTraining(kwargs, name, context)),
    }
    : {};
  const here = [...path, name];
  if (isModel(readString(layer["class_name"], `class_name of layer "${name}"`))) {
    return { ...rewriteModel(layer, here, context), ...calls };
  }
  return { ...rewritePlain(layer, here, context), ...calls };
}

// Keras 3's `predict` says training: false to every layer, whatever it was first called with.
function reviseTraining(
  kwargs: JsonRecord,
  name: string,
  { options: { keepTraining }, warn }: RewriteContext,
): JsonRecord {
  if (keepTraining || !("training" in kwargs)) return kwargs;
  if (keepTraining === undefined && kwargs["training"] === true) {
    warn(
      `layer "${name}" was called with training: true, which predict of Keras 3 overrules, and so is ` +
        "this: the option keepTraining keeps it",
    );
  }
  const { training: _, ...rest } = kwargs;
  return rest;
}

function rewritePlain(
  layer: JsonRecord,
  path: readonly string[],
  context: RewriteContext,
): JsonRecord {
  const className = readClassName(layer);
  const config = readRecord(unwrap(layer["config"]), "config of a layer");
  const inner = config["layer"];
  if (WRAPPERS.test(className) && !isOurs(className) && isRecord(inner)) {
    return unwrapNormalized(layer, inner, path, context);
  }
  const { index, version, options, warn } = context;
  const weights = index.find(path);
  const plain = translateNorm({ className, config }, {
    leaves: new Set(weights.map(({ leaf }) => leaf)),
    firstShape: weights[0]?.weight.shape,
    module: typeof layer["module"] === "string" ? layer["module"] : undefined,
    version,
    options,
    warn,
  }) ?? translateStockLayer({ className: bareName(className), config });
  return { class_name: plain.className, config: plain.config };
}

// Spectral norm divides the stored kernel in training only; weight norm's kernel is made once.
function unwrapNormalized(
  layer: JsonRecord,
  inner: JsonRecord,
  path: readonly string[],
  context: RewriteContext,
): JsonRecord {
  const name = path.at(-1)!;
  const className = readClassName(layer);
  context.warn(`layer "${name}": ${className} is loaded as the layer inside, for inference only`);
  context.wrappers.set(path.join("/"), className);
  // Keras writes the input's shape into the first layer of a Sequential, which is the wrapper here.
  const outer = readRecord(unwrap(layer["config"]), `config of layer "${name}"`);
  const shape = outer["batch_input_shape"];
  const config = {
    ...(shape === undefined ? {} : { batch_input_shape: shape }),
    ...readRecord(inner["config"], `config of layer "${name}"`),
    name,
  };
  return rewritePlain({ ...inner, config }, path, context);
}

function bareName(className: string): string {
  return className.startsWith("keras>") ? className.slice("keras>".length) : className;
}
