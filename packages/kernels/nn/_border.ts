/** What stands around a picture that a filter meets: zeros, or the picture mirrored. */

import { describe } from "../_check.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { wantedOf } from "./_output.ts";
import { reflectionPad2d } from "./pad2d.ts";
import type { Sides, Window } from "./window.ts";

/** What can stand around a picture. */
export type Border = "zeros" | "reflect";

/** Whether there is a border, and it is to be the mirrored picture. */
export function reflectsBorder(window: Window, border: Border = "zeros"): boolean {
  if (border !== "zeros" && border !== "reflect") {
    throw new RangeError(`border must be "zeros" or "reflect", got ${describe(border)}`);
  }
  const { inputShape: [, ...size], outputShape } = window;
  if (border === "zeros" || outputShape.includes(0)) return false;
  const sides = sidesOf(window);
  checkWidth(Math.max(sides.top, sides.bottom), size[0]!);
  checkWidth(Math.max(sides.left, sides.right), size[1]!);
  return hasBorder(window);
}

/** Whether the window reads anything around its input. */
export function hasBorder(window: Window): boolean {
  return Object.values(sidesOf(window)).some((side) => side > 0);
}

function checkWidth(widest: number, size: number): void {
  if (widest < size) return;
  throw new RangeError(
    `padding must be less than height and width for a reflection, got ${widest} for ${size}`,
  );
}

/** What the window reads on each side of its input. */
function sidesOf(
  { inputShape, filterShape, outputShape, strides, dilations, top, left }: Window,
): Sides {
  const after = (axis: 0 | 1, before: number): number => {
    const reach = (outputShape[1 + axis]! - 1) * strides[axis] +
      dilations[axis] * (filterShape[axis]! - 1) + 1;
    return Math.max(0, reach - before - inputShape[1 + axis]!);
  };
  return { top, bottom: after(0, top), left, right: after(1, left) };
}

/** A copy of the input with its mirrored border, for as long as `use` runs. */
export function lendPadded(
  x: Float32Array,
  { window, engine }: { readonly window: Window; readonly engine: SimdEngine },
  use: (padded: Float32Array, shape: Window["inputShape"]) => void,
): void {
  const { inputShape, inputShape: [n, h, w, c] } = window;
  const padding = sidesOf(window);
  const shape = [n, padding.top + h + padding.bottom, padding.left + w + padding.right, c] as const;
  const out = engine.allocate(wantedOf(shape).length, { cleared: false });
  try {
    use(reflectionPad2d(x, { inputShape, padding, engine, out }), shape);
  } finally {
    engine.free(out);
  }
}
