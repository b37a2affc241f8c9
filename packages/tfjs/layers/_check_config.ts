/** Checks of what a layer is made and built with. */

import type { Tensor } from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { demand } from "../_check.ts";

/** A whole number; files of Keras have lists of one. */
export function readAxis(axis: unknown): number {
  const one = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  if (!Number.isSafeInteger(one)) {
    throw new RangeError(`axis must be one integer, got ${JSON.stringify(axis)}`);
  }
  return one as number;
}

/** One whole number, or several. */
export function readAxes(axis: unknown): number | readonly number[] {
  if (!Array.isArray(axis)) return readAxis(axis);
  if (axis.length === 0 || !axis.every((one) => Number.isSafeInteger(one))) {
    throw new RangeError(`axis must be integers, at least one, got ${JSON.stringify(axis)}`);
  }
  return axis;
}

/** A number of groups, or -1. */
export function readGroups(groups: unknown): number {
  const isValid = groups === -1 || Number.isSafeInteger(groups) && (groups as number) > 0;
  demand(isValid, "groups must be a positive integer or -1", groups);
  return groups as number;
}

/** From 0 to 1. */
export function checkMomentum(momentum: number): number {
  const isValid = typeof momentum === "number" && momentum >= 0 && momentum <= 1;
  demand(isValid, "momentum must be from 0 to 1", momentum);
  return momentum;
}

/** True or false. */
export function checkFlag(name: string, value: boolean): boolean {
  if (typeof value !== "boolean") {
    throw new TypeError(`${name} must be a boolean, got ${typeof value}`);
  }
  return value;
}

/** The one input. */
export function oneTensor(inputs: Tensor | Tensor[]): Tensor {
  const list = [inputs].flat();
  demand(list.length === 1, "inputs must be one tensor", list.length);
  return list[0]!;
}

/** The shape of the one input. */
export function checkOneShape(shape: Shape | Shape[], minRank: number): Shape {
  const shapes = (Array.isArray(shape[0]) ? shape : [shape]) as Shape[];
  demand(shapes.length === 1, "inputs must be one tensor", shapes.length);
  const one = shapes[0]!;
  if (one.length < minRank) {
    throw new RangeError(`inputs must have rank at least ${minRank}, got ${describeShape(one)}`);
  }
  return one;
}

/** The axis of the channels, counted from the front and not that of the samples, and its size. */
export function checkChannels(
  axis: number,
  shape: Shape,
): { readonly axis: number; readonly channels: number } {
  const rank = shape.length;
  const front = axis < 0 ? axis + rank : axis;
  if (front < 1 || front >= rank) {
    throw new RangeError(
      `axis must be from 1 to ${rank - 1}, or negative to count from the end, got ${axis}`,
    );
  }
  const channels = shape[front];
  if (channels === null || channels === undefined) {
    throw new RangeError(
      `inputs must have a size along axis ${axis} (channels), got ${describeShape(shape)}`,
    );
  }
  return { axis: front, channels };
}

function describeShape(shape: Shape): string {
  return `[${shape.map((size) => size ?? "any").join(", ")}]`;
}
