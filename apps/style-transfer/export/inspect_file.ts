/** What a file is. */

import { CheckpointError } from "../checkpoint/checkpoint.ts";
import { isSafetensors } from "../checkpoint/open_safetensors.ts";
import { inspectOnnx, isOnnx } from "./inspect_onnx.ts";
import { inspectSafetensors } from "./inspect_safetensors.ts";
import { inspectTfjs, isJson } from "./inspect_tfjs.ts";
import type { Inspection } from "./inspection.ts";

/** A file that is nothing that is known, or a damaged one. */
export class UnknownFileError extends Error {
  override readonly name = "UnknownFileError";
}

/**
 * Looks at the bytes of a file; what it is called does not matter.
 *
 * @throws {UnknownFileError} If it is nothing that is known, or damaged.
 * @throws {CheckpointError} If it is one of ours, and damaged or of another version.
 */
export function inspectFile(bytes: Uint8Array, path: string): Inspection {
  try {
    if (isSafetensors(bytes)) return inspectSafetensors(bytes, path);
    if (isJson(bytes)) return inspectTfjs(bytes);
    if (isOnnx(bytes)) return inspectOnnx(bytes);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnknownFileError(`cannot read ${path}: ${reason}`, { cause });
  }
  throw new UnknownFileError(
    `${path} is neither a safetensors file, nor a model.json of TensorFlow.js, nor an ONNX model`,
  );
}
