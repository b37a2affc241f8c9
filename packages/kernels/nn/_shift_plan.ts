/** How filters larger than 3x3 are cut into squares of 3x3, and pictures into strips. */

import { SHIFT_PIXELS } from "./_kernels/shifts.ts";
import { TILE_OUTPUTS, TILE_PRODUCTS } from "./_kernels/winograd_transforms.ts";

/** Sizes of a convolution with stride 1. */
export interface ShiftSizes {
  readonly filterSize: readonly [number, number];
  /** Height and width of the output. */
  readonly outputSize: readonly [number, number];
  readonly inputs: number;
  readonly outputs: number;
}

/** How a filter is cut. */
export interface ShiftPlan {
  /** Which channels are there once for each square. */
  readonly side: "inputs" | "outputs";
  /** Squares along each axis. */
  readonly down: number;
  readonly across: number;
  /** How many channels there are then on that side: a multiple of 4. */
  readonly channels: number;
}

/** Fewer tiles than that do not pay for the transform of the filter. */
const FEWEST_TILES = 9;
/** The filter's factors may be so many, and their sums are kept in several places. */
const MOST_FACTORS = 2 ** 21;

/** How a filter is cut to be applied, or to get its gradient; undefined if it had better stay whole. */
export function planShifts(
  { filterSize, outputSize, ...sizes }: ShiftSizes,
  use: "apply" | "gradient",
): ShiftPlan | undefined {
  const { inputs, outputs } = sizes;
  const [kh, kw] = filterSize;
  const [down, across] = [Math.ceil(kh / SHIFT_PIXELS), Math.ceil(kw / SHIFT_PIXELS)];
  // Tiles want multiples of 4 on the other side; the smaller side makes the smaller copies.
  const side = outputs % 4 === 0 && (inputs % 4 !== 0 || inputs <= outputs) ? "inputs" : "outputs";
  const [copied, other] = side === "inputs" ? [inputs, outputs] : [outputs, inputs];
  const channels = Math.ceil(down * across * copied / 4) * 4;
  const tiles = outputSize.reduce((all, size) => all * Math.ceil(size / TILE_OUTPUTS), 1);
  if (other % 4 !== 0 || Math.min(kh, kw) < SHIFT_PIXELS || tiles < FEWEST_TILES) return undefined;
  const products = TILE_PRODUCTS / TILE_OUTPUTS ** 2 * channels;
  const productsOfWhole = kh * kw * copied;
  // Whole filters are applied at full speed to few inputs; other products with few channels are slow.
  const isFast = side === "inputs" && use === "apply";
  if (isFast ? products >= productsOfWhole : products > productsOfWhole) return undefined;
  if (TILE_PRODUCTS * channels * other > MOST_FACTORS) return undefined;
  return { side, down, across, channels };
}

/** The size of all squares together, as elements. */
export function squaresLength(sizes: ShiftSizes, plan: ShiftPlan): number {
  const other = plan.side === "inputs" ? sizes.outputs : sizes.inputs;
  return SHIFT_PIXELS ** 2 * plan.channels * other;
}

/** Where the elements of a filter stand among its squares, `[3, 3, inputs, outputs]`. */
export interface SquarePlaces {
  /** Of the first element of each tap of the filter. */
  readonly taps: readonly number[];
  /** From one input to the next; outputs stand side by side. */
  readonly inputStride: number;
}

/** Where each element of a filter goes. */
export function squarePlaces(
  { filterSize: [kh, kw], inputs, outputs }: ShiftSizes,
  { side, across, channels }: ShiftPlan,
): SquarePlaces {
  const inputStride = side === "inputs" ? outputs : channels;
  const tapStride = side === "inputs" ? channels * outputs : inputs * channels;
  const squareStride = side === "inputs" ? inputs * outputs : outputs;
  const taps = Array.from({ length: kh * kw }, (_, tap) => {
    const [y, x] = [Math.floor(tap / kw), tap % kw];
    const [i, j] = [Math.floor(y / SHIFT_PIXELS), Math.floor(x / SHIFT_PIXELS)];
    const inSquare = (y % SHIFT_PIXELS) * SHIFT_PIXELS + x % SHIFT_PIXELS;
    return inSquare * tapStride + (i * across + j) * squareStride;
  });
  return { taps, inputStride };
}

/** Some images, or some rows of one. */
export interface Strip {
  readonly image: number;
  readonly images: number;
  readonly row: number;
  readonly rows: number;
}

/** Copies have so many elements at a time, or as many as four rows of an image. */
const COPY_ELEMENTS = 2 ** 20;

/** Cuts pictures, given how many elements a copy has for each row. Tiles stay where they are. */
export function cutStrips(
  { images, rows, rowElements }: {
    readonly images: number;
    readonly rows: number;
    readonly rowElements: number;
  },
): Strip[] {
  const fit = Math.floor(COPY_ELEMENTS / (rows * rowElements));
  const tiles = Math.max(1, Math.floor(COPY_ELEMENTS / (TILE_OUTPUTS * rowElements)));
  const [most, height] = fit > 0 ? [fit, rows] : [1, TILE_OUTPUTS * tiles];
  const strips: Strip[] = [];
  for (let image = 0; image < images; image += most) {
    for (let row = 0; row < rows; row += height) {
      strips.push({
        image,
        images: Math.min(most, images - image),
        row,
        rows: Math.min(height, rows - row),
      });
    }
  }
  return strips;
}
