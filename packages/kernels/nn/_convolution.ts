/** Runs the convolution kernels over addresses. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { convolveIndirect } from "./_indirect.ts";
import {
  CHUNK_POSITIONS,
  filterGradient,
  filterGradientTotals,
  packedBytes,
} from "./_kernels/filter_gradient.ts";
import { type FilterOrder, packedSize, packFilter } from "./_pack_filter.ts";
import { backwardRoutes, forwardRoute, type Route } from "./_routes.ts";
import { borrow } from "./_borrow.ts";
import {
  convolveTiles,
  convolveTilesFilterGradient,
  filterGrain,
  suitsTiles,
  type TileShape,
} from "./_winograd.ts";
import { planShifts, type ShiftPlan } from "./_shift_plan.ts";
import { convolveShifted, convolveShiftedFilterGradient, type FilterAccess } from "./_shifted.ts";
import type { Window } from "./window.ts";

/** Sums of the filter's gradient are kept apart in so many places, whatever the number of threads. */
const GRADIENT_UNITS = 8;
/** Kernels read whole vectors: rows of zeros are as much longer. */
const SLACK = 4;

/** Whether a window's padding can be the mirrored input without a copy that has it. */
export function takesReflection(window: Window): boolean {
  return tiled(window);
}

/** `y = convolution of x with the filter + bias`. */
export function convolveForward(
  machine: Machine,
  window: Window,
  { x, filter, bias, y, reflects }: {
    readonly x: number;
    readonly filter: Float32Array;
    readonly bias?: Float32Array;
    readonly y: number;
    /** Whether the padding is the mirrored input, where {@linkcode takesReflection} says so. */
    readonly reflects: boolean;
  },
): void {
  const { filterShape: [, , inputs, outputs] } = window;
  const way = {
    shape: { ...forwardShape(window), reflects },
    routes: () => [forwardRoute(window)],
    access: { first: 0, tap: inputs * outputs, input: outputs, output: 1 },
  };
  convolveBy(machine, window, way, { x, y, filter, ...(bias ? { bias } : {}) });
}

/** The gradient with respect to the input: a convolution of `dy` for each phase of the stride. */
export function convolveInputGradient(
  machine: Machine,
  window: Window,
  { dy, filter, dx }: {
    readonly dy: number;
    readonly filter: Float32Array;
    readonly dx: number;
  },
): void {
  const { filterShape: [, , inputs, outputs] } = window;
  const pair = inputs * outputs;
  const way = {
    shape: backwardShape(window),
    routes: () => backwardRoutes(window),
    // The filter is turned by half a circle, and inputs and outputs change places.
    access: { first: filter.length - pair, tap: -pair, input: 1, output: outputs },
  };
  convolveBy(machine, window, way, { x: dy, y: dx, filter });
}

/** From the input to the output, or back. */
interface Way {
  readonly shape: FilterTiles;
  readonly routes: () => readonly Route[];
  /** How tiles and squares read the filter; routes have its taps in their own order. */
  readonly access: FilterAccess;
}

interface Call {
  readonly x: number;
  readonly y: number;
  readonly filter: Float32Array;
  readonly bias?: Float32Array;
}

function convolveBy(
  machine: Machine,
  window: Window,
  { shape, routes, access }: Way,
  { x, y, filter, bias }: Call,
): void {
  const { images, inputs, outputs, inputSize, outputSize } = shape;
  const biased = bias === undefined ? {} : { bias };
  if (tiled(window)) {
    const lease = new Lease(machine);
    try {
      const home = access.first === 0 ? machine.addressOf(filter) : undefined;
      const address = home ?? lease.take(4 * filter.length);
      if (home === undefined) {
        readFilter(filter, { ...shape, access }, machine.view(address, filter.length));
      }
      convolveTiles(machine, shape, { x, filter: address, y, ...biased });
    } finally {
      lease.end();
    }
    return;
  }
  const plan = shiftPlan(window, shape, "apply");
  if (plan !== undefined) {
    return convolveShifted(machine, { ...shape, plan }, { x, y, filter, access, ...biased });
  }
  for (const route of routes()) {
    const { input, output } = access;
    const strides = { tap: route.inputs * outputs, input, output };
    const order = { taps: route.taps, inputs: route.inputs, outputs, strides };
    const [xImage, yImage] = [area(inputSize) * inputs, area(outputSize) * outputs];
    runRoute(machine, route, { x, y, images, order, filter, ...biased, xImage, yImage });
  }
}

function area([height, width]: readonly [number, number]): number {
  return height * width;
}

function tiled({ filterShape: [kh, kw, inputs, outputs], strides, dilations }: Window): boolean {
  return suitsTiles({ filterSize: [kh, kw], strides, dilations, inputs, outputs });
}

interface FilterTiles extends TileShape {
  readonly filterSize: readonly [number, number];
}

function forwardShape(
  { inputShape, filterShape, outputShape, top, left }: Window,
): FilterTiles {
  return {
    images: inputShape[0],
    inputs: filterShape[2],
    outputs: filterShape[3],
    filterSize: [filterShape[0], filterShape[1]],
    inputSize: [inputShape[1], inputShape[2]],
    outputSize: [outputShape[1], outputShape[2]],
    before: [top, left],
  };
}

