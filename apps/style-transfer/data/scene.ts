/** Procedural photographs: endless, seeded, the same scene at every resolution. */

import { mixPaint, type Paint, scalePaint, setPaint } from "./paint.ts";
import { createPicture, type Picture } from "./picture.ts";
import { Random } from "./random.ts";
import { randomColor, randomShape, type Shape } from "./scene_shapes.ts";
import { valueNoise } from "./value_noise.ts";

/** Where shadows fall, and how soft they are. */
const SHADOW = { right: 0.025, down: 0.03, width: 0.03 } as const;

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
  const near = shapes.map((shape) => nearby(shape, pixel));
  const edges = Array.from(
    { length: width },
    (_, column) => background.edge((column + 0.5) * pixel),
  );
  const spot: Spot = { x: 0, y: 0, pixel, paint: new Float64Array(3), layer: new Float64Array(3) };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      spot.x = (column + 0.5) * pixel;
      spot.y = (row + 0.5) * pixel;
      background.paint(spot, edges[column]!);
      paintShapes(near, spot);
      for (let c = 0; c < 3; c++) {
        const value = brightness + contrast * Math.min(Math.max(spot.paint[c]!, 0), 1);
        picture.pixels[3 * (row * width + column) + c] = clamp(value + 0.01 * grain.normal());
      }
    }
  }
  return picture;
}

/** What is being painted; the same object for every pixel. */
interface Spot {
  x: number;
  y: number;
  /** How large a pixel is. */
  readonly pixel: number;
  readonly paint: Paint;
  /** For what is to be laid over that. */
  readonly layer: Paint;
}

/** Sky, hills and ground. */
interface Background {
  /** Where, going down, the ground begins. */
  edge(x: number): number;
  paint(spot: Spot, edge: number): void;
}

function randomBackground(random: Random): Background {
  const zenith = randomColor(random), horizon = randomColor(random), ground = randomColor(random);
  const hill = valueNoise(random), texture = valueNoise(random);
  const level = random.between(0.35, 0.75), relief = random.between(0.05, 0.5);
  const roughness = random.between(2, 9);
  return {
    edge: (x) => level - relief * (hill(x * 2, 0.5) - 0.3),
    paint: ({ x, y, paint }, edge) => {
      setPaint(paint, y < edge ? zenith : ground);
      if (y < edge) mixPaint(paint, horizon, Math.max(y / level, 0));
      else scalePaint(paint, 0.55 + 0.7 * texture(x * roughness, y * roughness * 2));
    },
  };
}

/** A shape, and the squares of how far from its middle it, or its shadow, can be seen at all. */
interface Nearby {
  readonly shape: Shape;
  readonly inside: number;
  readonly shadow: number;
}

function nearby(shape: Shape, pixel: number): Nearby {
  const squared = (width: number) => (1.001 * shape.reach(width / 2)) ** 2; // more, for rounding
  return { shape, inside: squared(pixel), shadow: squared(SHADOW.width) };
}

function paintShapes(shapes: readonly Nearby[], { x, y, pixel, paint, layer }: Spot): void {
  const shadowX = x - SHADOW.right, shadowY = y - SHADOW.down;
  for (const { shape, inside, shadow } of shapes) {
    // Most pixels are far from most shapes.
    if ((shadowX - shape.x) ** 2 + (shadowY - shape.y) ** 2 < shadow) {
      const covered = coverage(shape.distance(shadowX, shadowY), SHADOW.width);
      if (covered > 0) scalePaint(paint, 1 - 0.35 * covered);
    }
    if ((x - shape.x) ** 2 + (y - shape.y) ** 2 < inside) {
      const covered = coverage(shape.distance(x, y), pixel);
      if (covered > 0) {
        shape.paint(layer, x, y);
        mixPaint(paint, layer, covered);
      }
    }
  }
}

/** How much of a pixel lies inside, from a signed distance. */
function coverage(distance: number, width: number): number {
  return clamp(0.5 - distance / width);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
