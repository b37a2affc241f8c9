/** All kernels that normalization needs. */

import { columnApply } from "./column_apply.ts";
import { columnGradientApply } from "./column_gradient_apply.ts";
import { columnGradientSums } from "./column_gradient_sums.ts";
import { columnMoments } from "./column_moments.ts";
import type { Kernel } from "./job.ts";
import { runApply } from "./run_apply.ts";
import { runGradientApply } from "./run_gradient_apply.ts";
import { runGradientSums } from "./run_gradient_sums.ts";
import { runMoments } from "./run_moments.ts";

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
