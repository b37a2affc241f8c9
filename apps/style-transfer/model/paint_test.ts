import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertAllClose, assertBitEqual } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { createPicture, type Picture } from "../data/picture.ts";
import { Random } from "../data/random.ts";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import { createGenerator, generate, type GeneratorConfig } from "./generator.ts";
import type { NormName } from "./norms.ts";
import { paint, type Painter } from "./paint.ts";
import { toTensors } from "./weights.ts";

function createPainter(norm: NormName): Painter {
  const generator: GeneratorConfig = {
    architecture: "residual",
    enlargement: "nearest",
    width: 4,
    blocks: 1,
    norm,
  };
  return { generator, weights: createGenerator(generator, new Random(1)) };
}

function noise(width: number, height: number): Picture {
  const random = new Random(2);
  const picture = createPicture(width, height);
  picture.pixels.forEach((_, i) => picture.pixels[i] = random.uniform());
  return picture;
}

describe("paint", () => {
  before(async () => void await startBackend());

  it("keeps sizes of any kind, in range", () => {
    const painter = createPainter("instance");
    for (const [width, height] of [[37, 23], [5, 7], [1, 1], [1, 9], [16, 8]] as const) {
      const painted = paint(painter, noise(width, height));
      assertEquals([painted.width, painted.height], [width, height]);
      assertEquals(painted.pixels.length, width * height * 3);
      assert(painted.pixels.every((v) => v >= 0 && v <= 1), `${width}x${height}`);
    }
  });

  it("gives the same bits again, and leaves its picture alone", () => {
    const painter = createPainter("instance");
    const picture = noise(13, 10);
    assertBitEqual(paint(painter, picture).pixels, paint(painter, picture).pixels);
    assertEquals(picture, noise(13, 10));
  });

  it("paints what the generator paints, mirrored to a multiple of 4 and cut again", () => {
    const painter = createPainter("instance");
    const picture = noise(14, 9);
    const painted = paint(painter, picture);
    const expected = scoped(() => {
      const x = tf.sub(tf.mul(tf.tensor4d(picture.pixels, [1, 9, 14, 3]), 2), 1) as tf.Tensor4D;
      const padded = tf.mirrorPad(x, [[0, 0], [0, 3], [0, 2], [0, 0]], "reflect");
      const weights = toTensors(painter.weights);
      const y = generate(padded, painter.generator, { weights, statistics: "running" });
      const cut = tf.slice(y, [0, 0, 0, 0], [1, 9, 14, 3]);
      return tf.div(tf.add(cut, 1), 2).dataSync<"float32">().slice();
    });
    assertAllClose(painted.pixels, expected, { atol: 1e-6 });
  });

  it("carries alpha over", () => {
    const alpha = Float32Array.from({ length: 35 }, (_, i) => i / 34);
    const painted = paint(createPainter("none"), { ...noise(5, 7), alpha });
    assertBitEqual(painted.alpha!, alpha);
    assert(!("alpha" in paint(createPainter("none"), noise(5, 7))));
  });

  it("takes a batch-norm generator's running statistics, unless it is told otherwise", () => {
    const painter = createPainter("batch");
    const picture = noise(8, 8);
    const [usual, running, instance, batch] = [
      paint(painter, picture),
      paint(painter, picture, "running"),
      paint(painter, picture, "instance"),
      paint(painter, picture, "batch"),
    ];
    assertEquals(usual, running);
    assertNotEquals(usual, instance);
    assertBitEqual(batch!.pixels, instance!.pixels, "a batch of one");
  });

  it("leaves no tensor behind", () => {
    const painter = createPainter("batch");
    const before = tf.memory().numTensors;
    paint(painter, noise(9, 9));
    assertEquals(tf.memory().numTensors, before);
  });
});
