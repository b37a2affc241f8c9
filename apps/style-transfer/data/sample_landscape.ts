/** The project's own photograph: a lake at sunset, drawn by formulas alone. */

import { createPicture, type Picture } from "./picture.ts";
import { Random } from "./random.ts";
import { drawForeground } from "./sample_foreground.ts";
import { type Color, mix, scale } from "./scene_shapes.ts";
import { valueNoise } from "./value_noise.ts";

/** Seed of the noise in it; the layout is fixed. */
const SEED = 7;
const SAMPLES = 3; // along both axes of a pixel
const WATER_LINE = 0.58;
const SUN = { x: 0.645, y: 0.372, radius: 0.047 } as const;
const GRAIN = 0.008;

const SKY: readonly (readonly [number, Color])[] = [
  [0, [0.16, 0.27, 0.52]],
  [0.22, [0.44, 0.5, 0.68]],
  [0.38, [0.86, 0.62, 0.55]],
  [0.5, [0.98, 0.76, 0.48]],
  [0.6, [1, 0.87, 0.6]],
];

/** Far to near: where a ridge stands, how high and rough it is, and its color through the haze. */
const RIDGES = [
  { base: 0.5, height: 0.27, frequency: 1.55, color: [0.5, 0.47, 0.62] as Color, snow: 0.355 },
  { base: 0.56, height: 0.13, frequency: 2.3, color: [0.38, 0.36, 0.5] as Color, snow: 0 },
  { base: 0.585, height: 0.09, frequency: 4.2, color: [0.2, 0.27, 0.32] as Color, snow: 0 },
] as const;

type Painter = (x: number, y: number) => Color;

/** Renders it; the height is the unit, 3:2 shows the whole. Equal sizes give equal bits. */
export function renderSampleLandscape(
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const random = new Random(SEED);
  const land = createLand(random);
  const water = createWater(random, land);
  const foreground = drawForeground(random);
  const grain = new Random(SEED, 1);
  const picture = createPicture(width, height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const sum = [0, 0, 0];
      for (let k = 0; k < SAMPLES * SAMPLES; k++) {
        const x = (column + (k % SAMPLES + 0.5) / SAMPLES) / height;
        const y = (row + (Math.floor(k / SAMPLES) + 0.5) / SAMPLES) / height;
        const color = foreground(x, y) ?? (y < WATER_LINE ? land(x, y) : water(x, y));
        color.forEach((v, c) => sum[c]! += Math.min(Math.max(v, 0), 1));
      }
      const noise = GRAIN * grain.normal();
      picture.pixels.set(
        sum.map((v) => Math.min(Math.max(v / (SAMPLES * SAMPLES) + noise, 0), 1)),
        3 * (row * width + column),
      );
    }
  }
  return picture;
}

/** Everything above the water line. */
function createLand(random: Random): Painter {
  const clouds = valueNoise(random);
  const ridges = RIDGES.map((ridge) => ({ ...ridge, line: valueNoise(random) }));
  const texture = valueNoise(random);
  const sky = (x: number, y: number): Color => {
    const away = Math.hypot(x - SUN.x, y - SUN.y);
    if (away < SUN.radius) return [1, 0.97, 0.84];
    const glow = 0.75 * Math.exp(-((away - SUN.radius) / 0.13)) + 0.25 * Math.exp(-away / 0.5);
    const warm = mix(gradient(SKY, y), [1, 0.86, 0.58], Math.min(glow, 1));
    const density = clouds(x * 2.2 + 3, y * 9) - 0.52 + 0.12 * Math.sin(y * 14);
    const lit = mix([0.72, 0.56, 0.64], [1, 0.8, 0.66], Math.min(1.3 * y + 0.6 * glow, 1));
    return mix(warm, lit, 0.85 * smoothStep(density / 0.22));
  };
  return (x, y) => {
    for (const ridge of ridges.toReversed()) {
      // Folded noise has creases: peaks instead of waves.
      const fold = 1 - Math.abs(2 * ridge.line(x * ridge.frequency + 4, 0.5) - 1);
      const top = ridge.base - ridge.height * (fold * 1.5 - 0.55);
      if (y < top) continue;
      const rock = texture(x * 26 + 9 * (y - top), y * 40);
      const lit = scale(ridge.color, 0.86 + 0.26 * rock);
      const haze = Math.min((y - top) / (ridge.base + 0.12 - top), 1);
      const hazy = mix(lit, [0.93, 0.72, 0.58], 0.45 * haze * haze);
      const snow = smoothStep((ridge.snow - y + 0.07 * (rock - 0.5)) / 0.035);
      return mix(hazy, [0.98, 0.86, 0.82], 0.85 * snow);
    }
    return sky(x, y);
  };
}

/** The land upside down, broken by ripples that grow towards the shore, and the sun's path. */
function createWater(random: Random, land: Painter): Painter {
  const ripples = valueNoise(random), fine = valueNoise(random);
  return (x, y) => {
    const depth = y - WATER_LINE;
    const wave = ripples(x * 7, 26 * Math.sqrt(depth + 0.002) * 3) - 0.5;
    const small = fine(x * 26, 110 * Math.sqrt(depth + 0.002)) - 0.5;
    const bend = 0.012 + 0.2 * depth;
    const mirrored = land(x + bend * small * 0.6, WATER_LINE - depth * 1.05 - bend * wave);
    const deep = mix(scale(mirrored, 0.88), [0.1, 0.24, 0.38], 0.12 + 0.9 * depth);
    const path = Math.exp(-(((x - SUN.x) / (0.035 + 0.22 * depth)) ** 2));
    const glitter = path * smoothStep((small + 0.35 * wave + 0.02) / 0.12);
    return mix(deep, [1, 0.9, 0.66], 0.85 * glitter);
  };
}

function gradient(stops: readonly (readonly [number, Color])[], at: number): Color {
  const next = stops.findIndex(([position]) => position >= at);
  if (next <= 0) return stops.at(next)![1];
  const [from, a] = stops[next - 1]!, [to, b] = stops[next]!;
  return mix(a, b, (at - from) / (to - from));
}

function smoothStep(t: number): number {
  const u = Math.min(Math.max(t, 0), 1);
  return u * u * (3 - 2 * u);
}
