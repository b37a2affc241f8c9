/** Which of our layers a saved norm is. */

import { isRecord, type JsonRecord } from "./_json.ts";
import type { PlainLayer } from "./_stock_layers.ts";
import type { LoadKerasOptions } from "./types.ts";

/** What is known about the layer besides its configuration. */
export interface NormContext {
  /** The last parts of the names of its weights; empty where the file numbers them. */
  readonly leaves: ReadonlySet<string>;
  /** The shape of its first weight. */
  readonly firstShape: readonly number[] | undefined;
  /** `keras_version` of the file. */
  readonly version: string | undefined;
  /** The module in the newer envelopes. */
  readonly module: string | undefined;
  readonly options: LoadKerasOptions;
  readonly warn: (message: string) => void;
}

type Rule = (layer: PlainLayer, context: NormContext) => PlainLayer;

const EXAMPLES_EPSILON = 1e-5;
const COMMON_KEYS = ["name", "trainable", "dtype", "batch_input_shape", "input_dtype"];

function batchNormalization({ config }: PlainLayer, { warn }: NormContext): PlainLayer {
  if (config["renorm"]) {
    warn(`layer "${config["name"]}": renorm only matters in training and is not loaded`);
  }
  if (config["virtual_batch_size"]) {
    warn(
      `layer "${config["name"]}": virtual_batch_size only matters in training and is not loaded`,
    );
  }
  return rename(config, "BatchNormalization");
}

function groupNormalization({ config }: PlainLayer, context: NormContext): PlainLayer {
  const { groups, axis, name } = config;
  const { version, module, options: { groupNormalization: asked }, warn } = context;
  const isKeras = module?.startsWith("keras") ?? false;
  const [major = 0, minor = 0] = (version ?? "").split(".").map((part) => parseInt(part, 10));
  const isRecent = version === undefined || major > 2 || (major === 2 && minor >= 11);
  const meaning = asked ?? (isKeras || isRecent ? "keras" : "contrib");
  const differ = groups !== 1 && axis !== 1;
  if (asked === undefined && !isKeras && differ) {
    const other = meaning === "keras" ? "keras-contrib's" : "Keras's";
    const own = meaning === "keras" ? "Keras's" : "keras-contrib's";
    warn(
      `layer "${name}": GroupNormalization is read as ${own}, the file may mean ${other}: ` +
        `say which with the option groupNormalization`,
    );
  }
  return rename(config, meaning === "keras" ? "GroupNormalization" : "ContribGroupNormalization");
}

function instanceNormalization(layer: PlainLayer, context: NormContext): PlainLayer {
  const { leaves, firstShape, options: { instanceNormalization: asked }, warn } = context;
  const { config } = layer;
  const hasArguments = "axis" in config || "epsilon" in config;
  if (asked === "examples" || leaves.has("scale") || leaves.has("offset")) return examples(layer);
  if (asked === "addons" || (asked === undefined && "groups" in config)) return addons(layer);
  if (!hasArguments && asked === undefined) {
    warn(
      `layer "${config["name"]}": InstanceNormalization without arguments is read as that of ` +
        "tensorflow/examples (epsilon 1e-5): say which with the option instanceNormalization",
    );
    return examples(layer);
  }
  const isWhole = firstShape !== undefined && String(firstShape) === "1";
  if (isWhole && typeof config["axis"] === "number" && asked === undefined) {
    warn(
      `layer "${
        config["name"]
      }": InstanceNormalization is read as keras-contrib's with one gamma ` +
        "for the one channel",
    );
  }
  return rename(config, "ContribInstanceNormalization");
}

function addons({ config: { groups: _, ...config } }: PlainLayer): PlainLayer {
  return rename(config, "InstanceNormalization");
}

function examples({ config }: PlainLayer): PlainLayer {
  return rename({ ...config, axis: -1, epsilon: EXAMPLES_EPSILON }, "InstanceNormalization");
}

function as(className: string): Rule {
  return ({ config }) => rename(config, className);
}

const RULES: ReadonlyMap<string, Rule> = new Map([
  ["BatchNormalization", batchNormalization],
  ["BatchNormalizationV1", batchNormalization],
  ["BatchNormalizationV2", batchNormalization],
  ["SyncBatchNormalization", batchNormalization],
  ["BatchNorm", batchNormalization],
  ["LayerNormalization", as("LayerNormalization")],
  ["RMSNormalization", as("RMSNormalization")],
  ["UnitNormalization", as("UnitNormalization")],
  ["Normalization", as("FeatureNormalization")],
  ["FilterResponseNormalization", as("FilterResponseNormalization")],
  ["GroupNormalization", groupNormalization],
  ["InstanceNormalization", instanceNormalization],
  ["Addons>GroupNormalization", as("GroupNormalization")],
  ["Addons>InstanceNormalization", addons],
]);

/** Whether a class is one of ours, which TensorFlow.js wrote as it is to be read. */
export function isOurs(className: string): boolean {
  return className.startsWith("Evenkeel>");
}

/** Our layer for a saved norm; undefined for anything else. `Package>Name` is tried, then `Name`. */
export function translateNorm(layer: PlainLayer, context: NormContext): PlainLayer | undefined {
  const { className } = layer;
  if (isOurs(className)) return layer;
  const rule = RULES.get(className) ?? RULES.get(className.slice(className.indexOf(">") + 1));
  return rule?.(layer, context);
}

/** Ours take what they know; what else the file says is about training or about nothing. */
const KNOWN_KEYS = new Set([
  ...COMMON_KEYS,
  ...["axis", "groups", "epsilon", "momentum", "center", "scale", "rms_scaling", "learned_epsilon"],
  ...["mean", "variance", "invert", "moving_mean_initializer", "moving_variance_initializer"],
  ...["gamma", "beta"].flatMap((name) =>
    ["initializer", "regularizer", "constraint"].map((kind) => `${name}_${kind}`)
  ),
]);

function rename(config: JsonRecord, className: string): PlainLayer {
  const known = Object.entries(config).filter(([key, value]) => {
    // Null stands for an absent argument, but for keras-contrib's axis.
    return KNOWN_KEYS.has(key) && (value !== null || key === "axis") && !isEmpty(value);
  });
  return { className: `Evenkeel>${className}`, config: Object.fromEntries(known) };
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
