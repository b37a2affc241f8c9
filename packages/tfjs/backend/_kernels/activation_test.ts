import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

describe("activations agree with the stock backend's", () => {
  for (const [name, op] of Object.entries({ sigmoid: tf.sigmoid, tanh: tf.tanh })) {
    it(name, () => agree(() => withGradients((x) => op(x), [tf.mul(random([7, 41], 1), 10)])));
    it(`${name} of what is no number, and of none`, () =>
      agree(() => [
        op(tf.tensor([NaN, Infinity, -Infinity, 0, -0, 1e-30, -1e4, 1e4])),
        op(tf.zeros([0, 3])),
      ]));
  }

  for (const [name, op] of Object.entries({ elu: tf.elu, selu: tf.selu, softplus: tf.softplus })) {
    it(`${name}, the stock kernel`, () =>
      agree(() => withGradients((x) => op(x), [random([7, 41], 1)])));
  }
});
