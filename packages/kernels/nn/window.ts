/** Where a filter meets its input: sizes, strides, padding and dilation. */

import { describe } from "../_check.ts";

/** A padding as TensorFlow names it, or the rows and columns that are added on each side. */
export type Padding = "same" | "valid" | Sides;

/** Rows or columns on each side of a picture. */
export interface Sides {
  /** Rows above the first. */
  readonly top: number;
  /** Rows below the last. */
  readonly bottom: number;
  /** Columns before the first. */
  readonly left: number;
  /** Columns after the last. */
  readonly right: number;
}

/** The sizes of a convolution; `[height, width]` wherever there are two numbers. */
export interface Window {
  /** The input, `[n, h, w, c]`. */
  readonly inputShape: readonly [number, number, number, number];
  /** The filter, `[kh, kw, inputs, outputs]`. */
  readonly filterShape: readonly [number, number, number, number];
  /** The output, `[n, oh, ow, outputs]`. */
  readonly outputShape: readonly [number, number, number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly top: number;
  readonly left: number;
}

/** What a convolution is told about its window. */
export interface WindowOptions {
  /** The shape of the input, `[n, h, w, c]`. */
  readonly inputShape: readonly number[];
  /** The shape of the filter, `[kh, kw, c, outputs]`. */
  readonly filterShape: readonly number[];
  /** Steps of the window, `[y, x]`. Default 1. */
  readonly strides?: readonly [number, number];
  /** Steps between the taps, `[y, x]`. Default 1. */
  readonly dilations?: readonly [number, number];
  /** Default `"valid"`: none. */
  readonly padding?: Padding;
}

/**
 * Checks a window, and computes the shape of the output.
 *
 * @throws {RangeError} If a shape, a stride, a dilation or the padding is not valid.
 */
export function createWindow(options: WindowOptions): Window {
  const { strides = [1, 1], dilations = [1, 1], padding = "valid" } = options;
  const inputShape = checkPictureShape("inputShape", options.inputShape);
  const filterShape = checkPictureShape("filterShape", options.filterShape);
  if (filterShape[0] === 0 || filterShape[1] === 0) {
    throw new RangeError(`filterShape must start with 2 positive integers, got [${filterShape}]`);
  }
  if (filterShape[2] !== inputShape[3]) {
    throw new RangeError(
      `filterShape must have ${inputShape[3]} input channels, got [${filterShape}]`,
    );
  }
  checkSteps("strides", strides);
  checkSteps("dilations", dilations);
  const [top, bottom] = paddingOf(padding, 0, { inputShape, filterShape, strides, dilations });
  const [left, right] = paddingOf(padding, 1, { inputShape, filterShape, strides, dilations });
  const size = (axis: 0 | 1, before: number, after: number) => {
    const covered = dilations[axis] * (filterShape[axis] - 1) + 1;
    const room = inputShape[1 + axis]! + before + after - covered;
    return room < 0 ? 0 : Math.floor(room / strides[axis]) + 1;
  };
  return {
    inputShape,
    filterShape,
    outputShape: [inputShape[0], size(0, top, bottom), size(1, left, right), filterShape[3]],
    strides,
    dilations,
    top,
    left,
  };
}

function paddingOf(
  padding: Padding,
  axis: 0 | 1,
  { inputShape, filterShape, strides, dilations }: {
    readonly inputShape: readonly number[];
    readonly filterShape: readonly number[];
    readonly strides: readonly [number, number];
    readonly dilations: readonly [number, number];
  },
): [number, number] {
  if (padding === "valid") return [0, 0];
  if (padding === "same") {
    const size = inputShape[1 + axis]!;
    const covered = dilations[axis] * (filterShape[axis]! - 1) + 1;
    const outputs = Math.ceil(size / strides[axis]);
    const total = Math.max(0, (outputs - 1) * strides[axis] + covered - size);
    const before = Math.floor(total / 2);
    return [before, total - before];
  }
  if (typeof padding !== "object" || padding === null) {
    throw new RangeError(`padding must be "same", "valid" or an object, got ${describe(padding)}`);
  }
  const sides: [number, number] = axis === 0
    ? [padding.top, padding.bottom]
    : [padding.left, padding.right];
  for (const side of sides) {
    if (Number.isSafeInteger(side) && side >= 0) continue;
    throw new RangeError(`padding must hold non-negative integers, got ${side}`);
  }
  return sides;
}

/** Four sizes. */
export function checkPictureShape(
  name: string,
  shape: readonly number[],
): readonly [number, number, number, number] {
  if (!Array.isArray(shape)) {
    throw new TypeError(`${name} must be an array, got ${describe(shape)}`);
  }
  const [a, b, c, d, ...more] = shape;
  const valid = shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (
    !valid || a === undefined || b === undefined || c === undefined || d === undefined ||
    more.length > 0
  ) throw new RangeError(`${name} must be 4 non-negative integers, got [${shape.map(describe)}]`);
  return [a, b, c, d];
}

function checkSteps(name: string, steps: readonly [number, number]): void {
  if (steps.length === 2 && steps.every((step) => Number.isSafeInteger(step) && step > 0)) return;
  throw new RangeError(`${name} must be 2 positive integers, got [${steps}]`);
}

/** Height and width of what is made of a picture: nothing can be made of an empty one. */
export function checkSize(
  name: string,
  size: readonly [number, number],
  [, h, w]: readonly [number, number, number, number],
): void {
  if (size.length !== 2 || !size.every((side) => Number.isSafeInteger(side) && side >= 0)) {
    throw new RangeError(`${name} must be 2 non-negative integers, got [${size}]`);
  }
  if (h * w === 0 && size[0] * size[1] > 0) {
    throw new RangeError(`${name} must hold a 0 for a picture of ${h} x ${w}, got [${size}]`);
  }
}
