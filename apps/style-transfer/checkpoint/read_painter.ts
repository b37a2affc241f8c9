/** Whatever can paint: our own checkpoints, and CycleGAN's. */

import type { Painter } from "../model/paint.ts";
import { decodeCheckpoint } from "./checkpoint.ts";
import { isCycleGan, readCycleGan } from "./cyclegan_weights.ts";
import { CheckpointError } from "./checkpoint.ts";
import { readCheckpointBytes } from "./files.ts";
import { openSafetensors } from "./open_safetensors.ts";

/**
 * Reads a generator to paint with: a checkpoint of ours, or the weights of CycleGAN's `ResnetGenerator`
 * as safetensors.
 *
 * @throws {CheckpointError} If it cannot be read, or is neither.
 */
export async function readPainter(path: string): Promise<Painter> {
  const bytes = await readCheckpointBytes(path);
  try {
    const { tensors } = openSafetensors(bytes);
    if (isCycleGan(tensors)) return readCycleGan(tensors);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`cannot read checkpoint ${path}: ${reason}`, { cause });
  }
  return decodeCheckpoint(bytes, path);
}
