/**
 * Filters larger than 3x3 on Winograd's tiles. A filter is cut into squares of 3x3; each meets a copy of
 * the input that is shifted by 3 pixels more than the last one's. Either the copies stand beside each
 * other as channels of the input, or the squares' results do so as channels of the output and are added.
 */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { SHIFT_PIXELS, stackShifts, sumShifts } from "./_kernels/shifts.ts";
import { TILE_OUTPUTS } from "./_kernels/winograd_transforms.ts";
import {
  cutStrips,
  type ShiftPlan,
  squarePlaces,
  squaresLength,
  type Strip,
} from "./_shift_plan.ts";
import { convolveTiles, convolveTilesFilterGradient, type TileShape } from "./_winograd.ts";

/** A convolution with stride 1, and how it is cut. */
export interface ShiftedShape extends TileShape {
  /** Height and width of the filter. */
  readonly filterSize: readonly [number, number];
  readonly plan: ShiftPlan;
}

/** Where a filter's elements lie: the first one, and how far it is from one to the next. */
export interface FilterAccess {
  readonly first: number;
  readonly tap: number;
  readonly input: number;
  readonly output: number;
}

/** Kernels read and write whole vectors. */
const SLACK = 4;
/** Copies end in a column of zeros. */
const SLACK_COLUMNS = 1;
/** What tiles read around their outputs. */
const AROUND = SHIFT_PIXELS - 1;

type Size = readonly [number, number];

/** `y = bias + convolution of x`. */
export function convolveShifted(
  machine: Machine,
  shape: ShiftedShape,
  { x, y, filter, access, bias = new Float32Array(shape.outputs) }: {
    readonly x: number;
    readonly y: number;
    readonly filter: Float32Array;
    readonly access: FilterAccess;
    readonly bias?: Float32Array;
  },
): void {
  const lease = new Lease(machine);
  try {
    const squares = lease.zeros(squaresLength(shape, shape.plan));
    packSquares(shape, { filter, access }, machine.view(squares, squaresLength(shape, shape.plan)));
    const call = { x, y, squares, bias };
    if (shape.plan.side === "inputs") convolveCopies(machine, shape, call);
    else addResults(machine, shape, call);
  } finally {
    lease.end();
  }
}

function packSquares(
  shape: ShiftedShape,
  { filter, access }: { readonly filter: Float32Array; readonly access: FilterAccess },
  squares: Float32Array,
): void {
  const { taps, inputStride } = squarePlaces(shape, shape.plan);
  taps.forEach((place, tap) => {
    for (let input = 0; input < shape.inputs; input++) {
      const to = place + input * inputStride;
      const from = access.first + tap * access.tap + input * access.input;
      for (let output = 0; output < shape.outputs; output++) {
        squares[to + output] = filter[from + output * access.output]!;
      }
    }
  });
}

interface Call {
  readonly x: number;
  readonly y: number;
  readonly squares: number;
  readonly bias: Float32Array;
}

/** Copies of the input are more channels of the input. */
function convolveCopies(machine: Machine, shape: ShiftedShape, call: Call): void {
  const { outputs, outputSize: [rows, columns], plan } = shape;
  eachStrip(machine, shape, ({ strip, address, size }) => {
    stackInputs(machine, shape, { x: call.x, strip, to: address, size });
    convolveTiles(machine, {
      images: strip.images,
      inputs: plan.channels,
      outputs,
      inputSize: size,
      outputSize: [strip.rows, columns],
      before: [0, 0],
    }, {
      x: address,
      filter: call.squares,
      y: call.y + 4 * (strip.image * rows + strip.row) * columns * outputs,
      bias: call.bias,
    });
  });
}

/** Results of the squares are more channels of the output. */
function addResults(machine: Machine, shape: ShiftedShape, { x, y, squares, bias }: Call): void {
  const { inputs, outputs, outputSize: [rows, columns], plan } = shape;
  const lease = new Lease(machine);
  try {
    const padded = lease.padded(bias, SLACK);
    eachStrip(machine, shape, ({ strip, address, size }) => {
      const read = inputOf(shape, strip, size[0]);
      convolveTiles(machine, {
        images: strip.images,
        inputs,
        outputs: plan.channels,
        inputSize: read.size,
        outputSize: size,
        before: read.before,
      }, { x: x + read.offset, filter: squares, y: address });
      machine.run(sumShifts, { units: strip.images * strip.rows, grain: 4 }, [
        address,
        y + 4 * (strip.image * rows + strip.row) * columns * outputs,
        padded,
        strip.rows,
        columns,
        outputs,
        ...size,
        plan.channels,
        plan.down,
        plan.across,
      ]);
    });
  } finally {
    lease.end();
  }
}

