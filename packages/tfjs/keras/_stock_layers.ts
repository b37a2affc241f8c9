/** Arguments of layers that are no norms, where Keras 3 calls them otherwise than TensorFlow.js. */

import type { JsonRecord } from "./_json.ts";

/** A class name and its configuration. */
export interface PlainLayer {
  readonly className: string;
  readonly config: JsonRecord;
}

/** The same layer in TensorFlow.js's words. */
export function translateStockLayer({ className, config }: PlainLayer): PlainLayer {
  const { batch_shape: shape, negative_slope: slope, ...rest } = config;
  if (className === "InputLayer") {
    return {
      className,
      config: shape === undefined ? config : { ...rest, batch_input_shape: shape },
    };
  }
  if (className === "LeakyReLU" && slope !== undefined) {
    return { className, config: { ...rest, alpha: slope } };
  }
  if (className === "ReLU") {
    // TensorFlow.js would drop the two without a word.
    const isPlain = !slope && !config["threshold"];
    if (isPlain) return { className, config: rest };
    if (!config["threshold"] && (config["max_value"] ?? null) === null) {
      const { max_value: _, threshold: __, ...leaky } = rest;
      return { className: "LeakyReLU", config: { ...leaky, alpha: slope } };
    }
    throw new RangeError(
      `layer "${config["name"]}": TensorFlow.js has no ReLU with threshold or a bounded slope`,
    );
  }
  return { className, config };
}
