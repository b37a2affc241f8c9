/** Colors that are worked on in place: a new one for each layer of each pixel would keep the collector busy. */

import type { Color } from "./scene_shapes.ts";

/** Red, green and blue, to be written. */
export type Paint = Float64Array;

/** `paint = color` */
export function setPaint(paint: Paint, color: Color | Paint): void {
  for (let c = 0; c < 3; c++) paint[c] = color[c]!;
}

/** `paint *= by` */
export function scalePaint(paint: Paint, by: number): void {
  for (let c = 0; c < 3; c++) paint[c] = paint[c]! * by;
}

/** `paint += (color - paint) * t` */
export function mixPaint(paint: Paint, color: Color | Paint, t: number): void {
  for (let c = 0; c < 3; c++) paint[c] = paint[c]! + (color[c]! - paint[c]!) * t;
}
