import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

const BINARY = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
};

const UNBROADCAST: readonly string[] = ["maximum", "minimum", "squaredDifference"];

const SHAPES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[3, 5, 7], [3, 5, 7]],
  [[64, 9], []],
  [[], [64, 9]],
  [[2, 33], [1, 1]],
  [[4, 5, 6], [6]],
  [[6], [4, 5, 6]],
  [[4, 5, 6], [5, 1]],
  [[4, 1, 6], [5, 1]],
  [[1], [1]],
  [[0, 4], [4]],
];

describe("operations on two tensors agree with the stock backend's", () => {
  for (const [name, op] of Object.entries(BINARY)) {
    for (const [a, b] of SHAPES) {
      it(`${name}: [${a}] with [${b}]`, () =>
        agree(() => {
          const xs = [random([...a], 1), tf.add(random([...b], 2), 2)] as const;
          // Some stock gradients know nothing of broadcasting.
          const alone = UNBROADCAST.includes(name) && String(a) !== String(b);
          return alone ? op(...xs) : withGradients((a, b) => op(a!, b!), [...xs]);
        }));
    }

    it(`${name}: what is no number`, () =>
      agree(() => {
        const special = [NaN, Infinity, -Infinity, 0, -0, 1, 3.4e38, 1e-45];
        const a = tf.tensor(special.flatMap((value) => special.map(() => value)));
        const b = tf.tensor(special.flatMap(() => special));
        return [op(a, b), op(a, NaN), op(-Infinity, b)];
      }));

    it(`${name}: integers`, () =>
      agree(() => {
        const a = tf.range(1, 33, 1, "int32");
        return [tf.cast(op(a, tf.scalar(2, "int32")), "float32"), op(tf.cast(a, "float32"), a)];
      }));
  }

  it("a tensor with itself", () =>
    agree(() => withGradients((x) => tf.mul(x, tf.add(x, x)), [random([300], 1)])));
});

describe("operations on one tensor agree with the stock backend's", () => {
  const unary: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
    relu: tf.relu,
    relu6: tf.relu6,
    leakyRelu: (x) => tf.leakyRelu(x, 0.3),
    step: (x) => tf.step(x, 0.25),
    neg: tf.neg,
    square: tf.square,
    clipByValue: (x) => tf.clipByValue(x, -2, 0.5),
  };
  for (const [name, op] of Object.entries(unary)) {
    for (const size of [3, 16, 333]) {
      it(`${name} of ${size}`, () =>
        agree(() => withGradients((x) => op(x), [tf.mul(random([size], 1), 8)])));
    }
    it(`${name} of what is no number`, () =>
      agree(() =>
        op(tf.tensor([NaN, Infinity, -Infinity, 0, -0, 1, -1, 7, ...Array(16).fill(2)]))
      ));
  }
});
