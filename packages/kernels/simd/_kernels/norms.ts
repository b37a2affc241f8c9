/** All kernels that normalization needs. */

import { columnApply, columnGradientApply, columnGradientSums, columnMoments } from "./columns.ts";
import type { Kernel } from "./job.ts";
import { runApply, runGradientApply, runGradientSums, runMoments } from "./runs.ts";

/** Statistics, apply and gradient for both forms of memory. */
export const NORM_KERNELS: readonly Kernel[] = [
  runMoments,
  runApply,
  runGradientSums,
  runGradientApply,
  columnMoments,
  columnApply,
  columnGradientSums,
  columnGradientApply,
];
