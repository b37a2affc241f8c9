import { assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { registerEvenkeel } from "../register.ts";
import { agree, random } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

function sorted(x: tf.Tensor, k: number): tf.Tensor[] {
  const { values, indices } = tf.topk(x, k);
  return [values, indices];
}

describe("sorting agrees with the stock backend's", () => {
  for (const k of [1, 7, 300]) {
    it(`the ${k} largest of a row`, () =>
      agree(() => [...sorted(random([2, 3, 300], 1), k), ...sorted(random([300], 2), k)]));
  }

  it("numbers of both signs, of any size, and equal ones", () =>
    agree(() => {
      const x = [0, -0, 1, -1, Infinity, -Infinity, 1, 1e-45, -1e-45, 3.4e38, -3.4e38, 0, 2, -2];
      return sorted(tf.tensor1d(x), x.length);
    }));

  it("rows with what is no number", () =>
    agree(() => sorted(tf.tensor2d([3, NaN, 1, 2], [2, 2]), 2)));

  it("integers and rows of one", () =>
    agree(() => [
      ...sorted(tf.tensor2d([[3, 1, 2], [1, 1, 5]], [2, 3], "int32"), 2),
      ...sorted(random([5, 1], 3), 1),
    ]));

  it("numbers at their places, those of one place added up", () =>
    agree(() => {
      const places = tf.tensor2d([4, 0, 4, 9], [4, 1], "int32");
      return [
        tf.scatterND(places, tf.tensor1d([1, 2, 3, 4]), [10]),
        tf.scatterND(places, random([4, 300], 1), [10, 300]),
        tf.scatterND(tf.tensor2d([[1, 2], [0, 1]], [2, 2], "int32"), tf.tensor1d([1, 2]), [2, 3]),
        tf.scatterND(places, tf.tensor1d([1, 2, 3, 4], "int32"), [10]),
      ];
    }));

  it("refusing places that are not there", async () => {
    await tf.setBackend("evenkeel");
    const places = tf.tensor2d([1, 10], [2, 1], "int32");
    assertThrows(
      () => tf.scatterND(places, tf.tensor1d([1, 2]), [10]),
      Error,
      "Invalid indices: 10 does not index into 10",
    );
  });
});
