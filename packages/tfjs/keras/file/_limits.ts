/** How much a file may ask for. */

import type { ReadKerasOptions } from "./types.ts";

const DEFAULT_MAX_BYTES = 2 ** 30;

/** The checked limit. */
export function readMaxBytes({ maxBytes = DEFAULT_MAX_BYTES }: ReadKerasOptions): number {
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new RangeError(`maxBytes must be a positive integer, got ${maxBytes}`);
  }
  return maxBytes;
}
