/** Batch norm that looks at each picture by itself. */

import { isTrainable } from "./norms.ts";
import type { Painter } from "./paint.ts";

/**
 * The same painter with each picture's own statistics in the place of those that training remembered: batch norm
 * becomes instance norm, and with it tiles and films get the statistics of their whole. Of other norms it is
 * the painter itself.
 */
export function withOwnStatistics<P extends Painter>(painter: P): P {
  const { generator, weights } = painter;
  if (generator.norm !== "batch") return painter;
  return {
    ...painter,
    generator: { ...generator, norm: "instance" },
    weights: new Map([...weights].filter(([name]) => isTrainable(name))),
  };
}
