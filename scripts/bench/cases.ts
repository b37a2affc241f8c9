/** What is measured: normalization on shapes from real style-transfer nets. */

/** One line of the table: an operation, a pass, a shape, a layout. */
export interface NormCase {
  /** Unique; also what `--shapes` and results refer to. */
  readonly id: string;
  readonly op: "instance" | "batch";
  readonly pass: "forward" | "forward+backward";
  readonly layout: "channels-first" | "channels-last";
  /** `[n, c, h, w]`, whatever the layout. */
  readonly sizes: readonly [number, number, number, number];
}

type Sizes = NormCase["sizes"];

const SIZES: readonly Sizes[] = [
  [4, 64, 64, 64],
  [1, 128, 128, 128],
  [16, 32, 64, 64],
  [1, 32, 1080, 1920],
  [1, 3, 4096, 4096],
];
/** A fully connected layer: no positions, so instance norm has nothing to do there. */
const BATCH_ONLY_SIZES: readonly Sizes[] = [[32, 512, 1, 1]];

/** All cases, grouped as the report groups them. */
export const NORM_CASES: readonly NormCase[] = (["instance", "batch"] as const).flatMap((op) =>
  (["forward", "forward+backward"] as const).flatMap((pass) =>
    (["channels-first", "channels-last"] as const).flatMap((layout) =>
      (op === "batch" ? [...SIZES, ...BATCH_ONLY_SIZES] : SIZES).map((sizes) => ({
        id: `${op} ${pass} ${layout} ${formatSizes(sizes)}`,
        op,
        pass,
        layout,
        sizes,
      }))
    )
  )
);

/** `4×64×64×64`. */
export function formatSizes(sizes: readonly number[]): string {
  return sizes.join("×");
}

/** The shape as it lies in memory. */
export function memoryShape({ sizes, layout }: Pick<NormCase, "sizes" | "layout">): number[] {
  const [n, c, h, w] = sizes;
  return layout === "channels-first" ? [n, c, h, w] : [n, h, w, c];
}

/** How many bytes one array of the case has. */
export function arrayBytes({ sizes }: Pick<NormCase, "sizes">): number {
  return sizes.reduce((a, b) => a * b) * Float32Array.BYTES_PER_ELEMENT;
}

/**
 * How many arrays have to pass through memory at least: `x` and `y`, and for backward also `dy`, `x`
 * again, and `dx`.
 */
export function arraysMoved({ pass }: Pick<NormCase, "pass">): number {
  return pass === "forward" ? 2 : 5;
}
