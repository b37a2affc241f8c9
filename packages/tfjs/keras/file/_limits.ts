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

/** The bytes themselves. */
export function checkBytes(bytes: unknown): asserts bytes is Uint8Array {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`bytes must be a Uint8Array, got ${typeof bytes}`);
  }
}
