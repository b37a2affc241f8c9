import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

describe("parts agree with the stock backend's", () => {
  const cases: readonly (readonly [readonly number[], readonly number[], readonly number[]])[] = [
    [[300], [17], [200]],
    [[300], [0], [-1]],
    [[20, 30], [3, 0], [5, 30]],
    [[20, 30], [0, 4], [20, 1]],
    [[3, 5, 7, 11], [1, 2, 3, 4], [2, 3, 4, 5]],
    [[3, 5, 7, 11], [0, 2, 0, 0], [-1, 2, -1, -1]],
    [[3, 5, 7, 11], [0, 0, 0, 0], [3, 5, 7, 11]],
    [[4, 4], [1, 1], [0, 3]],
  ];
  for (const [shape, begin, size] of cases) {
    it(`[${size}] from [${begin}] of [${shape}]`, () =>
      agree(() =>
        withGradients((x) => tf.slice(x, [...begin], [...size]), [random([...shape], 1)])
      ));
  }

  it("of integers, and through other kernels", () =>
    agree(() => {
      const x = random<tf.Rank.R2>([40, 10], 1);
      return [
        tf.cast(tf.slice(tf.range(0, 300, 1, "int32"), 5, 7), "float32"),
        ...tf.split(x, 4, 0),
        ...tf.unstack(x, 1),
        tf.concat([x, tf.slice(x, [3, 2], [7, 8])].map((part) => tf.reshape(part, [-1]))),
      ];
    }));

  for (const axis of [0, 1, 2, -1]) {
    it(`side by side along ${axis}, and back`, () =>
      agree(() => [
        ...withGradients((a, b) => tf.concat([a, b, a], axis), [
          random([6, 8, 10], 1),
          random([6, 8, 10], 2),
        ]),
        ...tf.split(random([6, 8, 10], 1), 2, axis),
        ...tf.split(random([6, 6, 6], 1), [1, 5], axis),
        ...tf.split(random([6, 6, 6], 1), [1, -1, 2], axis),
      ]));
  }

  it("of other sizes, empty ones, integers and cast integers, one after the other", () =>
    agree(() => [
      tf.concat([random([5, 3, 40], 1), random([5, 1, 40], 2), random([5, 7, 40], 3)], 1),
      tf.concat([random([9, 3], 1), random([9, 20], 2)], 1),
      tf.concat([random([0, 3], 1), random([4, 3], 2), random([2, 3], 3)]),
      tf.concat([tf.cast(tf.range(0, 300, 1, "int32"), "float32"), random([20], 1)]),
      tf.cast(tf.concat([tf.range(0, 300, 1, "int32"), tf.range(0, 5, 1, "int32")]), "float32"),
    ]));

  it("that do not fit side by side are refused as by the stock backend", () =>
    agree(() => {
      const message = (...parts: tf.Tensor[]) => {
        try {
          tf.concat(parts);
          return "";
        } catch (error) {
          return (error as Error).message;
        }
      };
      const messages = [
        message(random([20, 30], 1), random([20, 31], 1)),
        message(random([20, 30], 1), random([20], 1)),
      ];
      assertEquals(messages.filter((text) => text === ""), []);
      return tf.tensor1d(messages.map((text) => text.length));
    }));

  it("that lie outside are refused as by the stock backend", () =>
    agree(() => {
      let message = "";
      try {
        tf.slice(random([300], 1), 200, 200);
      } catch (error) {
        message = (error as Error).message;
      }
      return tf.scalar(message.length);
    }));
});

describe("sums and means agree with the stock backend's", () => {
  const axes = [undefined, [], 0, 1, 2, 3, -1, [0, 1], [1, 2], [2, 3], [0, 1, 2], [0, 3]];
  for (const axis of axes) {
    for (const keepDims of [false, true]) {
      it(`over ${JSON.stringify(axis) ?? "all"}${keepDims ? ", axes kept" : ""}`, () =>
        agree(() =>
          [tf.sum, tf.mean].flatMap((op) =>
            withGradients((x) => op(x, axis, keepDims), [random([3, 5, 7, 11], 1)])
          )
        ));
    }
  }

  it("of many numbers, to the last digits", () =>
    agree(() => {
      const x = tf.add(random([100, 1000], 1), 1000);
      return [tf.sum(x), tf.sum(x, 0), tf.sum(x, 1)];
    }, { rtol: 2e-7 }));

  it("of integers and of truths", () =>
    agree(() => {
      const x = tf.range(0, 300, 1, "int32");
      return [tf.sum(x), tf.sum(tf.cast(x, "bool"))];
    }));
});
