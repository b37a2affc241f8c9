/** All kernels that normalization needs. */

import { columnApply, columnGradientApply } from "./column_map.ts";
import { columnGradientSums, columnMoments } from "./column_sums.ts";
import type { Kernel } from "./job.ts";
import { lineParameterSums } from "./line_sums.ts";
import { normalizePart } from "./normalize.ts";
import { lineApply, lineGradientApply, runApply, runGradientApply } from "./run_map.ts";
import { lineGradientSums, runGradientSums, runMoments } from "./run_sums.ts";

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
  normalizePart,
];
