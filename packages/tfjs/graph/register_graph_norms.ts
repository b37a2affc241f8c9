/** Norms of GraphModels. */

import { fusedBatchNorm } from "./_fused_batch_norm.ts";
import { fusedInstanceNorm } from "./_fused_instance_norm.ts";
import type { RegisterOpLike } from "./types.ts";

const OPERATIONS = {
  FusedBatchNorm: fusedBatchNorm,
  FusedBatchNormV2: fusedBatchNorm,
  FusedBatchNormV3: fusedBatchNorm,
  _FusedBatchNormEx: fusedBatchNorm,
  _MklFusedInstanceNorm: fusedInstanceNorm,
} as const;

/**
 * Makes the norms of converted models right. Of TensorFlow's fused batch norm, TensorFlow.js knows only
 * inference, channels last and the first output. With this, statistics of the batch (`is_training`, as a
 * converted `LayerNormalization` has it), channels first, the outputs mean and variance, and what
 * TensorFlow's optimizer fuses with an activation (`_FusedBatchNormEx`, `_MklFusedInstanceNorm`) run as
 * well, on the kernels of `@evenkeel/tfjs`.
 *
 * The converter wants `--skip_op_check` to let the last two through. Norms that it has decomposed into
 * sums and products run as they did: on a backend whose sums are right, such as `"evenkeel"`, they are.
 *
 * Tested with models of the TensorFlow 2.15 converter: within 1e-5 of what TensorFlow answers.
 *
 * @param registerOp `registerOp` of `@tensorflow/tfjs-converter` (of `@tensorflow/tfjs`, too). Call this
 * before `loadGraphModel`; calling it again changes nothing.
 * @throws {TypeError} If `registerOp` is not a function.
 *
 * @example
 * ```ts
 * import { registerGraphNorms } from "@evenkeel/tfjs/graph";
 * import { assertEquals } from "@std/assert";
 *
 * const names: string[] = [];
 * registerGraphNorms((name) => names.push(name)); // here: import { registerOp } from "@tensorflow/tfjs-converter"
 * assertEquals(names.includes("FusedBatchNormV3"), true);
 * ```
 */
export function registerGraphNorms(registerOp: RegisterOpLike): void {
  if (typeof registerOp !== "function") {
    throw new TypeError(`registerOp must be a function, got ${typeof registerOp}`);
  }
  for (const [name, operation] of Object.entries(OPERATIONS)) registerOp(name, operation);
}
