/** What stands before the lake: a sailboat, the near shore, a house and trees. */

import type { Random } from "./random.ts";
import { type Color, mix, scale } from "./scene_shapes.ts";
import { valueNoise } from "./value_noise.ts";

type Cutout = (x: number, y: number) => Color | undefined;
type Point = readonly [number, number];

const BOAT: Point = [0.94, 0.715];
const HOUSE = { left: 0.17, right: 0.36, top: 0.64, bottom: 0.78 } as const;
const SUN_X = 0.645;
const SUNLIGHT: Color = [1, 0.8, 0.5];

/** Left edge, foot and height of each tree. */
const TREES: readonly { x: number; foot: number; height: number }[] = [
  { x: 0.055, foot: 0.82, height: 0.4 },
  { x: 0.125, foot: 0.79, height: 0.27 },
  { x: 0.42, foot: 0.83, height: 0.2 },
  { x: 1.43, foot: 0.9, height: 0.5 },
  { x: 1.33, foot: 0.92, height: 0.34 },
  { x: 1.245, foot: 0.935, height: 0.2 },
];

/** A color wherever something stands, and nothing where the lake and the sky are seen. */
export function drawForeground(random: Random): Cutout {
  const shore = valueNoise(random), grass = valueNoise(random), needles = valueNoise(random);
  const ground: Cutout = (x, y) => {
    const left = 0.76 + 0.5 * smooth((x - 0.32) / 0.6);
    const right = 0.85 + 0.45 * smooth((1.25 - x) / 0.55);
    const edge = softMin([left, right, 0.965]) + 0.07 * (shore(x * 4, 2) - 0.5);
    const blades = 0.014 * grass(x * 150, 3) * smooth((edge - 0.74) / 0.2);
    if (y < edge - blades) return undefined;
    const depth = y - edge;
    if (depth < 0.008) return mix([0.78, 0.66, 0.46], [0.5, 0.42, 0.3], grass(x * 60, y * 60));
    const tuft = grass(x * 55, y * 22) * 0.6 + grass(x * 160, y * 50) * 0.4;
    const green = mix([0.12, 0.2, 0.12], [0.5, 0.52, 0.22], tuft * 1.15 - 0.1);
    const flower = grass(x * 95 + 40, y * 95);
    if (flower > 0.82 && depth > 0.03) return x < 0.75 ? [0.93, 0.45, 0.36] : [0.98, 0.86, 0.5];
    return scale(green, 1.12 - 0.9 * Math.min(depth, 0.5));
  };
  const trees: Cutout = (x, y) => {
    for (const { x: at, foot, height } of TREES) {
      if (y > foot || y < foot - height) continue;
      const up = (foot - y) / height;
      const aside = (x - at) / height;
      if (up < 0.1) {
        if (Math.abs(aside) < 0.03) return [0.22, 0.15, 0.12];
        continue;
      }
      const tier = 1 - ((up - 0.1) / 0.9);
      const droop = 0.72 + 0.28 * ((tier * 7) % 1);
      const reach = 0.23 * tier * droop * (0.82 + 0.36 * needles(y * 90, at * 9));
      if (Math.abs(aside) > reach) continue;
      const light = (aside * (at < SUN_X ? 1 : -1)) / 0.23 + needles(x * 80, y * 80) - 0.35;
      return mix([0.05, 0.13, 0.14], [0.3, 0.38, 0.2], Math.min(Math.max(light, 0), 1));
    }
    return undefined;
  };
  return (x, y) => trees(x, y) ?? house(x, y) ?? ground(x, y) ?? boat(x, y);
}

function house(x: number, y: number): Color | undefined {
  const { left, right, top, bottom } = HOUSE;
  const middle = (left + right) / 2, half = (right - left) / 2 + 0.022;
  const ridge = top - 0.085;
  if (x > right - 0.075 && x < right - 0.048 && y > ridge + 0.004 && y < ridge + 0.075) {
    return y < ridge + 0.013 ? [0.3, 0.18, 0.17] : [0.62, 0.4, 0.36];
  }
  const inRoof = y >= ridge && y <= top &&
    Math.abs(x - middle) < half * (y - ridge) / (top - ridge);
  if (inRoof) {
    const tile = Math.floor((y - ridge) / 0.0105) % 2 === 0 ? 1 : 0.86;
    return scale(mix([0.5, 0.17, 0.15], [0.8, 0.34, 0.22], (x - left) / (right - left)), tile);
  }
  if (x < left || x > right || y < top || y > bottom) return undefined;
  const u = (x - left) / (right - left), v = (y - top) / (bottom - top);
  if (Math.abs(u - 0.5) < 0.1 && v > 0.42) return [0.33, 0.19, 0.15];
  for (const at of [0.2, 0.8]) {
    const across = Math.abs(u - at), down = Math.abs(v - 0.46);
    if (across > 0.115 || down > 0.21) continue;
    const frame = across > 0.09 || down > 0.17 || across < 0.012 || down < 0.02;
    return frame ? [0.36, 0.22, 0.18] : [1, 0.85, 0.46];
  }
  const plank = (v * 12) % 1 < 0.12 ? 0.88 : 1;
  const shade = v < 0.07 ? 0.7 : 1;
  return scale(mix([0.72, 0.62, 0.56], [0.97, 0.84, 0.68], u), plank * shade);
}

function boat(x: number, y: number): Color | undefined {
  const [x0, y0] = BOAT;
  const u = x - x0, v = y - y0;
  if (v > 0) return boatShadow(u, v);
  if (v > -0.026) {
    const along = Math.abs(u + 0.004) / (0.085 + 0.5 * -v);
    if (along < 1) return v > -0.008 ? [0.3, 0.1, 0.1] : [0.72, 0.2, 0.16];
  }
  if (Math.abs(u) < 0.0028 && v > -0.215) return [0.3, 0.2, 0.16];
  if (inTriangle([u, v], [[0.007, -0.036], [0.007, -0.21], [0.088, -0.036]])) {
    return mix([1, 0.95, 0.86], SUNLIGHT, u / 0.1);
  }
  if (inTriangle([u, v], [[-0.006, -0.036], [-0.006, -0.19], [-0.066, -0.036]])) {
    return [0.86, 0.74, 0.7];
  }
  return undefined;
}

/** The boat upside down in the water, as streaks. */
function boatShadow(u: number, v: number): Color | undefined {
  const wobble = u + 0.006 * Math.sin(v * 420) + 0.003 * Math.sin(v * 1100);
  if (v < 0.022 && Math.abs(wobble) < 0.085) return [0.4, 0.16, 0.17];
  if (v < 0.03 || Math.sin(v * 520 + 30 * u) < -0.2) return undefined;
  if (inTriangle([wobble, -v], [[-0.06, -0.03], [0.006, -0.17], [0.08, -0.03]])) {
    return [0.93, 0.82, 0.74];
  }
  return undefined;
}

/** The least of them, with the corners rounded off. */
function softMin(values: readonly number[]): number {
  return -0.03 * Math.log(values.reduce((sum, v) => sum + Math.exp(-v / 0.03), 0));
}

function inTriangle(
  [x, y]: Point,
  [a, b, c]: readonly [Point, Point, Point],
): boolean {
  const side = (p: Point, q: Point): boolean =>
    (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) > 0;
  const first = side(a, b);
  return side(b, c) === first && side(c, a) === first;
}

function smooth(t: number): number {
  const u = Math.min(Math.max(t, 0), 1);
  return u * u * (3 - 2 * u);
}
