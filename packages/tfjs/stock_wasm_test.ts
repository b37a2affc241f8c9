/** The stock wasm backend: what it lacks, and where it forgets a NaN. */

import { assertAllClose } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { normal, numbers } from "./_test_operation.ts";
import { conditionalInstanceNorm, evoNormB0, filterResponseNorm } from "./mod.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
  await tf.setBackend("wasm");
  tf.env().set("IS_TEST", false); // its clones are copies, which a test would take for a leak
});
after(async () => void await tf.setBackend("cpu"));

describe("on stock wasm", () => {
  it("the tables of conditionalInstanceNorm learn, each row from its own samples", async () => {
    const gradients = () => {
      const gamma = normal<tf.Rank.R2>([3, 4], 1), beta = normal<tf.Rank.R2>([3, 4], 2);
      const x = normal([4, 5, 4], 3), index = tf.tensor1d([2, 0, 2, 2], "int32");
      const slopes = tf.grads((gamma, beta) => {
        const tables = { gamma: gamma as tf.Tensor2D, beta: beta as tf.Tensor2D };
        return tf.square(conditionalInstanceNorm(x, { ...tables, index }));
      });
      return slopes([gamma, beta]).map(numbers);
    };
    const actual = gradients();
    await tf.setBackend("cpu");
    const expected = gradients();
    await tf.setBackend("wasm");
    expected.forEach((values, i) => assertAllClose(actual[i]!, values, { rtol: 1e-5 }));
    assertEquals(actual[0]!.slice(4, 8), [0, 0, 0, 0]);
  });

  it("NaN stays in a maximum, whichever side it is of", () => {
    const { y } = evoNormB0(tf.tensor([1, 2, NaN, 3, 4, 5], [3, 2, 1]));
    assertEquals(numbers(y), Array(6).fill(NaN));
    const x = tf.tensor([NaN, 1, 1, 1], [2, 1, 2]);
    assertEquals(numbers(filterResponseNorm(x, { tau: tf.tensor1d([0, NaN]), epsilon: 0 })), [
      NaN,
      NaN,
      1,
      NaN,
    ]);
  });
});
