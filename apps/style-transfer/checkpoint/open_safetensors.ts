/** The bytes of what should be a checkpoint as arrays. */

import { readSafetensors, type Safetensors } from "@evenkeel/tfjs/safetensors";

/** After 8 bytes of length, a header that is a JSON object. */
const BRACE = 0x7b;

/** Whether some bytes begin like a safetensors file. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === BRACE && bytes[7] === 0;
}

/**
 * Reads a safetensors file. A photograph would give a header length out of its pixels: what does not begin like
 * one is refused before.
 *
 * @throws {RangeError} If it is another kind of file, cut short or damaged.
 */
export function openSafetensors(bytes: Uint8Array): Safetensors {
  if (isSafetensors(bytes)) return readSafetensors(bytes);
  throw new RangeError(
    "it is not a safetensors file; a checkpoint is, such as best.safetensors of a run",
  );
}
