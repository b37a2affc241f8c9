/** Checkpoints on a disk. */

import { readFile } from "node:fs/promises";
import { writeFileAtomically } from "../images/write_file.ts";
import {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
} from "./checkpoint.ts";

/**
 * Reads a checkpoint file.
 *
 * @throws {CheckpointError} If it cannot be read, or is not a whole checkpoint.
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  return decodeCheckpoint(await readCheckpointBytes(path), path);
}

/**
 * Reads a file that should be a checkpoint.
 *
 * @throws {CheckpointError} If it cannot be read.
 */
export async function readCheckpointBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CheckpointError(`cannot read checkpoint ${path}: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "no such file";
  if (code === "EISDIR") return "it is a folder";
  return cause instanceof Error ? cause.message : String(cause);
}

/** Writes a checkpoint file, whole or not at all. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFileAtomically(path, encodeCheckpoint(checkpoint));
}
