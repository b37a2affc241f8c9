import { assertAlmostEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, dot, random, runOn, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

const SIZES: readonly (readonly [number, number])[] = [[12, 14], [6, 7], [5, 20], [3, 2], [1, 1]];
const MODES = [[false, false], [true, false], [false, true]] as const;

const RESIZES = {
  bilinear: tf.image.resizeBilinear<tf.Tensor4D>,
  nearest: tf.image.resizeNearestNeighbor<tf.Tensor4D>,
};

for (const [name, resize] of Object.entries(RESIZES)) {
  describe(`resizing, ${name}`, () => {
    for (const size of SIZES) {
      for (const [corners, centers] of MODES) {
        const how = `${size}${corners ? ", corners aligned" : ""}${centers ? ", half pixels" : ""}`;

        it(`agrees with the stock backend: ${how}`, () =>
          agree(() => {
            const x = random<tf.Rank.R4>([2, 6, 7, 5], 1);
            return resize(x, [...size], corners, centers);
          }));

        // The stock gradients mix up images, height and width, and half pixels.
        it(`has the transpose as its gradient: ${how}`, async () => {
          const { values: [x, y, dy, dx] } = await runOn("evenkeel", () => {
            const x = random<tf.Rank.R4>([2, 6, 7, 5], 1);
            const y = resize(x, [...size], corners, centers);
            const dy = random(y.shape, 2);
            const dx = tf.grad((x) =>
              tf.sum(tf.mul(dy, resize(x as tf.Tensor4D, [...size], corners, centers)))
            )(x);
            return [x, y, dy, dx];
          });
          assertAlmostEquals(dot(x!, dx!), dot(y!, dy!), 1e-4);
        });
      }
    }
  });
}

describe("paddings agree with the stock backend's", () => {
  const sides: readonly [number, number][][] = [
    [[0, 0], [1, 2], [3, 0], [0, 0]],
    [[0, 0], [0, 0], [2, 2], [0, 0]],
    [[1, 0], [1, 1], [0, 2], [0, 3]],
    [[0, 0], [0, 0], [0, 0], [0, 0]],
  ];
  for (const paddings of sides) {
    for (const value of [0, 3]) {
      it(`with ${value}: ${JSON.stringify(paddings)}`, () =>
        agree(() => withGradients((x) => tf.pad(x, paddings, value), [random([2, 6, 7, 5], 1)])));
    }
    for (const mode of ["reflect", "symmetric"] as const) {
      it(`${mode}: ${JSON.stringify(paddings)}`, () =>
        agree(() => {
          const largest = mode === "reflect" ? 1 : 2;
          const capped = paddings.map((pair) => pair.map((n) => Math.min(n, largest)));
          const x = random<tf.Rank.R4>([2, 6, 7, 5], 1);
          return tf.mirrorPad(x, capped as [number, number][], mode);
        }));
    }
  }

  it("are not negative", async () => {
    await tf.setBackend("evenkeel");
    assertThrows(
      () => tf.tidy(() => tf.pad(random([2, 6, 7, 5], 1), [[0, 0], [-1, 0], [0, 0], [0, 0]])),
      RangeError,
      "paddings must not be negative, got [[0,0],[-1,0],[0,0],[0,0]]",
    );
  });

  it("of other ranks, of empty tensors, and of integers", () =>
    agree(() => [
      tf.pad(random([5, 6], 1), [[1, 2], [0, 1]]),
      tf.pad(random([40], 1), [[3, 2]], 7),
      tf.pad(random([0, 6], 1), [[1, 2], [0, 1]], 7),
      tf.pad(random([2, 3, 4, 5, 6], 1), [[1, 0], [0, 2], [1, 1], [0, 0], [0, 3]]),
      tf.cast(tf.pad(tf.range(0, 9, 1, "int32"), [[1, 2]], 4), "float32"),
      tf.mirrorPad(random<tf.Rank.R3>([5, 6, 2], 1), [[1, 2], [0, 1], [0, 0]], "reflect"),
    ]));
});
