/** Instructions on stretches of memory. */

import type { Statement, Value } from "./types.ts";

/** Sets so many bytes to 0. */
export function clear(address: Value<"i32">, bytes: Value<"i32">): Statement {
  return { bytes: [address.bytes, 0x41, 0, bytes.bytes, 0xfc, 0x0b, 0] };
}
