/** The things that stand in a scene: each a signed distance and a color. */

import { type Paint, scalePaint, setPaint } from "./paint.ts";
import type { Random } from "./random.ts";

/** Red, green, blue from 0 to 1. */
export type Color = readonly [number, number, number];

/** A thing in a scene, in units of the picture's height. */
export interface Shape {
  /** Negative inside, positive outside. */
  distance(x: number, y: number): number;
  /** Writes its color at a point. */
  paint(into: Paint, x: number, y: number): void;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** All points that are no farther than `margin` lie no farther than this from its middle. */
  reach(margin: number): number;
}

/** A rotated ellipse, box or triangle: flat, shaded or striped. */
export function randomShape(random: Random, aspect: number): Shape {
  const x0 = random.between(0.05, 0.95) * aspect, y0 = random.between(0.15, 0.95);
  const a = random.between(0.06, 0.28), b = random.between(0.05, 0.2);
  const angle = random.between(0, Math.PI);
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const kind = random.integer(FORMS.length);
  const form = FORMS[kind]!;
  const base = randomColor(random);
  const second = randomColor(random);
  const surface = random.uniform();
  const frequency = random.between(25, 60);
  const along = (x: number, y: number): number => (x - x0) * cos + (y - y0) * sin;
  const across = (x: number, y: number): number => (y - y0) * cos - (x - x0) * sin;
  return {
    x: x0,
    y: y0,
    reach: (margin) => REACHES[kind]!(a, b, margin),
    distance: (x, y) => form(along(x, y), across(x, y), a, b),
    paint: (into, x, y) => {
      setPaint(into, base);
      if (surface < 0.4) return;
      const u = along(x, y), v = across(x, y);
      if (surface < 0.8) scalePaint(into, 1 - 0.9 * (v / b + u / a) * 0.4);
      else if (!(Math.sin(u * frequency) > 0)) setPaint(into, second);
    },
  };
}

/** The signed distance of a form that reaches `a` and `b` from its middle. */
export type Form = (u: number, v: number, a: number, b: number) => number;

/** An ellipse, a box, a triangle. */
export const FORMS: readonly Form[] = [
  (u, v, a, b) => (Math.sqrt((u / a) ** 2 + (v / b) ** 2) - 1) * Math.min(a, b),
  (u, v, a, b) => Math.max(Math.abs(u) - a, Math.abs(v) - b),
  (u, v, a, b) =>
    Math.max(-v - b, (Math.abs(u) * b * 2 + (v - b) * a) / Math.sqrt(a * a + 4 * b * b)),
];

/** How far from its middle a point of a form can be whose distance is at most `margin`. */
const REACHES: readonly ((a: number, b: number, margin: number) => number)[] = [
  (a, b, margin) => Math.max(a, b) * (1 + margin / Math.min(a, b)),
  (a, b, margin) => Math.SQRT2 * (Math.max(a, b) + margin),
  (a, b, margin) => {
    const slant = margin * Math.sqrt(a * a + 4 * b * b);
    return Math.hypot(b + margin + slant / a, (a * (2 * b + margin) + slant) / (2 * b));
  },
];

/** Any hue, mostly neither black nor white. */
export function randomColor(random: Random): Color {
  const hue = random.between(0, 6), saturation = random.between(0.1, 0.8);
  const value = random.between(0.15, 1);
  const channel = (offset: number): number => {
    const t = (hue + offset) % 6;
    const ramp = Math.max(0, Math.min(1, Math.min(t, 4 - t)));
    return value * (1 - saturation * ramp);
  };
  return [channel(5), channel(3), channel(1)];
}

/** Brighter or darker. */
export function scale(color: Color, by: number): Color {
  return [color[0] * by, color[1] * by, color[2] * by];
}

/** From one color to another. */
export function mix(a: Color, b: Color, t: number): Color {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
