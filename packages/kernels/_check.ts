/** Argument checks: which argument, what was wanted, what came. */

import type { EpsilonPlacement, FloatArray, Layout } from "./types.ts";

/** At least two axes of non-negative whole sizes. */
export function checkShape(shape: readonly number[]): void {
  if (!Array.isArray(shape)) throw new TypeError(`shape must be an array, got ${describe(shape)}`);
  if (shape.length < 2) {
    throw new RangeError(`shape must have at least 2 axes, got [${shape}]`);
  }
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new RangeError(`shape must hold non-negative integers, got [${shape.map(describe)}]`);
    }
  }
}

/** One of the two layouts; returns it. */
export function checkLayout(layout: Layout): Layout {
  if (layout !== "channels-first" && layout !== "channels-last") {
    throw new RangeError(
      `layout must be "channels-first" or "channels-last", got ${describe(layout)}`,
    );
  }
  return layout;
}

/** A divisor of the channels; returns it. */
export function checkGroups(groups: number | undefined, channels: number): number {
  if (groups === undefined || !Number.isSafeInteger(groups) || groups < 1) {
    throw new RangeError(`groups must be a positive integer, got ${describe(groups)}`);
  }
  if (channels % groups !== 0) {
    throw new RangeError(`groups must divide the ${channels} channels, got ${groups}`);
  }
  return groups;
}

/** An axis; returns it counted from the front. */
export function checkAxis(axis: number, rank: number): number {
  const front = axis < 0 ? axis + rank : axis;
  if (!Number.isSafeInteger(axis) || front < 0 || front >= rank) {
    throw new RangeError(
      `axis must be from ${-rank} to ${rank - 1}, got ${describe(axis)}`,
    );
  }
  return front;
}

/** A float array of the given length; `unit` says what its elements are. */
export function checkArray(
  name: string,
  array: FloatArray,
  wanted: { readonly length: number; readonly unit: string },
): void {
  if (!(array instanceof Float32Array) && !(array instanceof Float64Array)) {
    throw new TypeError(`${name} must be a Float32Array or Float64Array, got ${describe(array)}`);
  }
  if (array.length !== wanted.length) {
    throw new RangeError(
      `${name} must have ${wanted.length} elements (${wanted.unit}), got ${array.length}`,
    );
  }
}

/** Arrays that an operation reads, by the names that callers know them by. */
export type Inputs = Readonly<Record<string, FloatArray | undefined>>;

/** A float array of the type and length of `like`, which is called `as`. */
export function checkLike<T extends FloatArray>(
  name: string,
  array: T,
  like: T,
  as: string = "x",
): void {
  checkArray(name, array, { length: like.length, unit: `as many as ${as}` });
  if (array.constructor !== like.constructor) {
    throw new TypeError(`${name} must be a ${describe(like)} like ${as}, got ${describe(array)}`);
  }
}

/**
 * The array of that key to write into, or a new one: of the type and length of `like`, which is called
 * `as`. It may be one of the inputs, but not lie across one.
 */
export function checkOut<K extends string, T extends FloatArray>(
  key: K,
  out: { readonly [key in K]?: T } | undefined,
  like: T,
  { as = "x", inputs = {} }: { readonly as?: string; readonly inputs?: Inputs } = {},
): T {
  const name = `out.${key}`, array = out?.[key];
  checkHolder(key, out);
  if (array === undefined) return createLike(like);
  checkLike(name, array, like, as);
  checkInPlace(name, array, inputs);
  return array;
}

/** No array in place of what holds it, which would be left as it is without a word. */
export function checkHolder(key: string, out: object | undefined): void {
  if (!ArrayBuffer.isView(out)) return;
  throw new TypeError(`out must be an object like { ${key} }, got ${describe(out)}`);
}

/** No input is overwritten before it is read, if it is the very memory or none of it. */
export function checkInPlace(name: string, out: FloatArray, inputs: Inputs): void {
  for (const [input, array] of Object.entries(inputs)) {
    if (array === undefined || !overlap(out, array)) continue;
    if (out.byteOffset === array.byteOffset && out.byteLength === array.byteLength) continue;
    throw new RangeError(`${name} must not overlap ${input}, unless it is ${input} itself`);
  }
}

/** What is written before the inputs have been read has memory of its own. */
export function checkApart(name: string, out: FloatArray, inputs: Inputs): void {
  for (const [input, array] of Object.entries(inputs)) {
    if (array === undefined || !overlap(out, array)) continue;
    throw new RangeError(`${name} must not overlap ${input}`);
  }
}

/** Whether two arrays have memory in common. */
export function overlap(a: FloatArray, b: FloatArray): boolean {
  return a.buffer === b.buffer &&
    a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}

/** Zero or more, and finite. */
export function checkEpsilon(epsilon: number): void {
  if (!Number.isFinite(epsilon) || epsilon < 0) {
    throw new RangeError(`epsilon must be a finite number of at least 0, got ${describe(epsilon)}`);
  }
}

/** One of the two places. */
export function checkEpsilonPlacement(placement: EpsilonPlacement): void {
  if (placement !== "inside" && placement !== "outside") {
    throw new RangeError(
      `epsilonPlacement must be "inside" or "outside", got ${describe(placement)}`,
    );
  }
}

/** Something that has what `what` says; a caller without types may have left it out. */
export function checkPresent(name: string, value: unknown, what: string): void {
  if (typeof value === "object" && value !== null) return;
  throw new TypeError(`${name} must be ${what}, got ${describe(value)}`);
}

/** The options, or none where they were left out: the check of the shape says so then. */
export function optionsOf<T extends object>(options: T): T {
  return options ?? {};
}

/** Variances of the caller's that have a root, with epsilon. NaN is his business, and stays in its statistic. */
export function checkVariance(name: string, variance: FloatArray, epsilon: number): void {
  const wrong = variance.find((value: number) => value + epsilon < 0);
  if (wrong !== undefined) throw new RangeError(`${name} must be at least 0, got ${wrong}`);
}

/** A new array of the type and length of another. */
export function createLike<T extends FloatArray>(like: T): T {
  const created: FloatArray = like instanceof Float32Array
    ? new Float32Array(like.length)
    : new Float64Array(like.length);
  return created as T;
}

/** A value as it should stand in a message. */
export function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Object) return value.constructor?.name;
  // An array of an iframe is none of ours, whatever its name.
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of another realm: copy it`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
