/** How the lanes of a job share its blocks: each takes the next one as soon as it is done with its own. */

import { atomicAdd } from "../../simd/_wasm/atomics.ts";
import { loopWhile } from "../../simd/_wasm/control.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";

/**
 * Does blocks until none is left. Which lane does which is left to chance, so a block's result must not
 * depend on the lane's others.
 *
 * @param counter The address of a word that is 0 before.
 */
export function eachBlock(
  block: Local<"i32">,
  { counter, blocks }: { readonly counter: Value<"i32">; readonly blocks: Value<"i32"> },
  body: readonly Statement[],
): Statement[] {
  const claim = block.set(atomicAdd(counter, i32.const(1)));
  return [claim, loopWhile(i32.lt(block, blocks), [...body, claim])];
}
