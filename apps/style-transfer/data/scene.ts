/** Procedural photographs: endless, seeded, the same scene at every resolution. */

import { createPicture, type Picture } from "./picture.ts";
import { Random } from "./random.ts";
import { type Color, mix, randomColor, randomShape, scale, type Shape } from "./scene_shapes.ts";
import { valueNoise } from "./value_noise.ts";

/** How large to render a scene, in pixels. */
export interface SceneSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Sky, hills and ground with shapes and their shadows in front, under an exposure that differs from
 * scene to scene: how a norm deals with contrast and brightness is what the data are for.
 */
export function renderScene(random: Random, { width, height }: SceneSize): Picture {
  const aspect = width / height;
  const background = randomBackground(random);
  const shapes = Array.from({ length: 3 + random.integer(6) }, () => randomShape(random, aspect));
  const contrast = random.between(0.3, 1), brightness = random.between(0, 1 - contrast);
  const grain = new Random(random.integer(2 ** 31));

  const picture = createPicture(width, height);
  const pixel = 1 / height;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) * pixel, y = (row + 0.5) * pixel;
      const color = shade(shapes, { x, y, pixel }, background(x, y));
      for (let c = 0; c < 3; c++) {
        const value = brightness + contrast * Math.min(Math.max(color[c]!, 0), 1);
        picture.pixels[3 * (row * width + column) + c] = clamp(value + 0.01 * grain.normal());
      }
    }
  }
  return picture;
}

function randomBackground(random: Random): (x: number, y: number) => Color {
  const zenith = randomColor(random), horizon = randomColor(random), ground = randomColor(random);
  const hill = valueNoise(random), texture = valueNoise(random);
  const level = random.between(0.35, 0.75), relief = random.between(0.05, 0.5);
  const roughness = random.between(2, 9);
  return (x, y) => {
    const edge = level - relief * (hill(x * 2, 0.5) - 0.3);
    if (y < edge) return mix(zenith, horizon, Math.max(y / level, 0));
    return scale(ground, 0.55 + 0.7 * texture(x * roughness, y * roughness * 2));
  };
}

function shade(
  shapes: readonly Shape[],
  at: { readonly x: number; readonly y: number; readonly pixel: number },
  background: Color,
): Color {
  let color = background;
  for (const shape of shapes) {
    const shadow = coverage(shape.distance(at.x - 0.025, at.y - 0.03), 0.03);
    if (shadow > 0) color = scale(color, 1 - 0.35 * shadow);
    const inside = coverage(shape.distance(at.x, at.y), at.pixel);
    if (inside > 0) color = mix(color, shape.color(at.x, at.y), inside);
  }
  return color;
}

/** How much of a pixel lies inside, from a signed distance. */
function coverage(distance: number, width: number): number {
  return clamp(0.5 - distance / width);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
