import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { contentPicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { freezeStatistics } from "../model/freeze_statistics.ts";
import { createGenerator } from "../model/generator.ts";
import type { NormName } from "../model/norms.ts";
import { paint, type Painter } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import { SmoothStatistics } from "./smooth_statistics.ts";

function createPainter(norm: NormName): Painter {
  const generator = {
    architecture: "residual",
    enlargement: "nearest",
    width: 4,
    blocks: 1,
    norm,
  } as const;
  return { generator, weights: createGenerator(generator, new Random(1)) };
}

/** A scene; at the left something bright that is so high. */
function frame(height: number): Picture {
  const scene = contentPicture(1, 1, 32);
  const pixels = scene.pixels.slice();
  for (let row = 0; row < height; row++) pixels.fill(1, 3 * 32 * row, 3 * (32 * row + 8));
  return { ...scene, pixels };
}

const NAME = "enter.frozen_mean";

describe("SmoothStatistics", () => {
  before(async () => void await startBackend());
  const painter = createPainter("instance");

  it("takes the first frame as it is, and keeps to a scene that stays", async () => {
    const smooth = new SmoothStatistics(painter);
    const frozen = await freezeStatistics(painter, frame(0));
    assertEquals(await smooth.next(frame(0)), frozen);
    const later = await smooth.next(frame(0));
    for (const [name, { values }] of later) {
      values.forEach((v, i) => assertAlmostEquals(v, frozen.get(name)!.values[i]!, 1e-6));
    }
  });

  it("follows a change by its rate", async () => {
    const smooth = new SmoothStatistics(painter, { rate: 0.25 });
    const frozenAt = async (height: number) =>
      (await freezeStatistics(painter, frame(height))).get(NAME)!.values;
    const [from, to] = [await frozenAt(0), await frozenAt(6)];
    await smooth.next(frame(0));
    for (const left of [0.75, 0.75 ** 2, 0.75 ** 3]) {
      const { values } = (await smooth.next(frame(6))).get(NAME)!;
      values.forEach((v, i) => {
        const start = from[i]!, end = to[i]!;
        assertAlmostEquals(v, end + left * (start - end), 1e-5);
      });
    }
  });

  it("takes a new scene at once", async () => {
    const smooth = new SmoothStatistics(painter);
    await smooth.next(frame(0));
    const white = createPicture(32, 32);
    white.pixels.fill(1);
    assertEquals(await smooth.next(white), await freezeStatistics(painter, white));
  });

  it("keeps what does not move from flickering", async () => {
    const smooth = new SmoothStatistics(painter);
    const frames = Array.from({ length: 8 }, (_, i) => frame(i % 2 === 0 ? 0 : 8));
    const flicker = (pictures: readonly Picture[]) => {
      let sum = 0;
      pictures.slice(1).forEach(({ pixels }, t) => {
        // The lower right quarter is far from the bright thing.
        for (let row = 24; row < 32; row++) {
          for (let i = 3 * (32 * row + 24); i < 3 * 32 * (row + 1); i++) {
            sum += Math.abs(pixels[i]! - pictures[t]!.pixels[i]!);
          }
        }
      });
      return sum;
    };
    const own = flicker(frames.map((picture) => paint(painter, picture)));
    const smoothed: Picture[] = [];
    for (const picture of frames) {
      const weights = new Map([...painter.weights, ...await smooth.next(picture)]);
      smoothed.push(paint({ ...painter, weights }, picture, "frozen"));
    }
    const steady = flicker(smoothed);
    assert(own > 0 && steady < 0.3 * own, `${steady} against ${own}`);
  });

  it("has nothing to do for batch norm, and refuses other rates", async () => {
    const smooth = new SmoothStatistics(createPainter("batch"));
    for (const height of [0, 1]) assertEquals((await smooth.next(frame(height))).size, 0);
    for (const rate of [0, 1.1, NaN]) {
      assertThrows(() => new SmoothStatistics(painter, { rate }), RangeError, "rate must be above");
    }
  });
});
