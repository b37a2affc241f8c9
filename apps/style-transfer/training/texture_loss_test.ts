import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import { scoped } from "./scoped.ts";
import { MIN_TEXTURE_PX, textureLoss } from "./texture_loss.ts";

const SIZE = 96;

/** A picture from a function of row, column and channel. */
function picture(value: (row: number, column: number, channel: number) => number): tf.Tensor4D {
  const values = Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return value(Math.floor(pixel / SIZE), pixel % SIZE, i % 3);
  });
  return tf.tensor4d(values, [1, SIZE, SIZE, 3]);
}

/** Waves of 12 pixels, in a color. */
function waves(
  { across = 0, shift = 0, color = [0.6, 0.2, -0.4] }: {
    readonly across?: number;
    readonly shift?: number;
    readonly color?: readonly number[];
  },
): tf.Tensor4D {
  return picture((row, column, channel) => {
    const along = across * row + (1 - across) * column + shift;
    return color[channel]! * Math.sin(2 * Math.PI * along / 12);
  });
}

function distance(painting: tf.Tensor4D, style: tf.Tensor4D): number {
  return scoped(() => textureLoss(painting, style).dataSync()[0]!);
}

describe("textureLoss", () => {
  before(async () => void await startBackend());

  it("is 0 for a picture and itself, and 1 for one that filters hardly answer to", () => {
    assertEquals(distance(waves({}), waves({})), 0);
    // To a gray one they answer by their bias alone, which is nothing beside a hundred times the waves.
    const gray = distance(picture(() => 0), waves({ color: [100, 100, 100] }));
    assertAlmostEquals(gray, 1, 1e-3);
  });

  it("does not mind where strokes are, but which way they go, and their color", () => {
    // Moved by a whole pixel of the smallest scale.
    const [moved, turned, colored] = [
      waves({ shift: 4 }),
      waves({ across: 1 }),
      waves({ color: [-0.4, 0.2, 0.6] }),
    ].map((other) => distance(other, waves({})));
    assert(moved! < 0.03, `moved: ${moved}`);
    assert(turned! > 10 * moved!, `turned: ${turned}, moved: ${moved}`);
    assert(colored! > 10 * moved!, `colored: ${colored}, moved: ${moved}`);
  });

  it("takes pictures of different numbers and sizes, down to the least", () => {
    const small = tf.slice(waves({}), [0, 0, 0, 0], [1, MIN_TEXTURE_PX, MIN_TEXTURE_PX, 3]);
    const two = tf.concat([waves({}), waves({})]) as tf.Tensor4D;
    assertAlmostEquals(distance(two, waves({})), 0, 1e-6);
    assert(Number.isFinite(distance(small as tf.Tensor4D, two)));
  });

  it("has the slope that it changes by", () => {
    const [from, style] = [waves({}), waves({ across: 1 })];
    const direction = tf.sub<tf.Tensor4D>(style, from);
    const along = scoped(() => {
      const slope = tf.grad((x) => textureLoss(x as tf.Tensor4D, style))(from);
      return tf.sum(tf.mul(slope, direction)).dataSync()[0]!;
    });
    const step = 0.02;
    const at = (t: number) => distance(tf.add(from, tf.mul(direction, t)), style);
    const measured = (at(step) - at(-step)) / (2 * step);
    assertAlmostEquals(along, measured, 0.02 * Math.abs(measured));
  });
});
