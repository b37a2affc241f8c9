/** The two checkpoints that come with the project: the same run but for the norm. */

import { fileURLToPath } from "node:url";

/** Norm name to file. */
export const SHIPPED_CHECKPOINTS: readonly { readonly norm: string; readonly path: string }[] = [
  "instance",
  "batch",
].map((norm) => ({
  norm,
  path: fileURLToPath(new URL(`../checkpoints/ink-${norm}.safetensors`, import.meta.url)),
}));

/** The photograph that the project rendered itself. */
export const SAMPLE_PATH: string = fileURLToPath(new URL("../assets/sample.jpg", import.meta.url));
