/**
 * Loading models that Keras saved, with every normalization layer that its writers know.
 *
 * @module
 */

export { loadKerasModel } from "./load_keras_model.ts";
export { readTfjsModel, type TfjsArtifacts } from "./read_tfjs_model.ts";
export { registerKerasNorms } from "./register_keras_norms.ts";
export type { KerasFile, KerasWeight, LoadKerasOptions } from "./types.ts";
