/**
 * Batch norm at inference: folded into the layer before it, or with its statistics estimated anew.
 *
 * @module
 */

export * from "./fold_batch_norm.ts";
export * from "./reestimate_batch_norm.ts";
