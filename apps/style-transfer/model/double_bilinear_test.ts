import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertAlmostEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "../training/backend.ts";
import { BACKEND_NAMES } from "../training/backend_names.ts";
import { scoped } from "../training/scoped.ts";
import { doubleBilinear } from "./double_bilinear.ts";

describe("doubleBilinear", () => {
  for (const backend of BACKEND_NAMES.filter((name) => name !== "webgpu")) {
    it(`has a gradient that is the transpose of the enlargement, on ${backend}`, async () => {
      await startBackend({ backend });
      for (const [h, w] of [[1, 1], [1, 4], [3, 5]] as const) {
        scoped(() => {
          const values = (size: number, seed: number) =>
            randomArray(size, seed, { type: "float32" });
          const x = tf.tensor4d(values(2 * h * w * 3, 1), [2, h, w, 3]);
          const dy = tf.tensor4d(values(8 * h * w * 3, 2), [2, 2 * h, 2 * w, 3]);
          const [y, dx] = [
            doubleBilinear(x),
            tf.grad((x) => doubleBilinear(x as tf.Tensor4D))(x, dy),
          ];
          const product = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b)).dataSync()[0]!;
          assertAlmostEquals(product(y, dy), product(x, dx), 1e-4);
        });
      }
    });
  }

  it("mixes neighbors by their distance, and the border with itself", async () => {
    await startBackend({ backend: "cpu" });
    scoped(() => {
      const x = tf.tensor4d([0, 4, 8], [1, 1, 3, 1]);
      assertAllClose(doubleBilinear(x).dataSync(), [0, 1, 3, 5, 7, 8, 0, 1, 3, 5, 7, 8]);
    });
  });
});
