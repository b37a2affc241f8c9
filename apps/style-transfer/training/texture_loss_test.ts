import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { startBackend } from "./backend.ts";
import { scoped } from "./scoped.ts";
import { textureLoss } from "./texture_loss.ts";

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

function distance(painting: tf.Tensor4D, style: tf.Tensor4D, seed = 1): number {
  return scoped(() => textureLoss(painting, style, new Random(seed)).dataSync()[0]!);
}

describe("textureLoss", () => {
  before(async () => void await startBackend());

  it("is 0 for a picture and itself, and for its tiles in another order", () => {
    assertEquals(distance(waves({}), waves({})), 0);
    // Of 16 pixels there is one scale, and every patch counts.
    const noise = tf.randomNormal([2, 16, 16, 3], 0, 1, "float32", 1) as tf.Tensor4D;
    assertAlmostEquals(distance(noise, tf.reverse(noise, 0)), 0, 1e-6);
  });

  it("is the shadow of the difference between two colors", () => {
    // Along a unit vector in n dimensions, a vector is |cos| as long, in the mean sqrt(2 / (pi n)).
    const color = [0.3, -0.2, 0.5];
    const far = Array.from(
      { length: 20 },
      (_, seed) => distance(picture((_r, _c, i) => color[i]!), picture(() => 0), seed),
    );
    const mean = far.reduce((a, b) => a + b) / far.length;
    const length = 7 * Math.hypot(...color), dimensions = 3 * 7 * 7;
    assertAlmostEquals(mean / (length * Math.sqrt(2 / (Math.PI * dimensions))), 1, 0.05);
  });

  it("does not mind where strokes are, but which way they go, and their color", () => {
    const [moved, turned, colored] = [
      waves({ shift: 4 }),
      waves({ across: 1 }),
      waves({ color: [-0.4, 0.2, 0.6] }),
    ].map((other) => distance(other, waves({})));
    assert(turned! > 3 * moved!, `turned: ${turned}, moved: ${moved}`);
    assert(colored! > 3 * moved!, `colored: ${colored}, moved: ${moved}`);
  });

  it("sees other patches from other sides each time, and the same for equal seeds", () => {
    const [a, b] = [waves({}), waves({ across: 1 })];
    assertEquals(distance(a, b, 7), distance(a, b, 7));
    assertNotEquals(distance(a, b, 7), distance(a, b, 8));
  });

  it("compares batches patch by patch, of any height and width from 16", () => {
    const two = tf.concat([waves({}), waves({ across: 1 })]) as tf.Tensor4D;
    const turned = tf.reverse(two, 0);
    assert(distance(turned, two) < 0.1 * distance(waves({}), waves({ across: 1 })));
    const narrow = tf.slice(two, [0, 0, 0, 0], [2, 17, 50, 3]) as tf.Tensor4D;
    assertEquals(distance(narrow, narrow), 0);
    assert(distance(tf.neg(narrow), narrow) > 0);
  });

  it("refuses batches that it cannot compare", () => {
    const two = tf.concat([waves({}), waves({})]) as tf.Tensor4D;
    const small = tf.slice(waves({}), [0, 0, 0, 0], [1, 15, 96, 3]) as tf.Tensor4D;
    for (const [painting, style] of [[waves({}), two], [small, small]] as const) {
      assertThrows(() => distance(painting, style), RangeError, "must have one shape, at least 16");
    }
    // So many that a grid of a thousand would be wider than the pictures.
    const many = tf.zeros<tf.Rank.R4>([500, 16, 16, 3]);
    assert(distance(many, tf.onesLike(many)) > 0);
  });

  it("has the slope that it changes by", () => {
    const [from, style] = [waves({}), waves({ across: 1 })];
    const direction = tf.sub<tf.Tensor4D>(style, from);
    const along = scoped(() => {
      const loss = (x: tf.Tensor) => textureLoss(x as tf.Tensor4D, style, new Random(1));
      return tf.sum(tf.mul(tf.grad(loss)(from), direction)).dataSync()[0]!;
    });
    const step = 0.01;
    const at = (t: number) => distance(tf.add(from, tf.mul(direction, t)), style);
    const measured = (at(step) - at(-step)) / (2 * step);
    assertAlmostEquals(along, measured, 0.03 * Math.abs(measured));
  });
});
