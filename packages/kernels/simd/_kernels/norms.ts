/** All kernels that normalization needs. */

import { columnApply, columnGradientApply } from "./column_map.ts";
import { columnGradientSums, lineParameterSums } from "./column_gradient_sums.ts";
import { columnMoments } from "./column_moments.ts";
import type { Kernel } from "./job.ts";
import { lineApply, lineGradientApply, runApply, runGradientApply } from "./run_map.ts";
import { lineGradientSums, runGradientSums } from "./run_gradient_sums.ts";
import { runMoments } from "./run_moments.ts";

/** Statistics, apply and gradient for both forms of memory, and for parameters along a run. */
export const NORM_KERNELS: readonly Kernel[] = [
  runMoments,
  runApply,
  runGradientSums,
  runGradientApply,
  columnMoments,
  columnApply,
  columnGradientSums,
  columnGradientApply,
  lineApply,
  lineGradientSums,
  lineParameterSums,
  lineGradientApply,
];
