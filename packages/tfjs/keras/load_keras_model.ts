/** Loading a saved Keras model. */

import { backend_util } from "@tensorflow/tfjs-core";
import { type LayersModel, models } from "@tensorflow/tfjs-layers";
import { assignWeights } from "./_assign_weights.ts";
import { isRecord, type JsonRecord, readRecord } from "./_json.ts";
import { rewriteModel } from "./_rewrite.ts";
import { indexWeights } from "./_weight_index.ts";
import { registerKerasNorms } from "./register_keras_norms.ts";
import type { KerasFile, LoadKerasOptions } from "./types.ts";

/**
 * Loads a sequential or functional model with its weights: every normalization layer that Keras 2,
 * tf.keras, Keras 3, TensorFlow Addons, keras-contrib and tensorflow/examples write, each with its own
 * formula, and every other layer that TensorFlow.js has.
 *
 * The JSON is read as it was written, with the envelopes of Keras 3; norms become layers of
 * `@evenkeel/tfjs/layers`, whose own, once saved, stay what they were. `SpectralNormalization` and
 * `WeightNormalization` of others become the layer inside, with the kernel that they would use at
 * inference. A layer that was called with `training: true` keeps to it,
 * unless Keras 3 wrote the file: its `predict` overrules the call.
 *
 * Tested with models that Keras 2.2 and 3.15, tf.keras of TensorFlow 1.13 and 2.15, TensorFlow Addons 0.23
 * and keras-contrib wrote: on the backend cpu they predict what they predicted there, within 1e-5 of the
 * largest value.
 *
 * @param file The parts of a model file: what `readTfjsModel`, or `readKerasFile` and
 * `readKerasHdf5` of `@evenkeel/tfjs/keras-file`, return, or the JSON of `to_json()` with weights by name.
 * @param options What ambiguous names mean, and who is told.
 * @returns A model whose weights the caller disposes of with `model.dispose()`.
 * @throws {RangeError} If a layer is unknown to TensorFlow.js, or a weight is missing, ambiguous or of a
 * wrong shape; the message names the layer and the weight.
 * @throws {TypeError} If the JSON is not that of a model.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor4d } from "@tensorflow/tfjs-core";
 * import { loadKerasModel } from "@evenkeel/tfjs/keras";
 * import { assertEquals } from "@std/assert";
 *
 * const config = { name: "norm", groups: 1, axis: -1, epsilon: 0, batch_input_shape: [null, 1, 2, 1] };
 * const layers = [{ class_name: "Addons>InstanceNormalization", config }];
 * const model = await loadKerasModel({
 *   topology: { class_name: "Sequential", config: { layers } },
 *   weights: new Map([
 *     ["norm/gamma:0", { shape: [1], data: [2] }],
 *     ["norm/beta:0", { shape: [1], data: [1] }],
 *   ]),
 * });
 * const y = model.predict(tensor4d([[[[5], [7]]]]));
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [-1, 3]);
 * ```
 */
export async function loadKerasModel(
  file: KerasFile,
  options: LoadKerasOptions = {},
): Promise<LayersModel> {
  registerKerasNorms();
  const { onWarning = (message: string) => backend_util.warn(message) } = options;
  const { topology, version } = readTopology(file.topology);
  const index = indexWeights(file.weights);
  const wrappers = new Map<string, string>();
  const rewritten = rewriteModel(topology, [], {
    index,
    version,
    options,
    warn: onWarning,
    wrappers,
  });
  const model = await build(rewritten);
  try {
    assignWeights(model, [], { index, wrappers, loose: findLoose(file.weights) });
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}

/** `model.json` has the model under `model_config`; HDF5 files and `to_json` have it bare. */
function readTopology(topology: unknown): { topology: JsonRecord; version: string | undefined } {
  const outer = readRecord(topology, "topology");
  const config = outer["model_config"];
  const version = outer["keras_version"];
  return {
    topology: isRecord(config) ? config : outer,
    version: typeof version === "string" ? version : undefined,
  };
}

async function build(topology: JsonRecord): Promise<LayersModel> {
  // The types of TensorFlow.js want its own dictionary type; JSON is one.
  const json = JSON.parse(JSON.stringify(topology));
  try {
    return await models.modelFromJSON({ modelTopology: json });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`TensorFlow.js cannot build the model: ${reason}`, { cause });
  }
}

// Addons' learned_epsilon is made before its layer has a scope, so some writers give it no layer.
function findLoose(weights: KerasFile["weights"]): Parameters<typeof assignWeights>[2]["loose"] {
  const loose = [...weights].filter(([name]) => !name.includes("/"));
  return new Map(loose.map(([name, weight]) => {
    const leaf = name.replace(/:\d+$/, "");
    return [leaf, { name, leaf, weight }];
  }));
}
