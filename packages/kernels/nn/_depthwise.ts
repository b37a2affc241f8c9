/** Runs the depthwise kernels over addresses; every output has a channel of its own here. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { UNIT_POSITIONS } from "./_kernels/convolve.ts";
import { depthwise, depthwiseFilterGradient } from "./_kernels/depthwise.ts";
import { backwardRoutes, type Route, tapRoute } from "./_routes.ts";
import type { Window } from "./window.ts";

/** Sums of the filter's gradient are kept apart in so many places, whatever the number of threads. */
const GRADIENT_UNITS = 8;

/** `y = convolution of x`, by weights `[taps, channels]`. */
export function depthwiseForward(
  machine: Machine,
  window: Window,
  { x, weights, y }: { readonly x: number; readonly weights: Float32Array; readonly y: number },
): void {
  const { inputShape: [, h, w], outputShape: [, oh, ow] } = window;
  runRoute(machine, tapRoute(window), {
    x,
    weights,
    y,
    window,
    xPixels: h * w,
    yPixels: oh * ow,
  });
}

/** The gradient with respect to the input. */
export function depthwiseInputGradient(
  machine: Machine,
  window: Window,
  { dy, weights, dx }: { readonly dy: number; readonly weights: Float32Array; readonly dx: number },
): void {
  const { inputShape: [images, h, w, channels], outputShape: [, oh, ow] } = window;
  machine.view(dx, images * h * w * channels).fill(0); // what no tap reaches stays so
  for (const route of backwardRoutes(window)) {
    runRoute(machine, route, {
      x: dy,
      weights,
      y: dx,
      window,
      xPixels: oh * ow,
      yPixels: h * w,
    });
  }
}

function runRoute(
  machine: Machine,
  { places, targets, positions, taps }: Route,
  { x, weights, y, window, xPixels, yPixels }: {
    readonly x: number;
    readonly weights: Float32Array;
    readonly y: number;
    readonly window: Window;
    readonly xPixels: number;
    readonly yPixels: number;
  },
): void {
  const { inputShape: [images, , , channels] } = window;
  if (images * positions * channels * taps.length === 0) return;
  const lease = new Lease(machine);
  try {
    const rows = lease.take(4 * taps.length * channels);
    taps.forEach((tap, i) => {
      const row = weights.subarray(tap * channels, (tap + 1) * channels);
      machine.view(rows + 4 * i * channels, channels).set(row);
    });
    const blocks = Math.ceil(positions / UNIT_POSITIONS);
    machine.run(depthwise, { units: images * blocks, grain: 1 }, [
      x,
      lease.put(places),
      lease.zeros(channels),
      rows,
      y,
      lease.put(targets),
      positions,
      taps.length,
      4 * channels,
      4 * xPixels * channels,
      4 * yPixels * channels,
      blocks,
    ]);
  } finally {
    lease.end();
  }
}

/** The gradient with respect to the weights, `[taps, channels]`. */
export function depthwiseWeightGradient(
  machine: Machine,
  window: Window,
  { x, dy }: { readonly x: number; readonly dy: number },
): Float64Array {
  const { inputShape: [images, h, w, channels] } = window;
  const { places, positions, taps } = tapRoute(window);
  const size = taps.length * channels;
  const total = new Float64Array(size);
  const blocks = Math.ceil(positions / UNIT_POSITIONS);
  const units = Math.min(GRADIENT_UNITS, images * blocks);
  if (units * size === 0) return total;
  const lease = new Lease(machine);
  try {
    const sums = lease.zeros(units * size);
    machine.run(depthwiseFilterGradient, { units, grain: 1 }, [
      x,
      lease.put(places),
      lease.zeros(channels),
      dy,
      sums,
      4 * size,
      positions,
      taps.length,
      4 * channels,
      4 * h * w * channels,
      4 * positions * channels,
      blocks,
      images * blocks,
      units,
    ]);
    machine.view(sums, units * size).forEach((sum, i) => {
      total[i % size] = total[i % size]! + sum;
    });
  } finally {
    lease.end();
  }
  return total;
}
