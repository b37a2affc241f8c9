import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import { contentLoss, discriminatorLoss, GAN_LOSSES, generatorLoss, pairLoss } from "./losses.ts";
import { scoped } from "./scoped.ts";

/** An 8x8 picture of four flat 4x4 patches, each of one color. */
function patches(colors: readonly (readonly [number, number, number])[]): tf.Tensor4D {
  const pixel = (i: number) => colors[2 * Math.floor(i / 32) + Math.floor((i % 8) / 4)]!;
  const values = Array.from({ length: 64 }, (_, i) => pixel(i)).flat();
  return tf.tensor4d(values, [1, 8, 8, 3]);
}

function grays(values: readonly number[]): tf.Tensor4D {
  return patches(values.map((v) => [v, v, v] as const));
}

function value(f: () => tf.Scalar): number {
  return scoped(() => f().dataSync()[0]!);
}

describe("losses", () => {
  before(async () => void await startBackend());

  it("least squares want 1 for real, 0 for painted pictures", () => {
    const [real, painted] = [() => [tf.tensor([1, 0, -1, 2])], () => [tf.tensor([1, 0, -1, 3])]];
    assertEquals(value(() => generatorLoss("least-squares", real())), (0 + 1 + 4 + 1) / 4);
    const half = ((0 + 1 + 4 + 1) / 4 + (1 + 0 + 1 + 9) / 4) / 2;
    assertEquals(value(() => discriminatorLoss("least-squares", real(), painted())), half);
  });

  it("hinge is content with 1 and -1, and the generator wants ever more", () => {
    const [real, painted] = [() => [tf.tensor([3, 1, 0.5])], () => [tf.tensor([-3, -1, 2])]];
    assertEquals(value(() => generatorLoss("hinge", real())), -1.5);
    assertAlmostEquals(
      value(() => discriminatorLoss("hinge", real(), painted())),
      (0 + 0 + 0.5) / 3 + (0 + 0 + 3) / 3,
      1e-6,
    );
  });

  it("the non-saturating game has logits", () => {
    const [real, painted] = [() => [tf.tensor([2, -1])], () => [tf.tensor([0, 0.5])]];
    const toss = (p: number) => -Math.log(p);
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
    const convinced = (toss(sigmoid(2)) + toss(sigmoid(-1))) / 2;
    assertAlmostEquals(value(() => generatorLoss("non-saturating", real())), convinced, 1e-6);
    const caught = (toss(1 - sigmoid(0)) + toss(1 - sigmoid(0.5))) / 2;
    const both = value(() => discriminatorLoss("non-saturating", real(), painted()));
    assertAlmostEquals(both, convinced + caught, 1e-6);
  });

  it("several judges count alike, however many patches each looks at", () => {
    const maps = (a: number, b: number) => [tf.fill([2, 4, 4, 1], a), tf.fill([2, 2, 2, 1], b)];
    for (const loss of GAN_LOSSES) {
      const alone = (score: number) => value(() => generatorLoss(loss, [tf.scalar(score)]));
      const both = value(() => generatorLoss(loss, maps(0.3, -2)));
      assertAlmostEquals(both, (alone(0.3) + alone(-2)) / 2, 1e-6, loss);
      const pair = (real: number, painted: number) =>
        value(() => discriminatorLoss(loss, [tf.scalar(real)], [tf.scalar(painted)]));
      const all = value(() => discriminatorLoss(loss, maps(0.3, -2), maps(0.1, 0.2)));
      assertAlmostEquals(all, (pair(0.3, 0.1) + pair(-2, 0.2)) / 2, 1e-6, loss);
    }
  });

  it("contentLoss compares standardized luminance", () => {
    // Both have the mean 0 and the variance 1: with epsilon 1e-3 they shrink by sqrt(1.001).
    const loss = value(() => contentLoss("lowpass", grays([1, 1, -1, -1]), grays([1, -1, 1, -1])));
    assertAlmostEquals(loss, (0 + 4 + 4 + 0) / 4 / 1.001, 1e-5);
    const opposite = value(() =>
      contentLoss("lowpass", grays([1, 1, -1, -1]), grays([-1, -1, 1, 1]))
    );
    assertAlmostEquals(opposite, 4 / 1.001, 1e-5);
  });

  it("contentLoss weighs red, green and blue as the eye does", () => {
    // Luminances 0.299, 0.587, 0.114 and 0 have the mean 0.25; y is their own standard form.
    const x = () => patches([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]);
    const centered = [0.049, 0.337, -0.136, -0.25];
    const variance = centered.reduce((sum, v) => sum + v * v, 0) / 4;
    const wanted = centered.map((v) => v / Math.sqrt(variance + 1e-3));
    const flat = wanted.reduce((sum, v) => sum + v * v, 0) / 4;
    assertAlmostEquals(value(() => contentLoss("lowpass", x(), grays([0, 0, 0, 0]))), flat, 1e-5);
    assertAlmostEquals(value(() => contentLoss("lowpass", x(), grays(centered))), 0, 1e-5);
  });

  it("contentLoss by tone minds brightness and contrast", () => {
    const x = () => grays([0.8, 0.4, -0.4, -0.8]);
    const loss = (y: tf.Tensor) => value(() => contentLoss("tone", x(), y as tf.Tensor4D));
    assertAlmostEquals(loss(x()), 0, 1e-7);
    assertAlmostEquals(loss(tf.add(x(), 0.1)), 0.01, 1e-6);
    assertAlmostEquals(loss(tf.mul(x(), 0.5)), 0.25 * (0.64 + 0.16) / 2, 1e-6);
  });

  it("pairLoss is 100 times the mean difference from the very painting", () => {
    const loss = value(() => pairLoss(grays([0.5, 0, -0.5, 1]), grays([0.25, 0, 0.5, 1])));
    assertAlmostEquals(loss, 100 * (0.25 + 1) / 4, 1e-4);
  });

  it("contentLoss forgives contrast, brightness and fine detail", () => {
    const x = () => grays([0.9, 0.2, -0.4, -0.7]);
    const brighter = value(() =>
      contentLoss("lowpass", x(), tf.add(tf.mul(x(), 0.8), 0.15) as tf.Tensor4D)
    );
    assert(brighter < 1e-4, `${brighter}`);
    const checker = () =>
      tf.tensor4d(
        Array.from({ length: 192 }, (_, i) => {
          const at = Math.floor(i / 3);
          return (Math.floor(at / 8) + at) % 2 === 0 ? 0.5 : -0.5;
        }),
        [1, 8, 8, 3],
      );
    const detailed = value(() =>
      contentLoss("lowpass", x(), tf.add(x(), checker()) as tf.Tensor4D)
    );
    assert(detailed < 1e-6, `${detailed}`);
  });
});