/** The gradient with respect to the input is a convolution too, where the stride is 1. */
function backwardShape(window: Window): FilterTiles {
  const { inputs, outputs, filterSize, inputSize, outputSize, ...rest } = forwardShape(window);
  const before = [filterSize[0] - 1 - window.top, filterSize[1] - 1 - window.left] as const;
  return {
    ...rest,
    filterSize,
    inputs: outputs,
    outputs: inputs,
    inputSize: outputSize,
    outputSize: inputSize,
    before,
  };
}

/** How a filter is cut into squares of 3x3, if that is possible and worth it. */
function shiftPlan(
  { strides, dilations }: Window,
  shape: FilterTiles,
  use: "apply" | "gradient",
): ShiftPlan | undefined {
  const sizes = [shape.images, shape.inputs, shape.outputs, ...shape.inputSize];
  if ([...sizes, ...shape.outputSize].includes(0)) return undefined;
  if ([...strides, ...dilations].some((step) => step !== 1)) return undefined;
  return planShifts(shape, use);
}

/** Writes a filter as `[taps, inputs, outputs]`. */
function readFilter(
  filter: Float32Array,
  { inputs, outputs, access }: TileShape & { readonly access: FilterAccess },
  to: Float32Array,
): void {
  for (let at = 0, tap = access.first; at < to.length; tap += access.tap) {
    for (let input = 0; input < inputs; input++) {
      const from = tap + input * access.input;
      for (let output = 0; output < outputs; output++) {
        to[at++] = filter[from + output * access.output]!;
      }
    }
  }
}

function runRoute(
  machine: Machine,
  route: Route,
  { x, y, images, order, filter, bias, xImage, yImage }: {
    readonly x: number;
    readonly y: number;
    readonly images: number;
    readonly order: FilterOrder;
    readonly filter: Float32Array;
    readonly bias?: Float32Array;
    readonly xImage: number;
    readonly yImage: number;
  },
): void {
  const { inputs, outputs, taps } = order;
  const { positions } = route;
  if (images * positions * outputs === 0) return;
  if (taps.length * inputs === 0) {
    return fillTargets(machine, route, { y, images, outputs, yImage, ...(bias ? { bias } : {}) });
  }
  const lease = new Lease(machine);
  try {
    const weights = lease.take(4 * packedSize(order));
    packFilter(filter, order, machine.view(weights, packedSize(order)));
    convolveIndirect(machine, lease, {
      x,
      y,
      weights,
      ...(bias === undefined ? {} : { bias }),
      places: route.places,
      targets: route.targets,
      images,
      taps: taps.length,
      inputs,
      outputs,
      xImageBytes: 4 * xImage,
      yImageBytes: 4 * yImage,
      weightImageBytes: 0,
    });
  } finally {
    lease.end();
  }
}

/** What no tap reaches is the bias. */
function fillTargets(
  machine: Machine,
  { targets }: Route,
  { y, images, outputs, yImage, bias = new Float32Array(outputs) }: {
    readonly y: number;
    readonly images: number;
    readonly outputs: number;
    readonly yImage: number;
    readonly bias?: Float32Array;
  },
): void {
  for (let image = 0; image < images; image++) {
    for (const target of targets) {
      machine.view(y + 4 * image * yImage + target, outputs).set(bias);
    }
  }
}

/** The gradient with respect to the filter, `[kh, kw, inputs, outputs]`. */
export function convolveFilterGradient(
  machine: Machine,
  window: Window,
  { x, dy, dfilter }: {
    readonly x: number;
    readonly dy: number;
    readonly dfilter: Float32Array;
  },
): void {
  const { inputShape: [images, h, w], filterShape: [, , inputs, outputs] } = window;
  const { outputShape: [, oh, ow] } = window;
  const shape = forwardShape(window);
  if (tiled(window) && images * oh * ow > 0) {
    borrow(machine, { inputs: [], outputs: [dfilter] }, ([to]) => {
      convolveTilesFilterGradient(machine, shape, { x, dy, dfilter: to! });
    });
    return;
  }
  const plan = shiftPlan(window, shape, "gradient");
  if (plan !== undefined) {
    convolveShiftedFilterGradient(machine, { ...shape, plan }, { x, dy, dfilter });
    return;
  }
  const route = forwardRoute(window);
  const { positions, taps, inputs: length } = route;
  const chunks = images * Math.ceil(positions / CHUNK_POSITIONS);
  const units = Math.min(GRADIENT_UNITS, chunks);
  if (units * length * outputs === 0) {
    dfilter.fill(0);
    return;
  }
  const rows = taps.length * Math.ceil(length / 4) * 4;
  const columns = Math.ceil(outputs / 4) * 4;
  const lease = new Lease(machine);
  try {
    const sumBytes = 4 * rows * columns;
    const sums = lease.take(units * sumBytes);
    const scratchBytes = packedBytes(length, outputs);
    machine.run(filterGradient, { units, grain: 1 }, [
      x,
      lease.put(route.places),
      lease.zeros(length + SLACK),
      dy,
      sums,
      sumBytes,
      lease.take(units * scratchBytes),
      scratchBytes,
      images,
      positions,
      taps.length,
      length,
      outputs,
      4 * h * w * inputs,
      4 * positions * outputs,
      units,
      chunks,
    ]);
    const grain = filterGrain(outputs);
    borrow(machine, { inputs: [], outputs: [dfilter] }, ([to]) => {
      const fields = [sums, sumBytes, units, to!, length, outputs];
      machine.run(filterGradientTotals, { units: taps.length * length, grain }, fields);
    });
  } finally {
    lease.end();
  }
}
