import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertAllClose } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { augment, type Augmentation, AUGMENTATIONS } from "./augment.ts";
import { startBackend } from "./backend.ts";
import { scoped } from "./scoped.ts";

const [N, SIZE] = [3, 16];

function pictures(): tf.Tensor4D {
  return tf.randomUniform([N, SIZE, SIZE, 3], -0.9, 0.9, "float32", 5) as tf.Tensor4D;
}

function changed(names: readonly Augmentation[], seed = 1): Float32Array {
  return scoped(() => augment(pictures(), names, new Random(seed)).dataSync<"float32">().slice());
}

function original(): Float32Array {
  return scoped(() => pictures().dataSync<"float32">().slice());
}

/** The pixel of picture `i`. */
function at(values: Float32Array, i: number, [row, column]: readonly [number, number]): number[] {
  const from = 3 * ((i * SIZE + row) * SIZE + column);
  return [...values.subarray(from, from + 3)];
}

describe("augment", () => {
  before(async () => void await startBackend());

  it("changes nothing if it is told nothing", () => {
    assertEquals(changed([]), original());
  });

  for (const name of AUGMENTATIONS) {
    it(`by ${name} changes each picture its own way, the same for equal seeds`, () => {
      const y = changed([name]);
      assertEquals(changed([name]), y);
      assertNotEquals(changed([name], 2), y);
      const difference = y.map((v, i) => v - original()[i]!);
      const size = SIZE * SIZE * 3;
      const [first, second] = [0, 1].map((i) => difference.subarray(i * size, (i + 1) * size));
      assertNotEquals(first, second);
    });
  }

  it("shifts by up to an eighth, and mirrors what comes in", () => {
    const [x, y] = [original(), changed(["shift"])];
    const mirrored = (k: number) => k < 0 ? -k : k >= SIZE ? 2 * SIZE - 2 - k : k;
    for (let i = 0; i < N; i++) {
      const shifts = [-2, -1, 0, 1, 2].flatMap((dy) => [-2, -1, 0, 1, 2].map((dx) => [dy, dx]));
      const fits = shifts.filter(([dy, dx]) =>
        Array.from({ length: SIZE * SIZE }, (_, k) => [Math.floor(k / SIZE), k % SIZE] as const)
          .every(([row, column]) => {
            const from = [mirrored(row + dy!), mirrored(column + dx!)] as const;
            return at(y, i, [row, column]).every((v, c) => v === at(x, i, from)[c]);
          })
      );
      assertEquals(fits.length, 1, `picture ${i}`);
    }
  });

  it("cuts out one box of at most half the size", () => {
    const [x, y] = [original(), changed(["cutout"])];
    for (let i = 0; i < N; i++) {
      const gray: (readonly [number, number])[] = [];
      for (let row = 0; row < SIZE; row++) {
        for (let column = 0; column < SIZE; column++) {
          const pixel = at(y, i, [row, column]);
          if (pixel.every((v) => v === 0)) gray.push([row, column]);
          else assertEquals(pixel, at(x, i, [row, column]));
        }
      }
      const [height, width] = [0, 1].map((axis) => new Set(gray.map((p) => p[axis])).size);
      assertEquals(gray.length, height! * width!, "a box");
      assert(height! > 0 && height! <= SIZE / 2 && width! > 0 && width! <= SIZE / 2);
    }
  });

  it("changes colors by one brightness, saturation and contrast for each picture", () => {
    // All three are affine in the pixel, its mean over channels and the picture's mean.
    const [x, y] = [original(), changed(["color"])];
    const gray = (pixel: number[]) => pixel.reduce((a, b) => a + b) / 3;
    for (let i = 0; i < N; i++) {
      const [p, q] = [at(x, i, [0, 0]), at(x, i, [5, 9])];
      const [u, v] = [at(y, i, [0, 0]), at(y, i, [5, 9])];
      const contrast = (gray(u) - gray(v)) / (gray(p) - gray(q));
      assert(contrast > 0.5 - 1e-4 && contrast < 1.5 + 1e-4, `contrast ${contrast}`);
      const ratios = [0, 1, 2].map((c) => (u[c]! - gray(u)) / (p[c]! - gray(p)));
      assertAllClose(ratios, [ratios[0]!, ratios[0]!, ratios[0]!], { rtol: 1e-3 });
      assert(ratios[0]! / contrast < 2 + 1e-4, `saturation ${ratios[0]! / contrast}`);
    }
  });

  it("passes gradients through, all but what was cut out", () => {
    scoped(() => {
      const random = () => new Random(3);
      const ones = tf.grad((x: tf.Tensor) =>
        tf.sum(augment(x as tf.Tensor4D, ["cutout"], random()))
      )(pictures());
      const kept = augment(tf.onesLike(pictures()), ["cutout"], random());
      assertEquals(ones.dataSync(), kept.dataSync());
      // A shift moves every inner pixel somewhere once; the mirrored ones count twice or more.
      const moved = tf.grad((x: tf.Tensor) =>
        tf.sum(augment(x as tf.Tensor4D, ["shift", "color"], random()))
      )(pictures());
      assert(moved.dataSync().every((v) => Number.isFinite(v)));
      assert(Number(tf.sum(tf.abs(moved)).dataSync()[0]) > 0);
    });
  });
});
