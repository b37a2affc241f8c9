/** What is measured: norms of tensors as TensorFlow.js has them, channels last, learning. */

import { formatSizes } from "./cases.ts";

/** One line of the table: a norm, forward and backward. */
export interface AdapterCase {
  /** Unique; also what `--shapes` and results refer to. */
  readonly id: string;
  readonly op: "batch" | "instance" | "group";
  readonly pass: "forward+backward";
  readonly layout: "channels-last";
  /** `[n, c, h, w]`, whatever the layout. */
  readonly sizes: readonly [number, number, number, number];
  /** Group norm's; of no meaning to the others. */
  readonly groups: number;
}

/** `[n, c, h, w]` of every case: eight pictures amid a style-transfer net. */
const SIZES = [8, 32, 64, 64] as const;
const GROUPS = 8;

/** `n×h×w×c` of every case. */
export const ADAPTER_SHAPE: string = formatSizes([SIZES[0], SIZES[2], SIZES[3], SIZES[1]]);

/** All cases, the one that the targets are about first. */
export const ADAPTER_CASES: readonly AdapterCase[] = (["batch", "instance", "group"] as const).map(
  (op) => ({
    id: `${op} ${ADAPTER_SHAPE}`,
    op,
    pass: "forward+backward",
    layout: "channels-last",
    sizes: SIZES,
    groups: GROUPS,
  }),
);

/** How many statistics and how many parameters of each kind a case has. */
export function vectorSizes(
  { op, sizes: [n, c], groups }: AdapterCase,
): { readonly statistics: number; readonly affines: number } {
  return { statistics: { batch: c, instance: n * c, group: n * groups }[op], affines: c };
}
