import { assert, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, secondDerivativeError } from "./_test_operation.ts";
import { registerEvenkeel } from "./backend/mod.ts";
import { registerSecondGradients } from "./second_gradients.ts";

const SHAPE = [1, 4, 4, 2];
const picture = (x: tf.Tensor) => x as tf.Tensor4D;

/** All of its shape. */
const OPERATIONS: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  exp: (x) => tf.exp(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  sigmoid: (x) => tf.sigmoid(x),
  softmax: (x) => tf.softmax(x),
  tanh: (x) => tf.tanh(x),
  avgPool: (x) => tf.avgPool(picture(x), 3, 1, "same"),
  "avgPool by two": (x) => tf.tile(tf.avgPool(picture(x), 2, 2, "valid"), [1, 2, 2, 1]),
  depthwiseConv2d: (x) =>
    tf.depthwiseConv2d(picture(x), normal<tf.Rank.R4>([3, 3, 2, 1], 4), 1, "same"),
  "depthwiseConv2d, by its filter too": (x) => {
    const filter = tf.reshape(tf.slice(x, 0, [1, 3, 3, 2]), [3, 3, 2, 1]);
    return tf.depthwiseConv2d(picture(x), filter as tf.Tensor4D, 1, "same");
  },
  resizeBilinear: (x) => tf.slice(tf.image.resizeBilinear(picture(x), [7, 9]), 0, SHAPE),
  // These are right in stock.
  conv2d: (x) => tf.conv2d(picture(x), normal<tf.Rank.R4>([3, 3, 2, 2], 5), 1, "same"),
  relu: (x) => tf.relu(x),
  pad: (x) => tf.slice(tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), 0, SHAPE),
};

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
  registerSecondGradients();
});

for (const backend of ["evenkeel", "cpu"]) {
  describe(`registerSecondGradients: ${backend}`, () => {
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      it(name, async () => {
        await tf.setBackend(backend);
        const error = secondDerivativeError(operation, SHAPE);
        assert(error < 2e-2, `${error} must be less than 0.02`);
      });
    }

    for (const name of ["maxPool", "elu"] as const) {
      it(`${name} is refused with an error`, async () => {
        await tf.setBackend(backend);
        const f = (x: tf.Tensor) => name === "elu" ? tf.elu(x) : tf.maxPool(picture(x), 2, 2, 0);
        const slope = tf.grad((x) => tf.sum(tf.square(f(x))));
        const twice = tf.grad((x) => tf.sum(slope(x)));
        assertThrows(() => twice(normal(SHAPE, 1)), Error, "gradient function not found");
      });
    }
  });
}
