/**
 * GraphModels, which `tensorflowjs_converter` writes: their norms give what TensorFlow gives.
 *
 * @module
 */

export { registerGraphNorms } from "./register_graph_norms.ts";
export type { GraphNodeLike, RegisterOpLike } from "./types.ts";
