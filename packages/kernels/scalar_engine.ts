/**
 * The engine that is always there: plain JavaScript, one thread, no set-up.
 *
 * @module
 */

import { scalarApply } from "./_scalar_apply.ts";
import { scalarGradientApply } from "./_scalar_gradient_apply.ts";
import { scalarGradientSums } from "./_scalar_gradient_sums.ts";
import { scalarStatistics } from "./_scalar_statistics.ts";
import type { Engine } from "./engine.ts";

/**
 * The default {@linkcode Engine}: every sum is float64, and memory is swept once per primitive.
 *
 * A sample's bits depend neither on how many samples stand beside it nor on where it stands, unless
 * the statistic itself spans the batch.
 */
export const SCALAR_ENGINE: Engine = {
  name: "scalar",
  statistics: scalarStatistics,
  apply: scalarApply,
  gradientSums: scalarGradientSums,
  gradientApply: scalarGradientApply,
};