/** The gradient with respect to the filter, `[kh, kw, inputs, outputs]`. */
export function convolveShiftedFilterGradient(
  machine: Machine,
  shape: ShiftedShape,
  { x, dy, dfilter }: { readonly x: number; readonly dy: number; readonly dfilter: Float32Array },
): void {
  const { inputs, outputs, outputSize, plan } = shape;
  const [rows, columns] = outputSize;
  const length = squaresLength(shape, plan);
  const lease = new Lease(machine);
  dfilter.fill(0);
  try {
    const squares = lease.take(4 * length);
    const add = (): void => addSquares(shape, machine.view(squares, length), dfilter);
    if (plan.side === "inputs") {
      eachStrip(machine, shape, ({ strip, address, size }) => {
        stackInputs(machine, shape, { x, strip, to: address, size });
        convolveTilesFilterGradient(machine, {
          images: strip.images,
          inputs: plan.channels,
          outputs,
          inputSize: size,
          outputSize: [strip.rows, columns],
          before: [0, 0],
        }, {
          x: address,
          dy: dy + 4 * (strip.image * rows + strip.row) * columns * outputs,
          dfilter: squares,
        });
        add();
      });
      return;
    }
    const whole = resultSize(shape, rows);
    eachStrip(machine, { ...shape, outputSize: whole }, ({ strip, address }) => {
      const size: Size = [strip.rows, whole[1] + SLACK_COLUMNS];
      stack(machine, {
        x: dy + strip.image * imageBytes(outputSize, outputs),
        xSize: outputSize,
        channels: outputs,
        first: [strip.row, 0],
        step: -SHIFT_PIXELS,
        plan,
        images: strip.images,
        to: address,
        size,
      });
      const read = inputOf(shape, strip, strip.rows);
      convolveTilesFilterGradient(machine, {
        images: strip.images,
        inputs,
        outputs: plan.channels,
        inputSize: read.size,
        outputSize: size,
        before: read.before,
      }, { x: x + read.offset, dy: address, dfilter: squares });
      add();
    });
  } finally {
    lease.end();
  }
}

function addSquares(shape: ShiftedShape, squares: Float32Array, dfilter: Float32Array): void {
  const { inputs, outputs, plan } = shape;
  const { taps, inputStride } = squarePlaces(shape, plan);
  let at = 0;
  for (const place of taps) {
    for (let input = 0; input < inputs; input++) {
      const from = place + input * inputStride;
      for (let output = 0; output < outputs; output++) dfilter[at++]! += squares[from + output]!;
    }
  }
}

function imageBytes([height, width]: Size, channels: number): number {
  return 4 * height * width * channels;
}

/**
 * The rows of the input that a strip's tiles read. Strips that lie alike get the same sizes: the places of
 * tiles are remembered by them.
 */
function inputOf(
  { inputs, inputSize: [height, width], before: [top, left] }: ShiftedShape,
  { image, images, row }: Strip,
  rows: number,
): { readonly offset: number; readonly size: Size; readonly before: Size } {
  const offset = image * imageBytes([height, width], inputs);
  if (images > 1) return { offset, size: [height, width], before: [top, left] };
  const from = Math.min(height, Math.max(0, row - top));
  const read = Math.ceil(rows / TILE_OUTPUTS) * TILE_OUTPUTS + AROUND;
  const to = Math.max(from, Math.min(height, row - top + read));
  return {
    offset: offset + imageBytes([from, width], inputs),
    size: [to - from, width],
    before: [top - row + from, left],
  };
}

/** The size of copies of the input for so many rows of the output. */
function copySize({ outputSize: [, columns] }: ShiftedShape, rows: number): Size {
  return [rows + AROUND, columns + AROUND + SLACK_COLUMNS];
}

/** The size of the squares' results for so many rows of the output. */
function resultSize({ outputSize: [, columns], plan }: ShiftedShape, rows: number): Size {
  return [rows + SHIFT_PIXELS * (plan.down - 1), columns + SHIFT_PIXELS * (plan.across - 1)];
}

/** Lends memory for what there is once for each square, strip by strip. */
function eachStrip(
  machine: Machine,
  shape: ShiftedShape,
  use: (part: { readonly strip: Strip; readonly address: number; readonly size: Size }) => void,
): void {
  const { images, outputSize: [rows], plan } = shape;
  const sizeOf = plan.side === "inputs" ? copySize : resultSize;
  const strips = cutStrips({ images, rows, rowElements: sizeOf(shape, rows)[1] * plan.channels });
  const [height, width] = sizeOf(shape, strips[0]!.rows);
  const elements = strips[0]!.images * height * (width + SLACK_COLUMNS) * plan.channels;
  machine.withMemory(4 * (elements + SLACK), (address) => {
    for (const strip of strips) use({ strip, address, size: sizeOf(shape, strip.rows) });
  });
}

function stackInputs(
  machine: Machine,
  { inputs, inputSize, before, plan }: ShiftedShape,
  { x, strip, to, size }: {
    readonly x: number;
    readonly strip: Strip;
    readonly to: number;
    readonly size: Size;
  },
): void {
  stack(machine, {
    x: x + strip.image * imageBytes(inputSize, inputs),
    xSize: inputSize,
    channels: inputs,
    first: [strip.row - before[0], -before[1]],
    step: SHIFT_PIXELS,
    plan,
    images: strip.images,
    to,
    size,
  });
}

function stack(
  machine: Machine,
  { x, xSize, channels, first, step, plan, images, to, size }: {
    readonly x: number;
    readonly xSize: Size;
    readonly channels: number;
    /** The pixel of `x` that the first copy starts with. */
    readonly first: Size;
    /** How many pixels further the next copy starts. */
    readonly step: number;
    readonly plan: ShiftPlan;
    readonly images: number;
    readonly to: number;
    readonly size: Size;
  },
): void {
  machine.run(stackShifts, { units: images * size[0], grain: 4 }, [
    x,
    to,
    ...xSize,
    channels,
    ...size,
    plan.channels,
    plan.down,
    plan.across,
    ...first,
    step,
  ]);
}
