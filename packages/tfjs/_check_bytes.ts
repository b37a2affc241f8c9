/** The check of a file's bytes. */

import { describe } from "./_describe.ts";

/** The bytes themselves, of whatever realm; a response gives a buffer, which is not an array yet. */
export function checkBytes(bytes: unknown): asserts bytes is Uint8Array {
  const tag = Object.prototype.toString.call(bytes);
  if (tag === "[object Uint8Array]") return;
  const hint = tag === "[object ArrayBuffer]" ? ": give new Uint8Array(buffer)" : "";
  throw new TypeError(`bytes must be a Uint8Array, got ${describe(bytes)}${hint}`);
}
