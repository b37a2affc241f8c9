/** Which inputs each output of a convolution reads, as byte offsets. */

import { memoize } from "./_memo.ts";
import { OUTSIDE } from "./_kernels/convolve.ts";
import type { Window } from "./window.ts";

/** Positions of an output image, and the places that each of them reads, one to a tap. */
export interface Route {
  /** Byte offsets in an input image, `[positions, taps]`. */
  readonly places: Int32Array;
  /** Byte offsets in an output image, `[positions]`. */
  readonly targets: Int32Array;
  readonly positions: number;
  /** The index of each tap in the filter, row by row. */
  readonly taps: readonly number[];
  /** How many elements a tap reads, one after the other. */
  readonly inputs: number;
}

/** All that a route depends on; the number of images is not part of it. */
function keyOf(
  { inputShape, filterShape, outputShape, strides, dilations, top, left }: Window,
): string {
  return [
    ...inputShape.slice(1),
    ...filterShape,
    ...outputShape.slice(1),
    ...strides,
    ...dilations,
    top,
    left,
  ].join();
}

function bytesOf({ places, targets }: Route): number {
  return places.byteLength + targets.byteLength;
}

/** The route from a convolution's input to its output; taps that lie side by side may be one. */
export const forwardRoute: (window: Window) => Route = memoize(
  (window: Window) => computeForward(window, joinsTaps(window)),
  { keyOf, bytesOf },
);

/** The same with each tap by itself. */
export const tapRoute: (window: Window) => Route = memoize(
  (window: Window) => computeForward(window, false),
  { keyOf, bytesOf },
);

/** Without padding or gaps to the sides, a row of taps reads contiguous memory: it is one tap. */
function joinsTaps({ inputShape, filterShape, outputShape, strides, dilations, left }: Window) {
  const [w, kw, ow] = [inputShape[2], filterShape[1], outputShape[2]];
  return left === 0 && dilations[1] === 1 && (ow - 1) * strides[1] + kw <= w;
}

function computeForward(window: Window, joined: boolean): Route {
  const { inputShape: [, h, w, c], filterShape: [kh, kw, , k], outputShape: [, oh, ow] } = window;
  const { strides, dilations, top, left } = window;
  const across = joined ? 1 : kw;
  const taps = Array.from({ length: kh * across }, (_, tap) => tap);
  const positions = oh * ow;
  const places = new Int32Array(positions * taps.length);
  const rows = placesAlong({ size: h, outputs: oh, taps: kh }, {
    stride: strides[0],
    dilation: dilations[0],
    before: top,
    bytes: 4 * w * c,
  });
  const columns = placesAlong({ size: w, outputs: ow, taps: across }, {
    stride: strides[1],
    dilation: dilations[1],
    before: left,
    bytes: 4 * c,
  });
  let at = 0;
  for (let oy = 0; oy < oh; oy++) {
    for (let ox = 0; ox < ow; ox++) {
      for (let ky = oy * kh; ky < (oy + 1) * kh; ky++) {
        const row = rows[ky]!;
        for (let kx = ox * across; kx < (ox + 1) * across; kx++) {
          const column = columns[kx]!;
          places[at++] = row === OUTSIDE || column === OUTSIDE ? OUTSIDE : row + column;
        }
      }
    }
  }
  const targets = new Int32Array(positions);
  for (let i = 0; i < positions; i++) targets[i] = 4 * i * k;
  return { places, targets, positions, taps, inputs: joined ? kw * c : c };
}

/** Where the taps of each output along an axis stand, in bytes. */
function placesAlong(
  { size, outputs, taps }: {
    readonly size: number;
    readonly outputs: number;
    readonly taps: number;
  },
  { stride, dilation, before, bytes }: {
    readonly stride: number;
    readonly dilation: number;
    readonly before: number;
    readonly bytes: number;
  },
): Int32Array {
  const places = new Int32Array(outputs * taps);
  for (let i = 0; i < places.length; i++) {
    const at = Math.floor(i / taps) * stride + i % taps * dilation - before;
    places[i] = at >= 0 && at < size ? at * bytes : OUTSIDE;
  }
  return places;
}

/**
 * The routes from the gradient of the output to that of the input. With a stride, pixels of the input
 * that stand at different places of the stride meet different taps: each kind has a route of its own.
 */
export const backwardRoutes: (window: Window) => Route[] = memoize(
  computeBackward,
  { keyOf, bytesOf: (routes) => routes.reduce((sum, route) => sum + bytesOf(route), 0) },
);

function computeBackward(window: Window): Route[] {
  const { strides } = window;
  const routes = [];
  for (let py = 0; py < strides[0]; py++) {
    for (let px = 0; px < strides[1]; px++) routes.push(backwardRoute(window, py, px));
  }
  return routes.filter((route) => route.positions > 0);
}

/** One tap along an axis: its index, and where input 0 of the phase finds its output. */
interface Reach {
  readonly tap: number;
  readonly offset: number;
}

function backwardRoute(window: Window, py: number, px: number): Route {
  const { inputShape: [, h, w, c], filterShape: [, kw, , k], outputShape: [, oh, ow] } = window;
  const { strides } = window;
  const rows = reaches(window, 0, py);
  const columns = reaches(window, 1, px);
  const taps = rows.flatMap(({ tap }) => columns.map((column) => tap * kw + column.tap));
  const height = Math.ceil((h - py) / strides[0]);
  const width = Math.ceil((w - px) / strides[1]);
  const positions = Math.max(0, height) * Math.max(0, width);
  const places = new Int32Array(positions * taps.length);
  const targets = new Int32Array(positions);
  let at = 0;
  for (let i = 0; i < positions; i++) {
    const y = Math.floor(i / width), x = i % width;
    targets[i] = 4 * ((y * strides[0] + py) * w + x * strides[1] + px) * c;
    for (const row of rows) {
      const oy = y + row.offset;
      for (const column of columns) {
        const ox = x + column.offset;
        const inside = oy >= 0 && oy < oh && ox >= 0 && ox < ow;
        places[at++] = inside ? 4 * (oy * ow + ox) * k : OUTSIDE;
      }
    }
  }
  return { places, targets, positions, taps, inputs: k };
}

/** The taps that inputs of a phase meet: `output * stride + tap * dilation - before = input`. */
function reaches(window: Window, axis: 0 | 1, phase: number): Reach[] {
  const stride = window.strides[axis];
  const before = axis === 0 ? window.top : window.left;
  const found = [];
  for (let tap = 0; tap < window.filterShape[axis]; tap++) {
    const numerator = phase + before - tap * window.dilations[axis];
    if (numerator % stride === 0) found.push({ tap, offset: numerator / stride });
  }
  return found;
}
