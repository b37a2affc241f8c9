/**
 * Reflection padding with a right gradient.
 *
 * @module
 */

import {
  add,
  customGrad,
  engine,
  getBackend,
  getKernel,
  mirrorPad,
  pad,
  reverse,
  slice,
  type Tensor,
  type Tensor4D,
} from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { checkTensor } from "./_convert.ts";
import { REFLECTION_PAD_GRADIENT } from "./_kernels/kernel_names.ts";

/** The padding of {@linkcode reflectionPad2d}: `[[top, bottom], [left, right]]`, in pixels. */
export type SpatialPadding = readonly [readonly [number, number], readonly [number, number]];

/**
 * Pads a picture by mirroring it about its border pixels: `1 2 3` padded by 2 is `3 2 1 2 3 2 1`.
 *
 * The gradient adds what reaches a mirrored pixel to the pixel that it mirrors. That of `tf.mirrorPad`
 * (4.22) forgets it, silently. Needs the gradients of stock operations to be registered; importing
 * `@tensorflow/tfjs-layers` does that.
 *
 * The values are copies; NaN is copied like any other. Tested: the gradient agrees with central differences
 * within 1e-5 of the gradient's length. A padding of 0 fits any size but a height or width of 0, which is
 * refused; more than that needs at least one picture and one channel, or `tf.mirrorPad` throws.
 *
 * @param x `[n, height, width, c]`. It is not disposed of.
 * @param padding Pixels on every side, or `[[top, bottom], [left, right]]`; each less than the size.
 * @returns `[n, top + height + bottom, left + width + right, c]`; the caller disposes of it.
 * @throws {TypeError} If `x` is not a tensor of numbers.
 * @throws {RangeError} If its rank is not 4, or the padding is neither a number nor two pairs, or not a
 * whole number from 0 to the size minus 1.
 * @throws {Error} If there is no picture or no channel, and the padding is not 0.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor4d } from "@tensorflow/tfjs-core";
 * import { reflectionPad2d } from "@evenkeel/tfjs/reflection-pad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor4d([1, 2, 3], [1, 1, 3, 1]);
 * const y = reflectionPad2d(x, [[0, 0], [2, 1]]);
 * assertEquals([...y.dataSync()], [3, 2, 1, 2, 3, 2]);
 * ```
 */
export function reflectionPad2d(x: Tensor4D, padding: number | SpatialPadding): Tensor4D {
  const { shape, rank } = checkTensor("x", x);
  demand(rank === 4, "x must be [n, height, width, c]", shape);
  const sides = readPadding(padding);
  for (const [axis, name] of [[1, "height"], [2, "width"]] as const) {
    for (const amount of sides[axis - 1]!) {
      const isValid = Number.isSafeInteger(amount) && amount >= 0 && amount < shape[axis]!;
      const wanted = `padding must be from 0 to ${shape[axis]! - 1} for a ${name} of ${
        shape[axis]
      }`;
      demand(isValid, wanted, amount);
    }
  }
  if (sides.flat().every((amount) => amount === 0)) return x.clone();
  const [[top, bottom], [left, right]] = sides;
  const reflect = customGrad((input) => ({
    value: mirrorPad(input as Tensor, [[0, 0], [top, bottom], [left, right], [0, 0]], "reflect"),
    gradFunc: (dy: Tensor) => foldBorders(dy, shape, sides),
  }));
  return reflect(x) as Tensor4D;
}

/** A padding for each of the four sides, whatever they are. */
function readPadding(padding: number | SpatialPadding): SpatialPadding {
  if (typeof padding === "number") return [[padding, padding], [padding, padding]];
  const isPair = (value: unknown) => Array.isArray(value) && value.length === 2;
  if (isPair(padding) && padding.every(isPair)) return padding;
  throw new RangeError(
    `padding must be a number or [[top, bottom], [left, right]], got ${JSON.stringify(padding)}`,
  );
}

/** The transpose of reflection: in one kernel where the backend has it, else axis by axis. */
function foldBorders(dy: Tensor, shape: readonly number[], sides: SpatialPadding): Tensor {
  if (getKernel(REFLECTION_PAD_GRADIENT, getBackend()) === undefined) {
    return fold(fold(dy, 1, sides[0]), 2, sides[1]);
  }
  const [[top, bottom], [left, right]] = sides;
  const attributes = { shape: [...shape], padding: [[top, bottom], [left, right]] };
  const scatter = customGrad((dy) => ({
    value: engine().runKernel(REFLECTION_PAD_GRADIENT, { dy: dy as Tensor }, attributes) as Tensor,
    gradFunc: (ddx: Tensor) => reflectionPad2d(ddx as Tensor4D, sides),
  }));
  return scatter(dy);
}

/** The transpose of reflection along one axis: each border is turned around and added inside. */
function fold(dy: Tensor, axis: number, [before, after]: readonly [number, number]): Tensor {
  const size = dy.shape[axis]! - before - after;
  let folded = cut(dy, axis, { from: before, size });
  if (before > 0) {
    const border = reverse(cut(dy, axis, { from: 0, size: before }), axis);
    folded = add(folded, place(border, axis, { at: 1, size }));
  }
  if (after > 0) {
    const border = reverse(cut(dy, axis, { from: before + size, size: after }), axis);
    folded = add(folded, place(border, axis, { at: size - 1 - after, size }));
  }
  return folded;
}

function cut(x: Tensor, axis: number, range: { from: number; size: number }): Tensor {
  return slice(
    x,
    x.shape.map((_, i) => i === axis ? range.from : 0),
    x.shape.map((length, i) => i === axis ? range.size : length),
  );
}

function place(x: Tensor, axis: number, { at, size }: { at: number; size: number }): Tensor {
  return pad(x, x.shape.map((length, i) => i === axis ? [at, size - at - length] : [0, 0]));
}
