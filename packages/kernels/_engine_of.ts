/** The engine to compute with, found in options. */

import { describe } from "./_check.ts";
import type { Engine } from "./engine.ts";
import { SCALAR_ENGINE } from "./scalar_engine.ts";

/** The engine of the options, checked; the scalar one if there is none. */
export function engineOf(
  { engine = SCALAR_ENGINE }: { readonly engine?: Engine | undefined },
): Engine {
  if (typeof engine?.statistics === "function") return engine;
  throw new TypeError(`engine must be an Engine, got ${describe(engine)}`);
}
