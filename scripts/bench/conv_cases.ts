/** What is measured: single convolutions as style-transfer nets have them. */

/** Forward, the gradient of the input, the gradient of the filter. */
export type ConvPass = "forward" | "dx" | "dw";

/** One line of the table: a pass of one convolution, with a square filter and equal padding. */
export interface ConvCase extends ConvGeometry {
  /** Unique; also what `--shapes` and results refer to. */
  readonly id: string;
  /** Tells it from the cases of other experiments, where a contender takes part in several. */
  readonly op: "conv";
  readonly pass: ConvPass;
}

/** The sizes of a convolution. */
export interface ConvGeometry {
  /** `[n, h, w, c]`. */
  readonly inputShape: readonly [number, number, number, number];
  readonly kernel: number;
  readonly outputs: number;
  readonly stride: number;
  /** Zeros on each of the four sides. */
  readonly padding: number;
}

type Shape = readonly [number, number, number, number];

/** Kernel, channels out, `[n, h, w, c]`, stride. */
const TABLE: readonly (readonly [number, number, Shape, number?])[] = [
  [3, 64, [4, 64, 64, 64]],
  [3, 48, [4, 16, 16, 48]],
  [5, 12, [4, 64, 64, 3]],
  [3, 24, [4, 64, 64, 12], 2],
  [9, 32, [1, 256, 256, 3]],
  [1, 128, [1, 64, 64, 128]],
];

/** In the order of the report: pass by pass. */
export const CONV_PASSES: readonly ConvPass[] = ["forward", "dx", "dw"];

/** All cases. The first shape is the one that the targets are about. */
export const CONV_CASES: readonly ConvCase[] = CONV_PASSES.flatMap((pass) =>
  TABLE.map(([kernel, outputs, inputShape, stride = 1]) => {
    const geometry = { inputShape, kernel, outputs, stride, padding: (kernel - 1) / 2 };
    return { id: `${pass} ${formatGeometry(geometry)}`, op: "conv", pass, ...geometry };
  })
);

/** `3×3 12→24 stride 2 on 4×64×64`. */
export function formatGeometry({ kernel, inputShape, outputs, stride }: ConvGeometry): string {
  const [n, h, w, c] = inputShape;
  const step = stride === 1 ? "" : ` stride ${stride}`;
  return `${kernel}×${kernel} ${c}→${outputs}${step} on ${n}×${h}×${w}`;
}

/** `[kh, kw, c, outputs]`. */
export function filterShape({ kernel, inputShape, outputs }: ConvGeometry): Shape {
  return [kernel, kernel, inputShape[3], outputs];
}

/** `[n, oh, ow, outputs]`. */
export function outputShape(geometry: ConvGeometry): Shape {
  const { inputShape: [n, h, w], kernel, outputs, stride, padding } = geometry;
  const size = (length: number) => Math.floor((length + 2 * padding - kernel) / stride) + 1;
  return [n, size(h), size(w), outputs];
}

/** Multiplications and additions of the textbook's way; of every pass, since all have the same. */
export function operations(geometry: ConvGeometry): number {
  return 2 * sizeOf(outputShape(geometry)) * sizeOf(filterShape(geometry)) / geometry.outputs;
}

/** How many elements. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
