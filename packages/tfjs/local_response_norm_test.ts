import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { localResponseNorm } from "./local_response_norm.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
});

describe("localResponseNorm", () => {
  it("is what tf.localResponseNormalization is, in other words", () => {
    const x = normal<tf.Rank.R4>([2, 3, 2, 7], 1);
    const stock = tf.localResponseNormalization(x, 2, 1.5, 0.3, 0.75);
    const y = localResponseNorm(x, { size: 5, bias: 1.5, alpha: 0.3 * 5 });
    assertAllClose(y.dataSync(), Float64Array.from(numbers(stock)), { rtol: 1e-6 });
  });

  it("leaves nothing behind, and nothing is nothing", () => {
    assertEquals(tensorsLeft((x) => localResponseNorm(x, { size: 3 })), 0);
    assertEquals(localResponseNorm(tf.zeros([0, 3]), { size: 3 }).shape, [0, 3]);
  });

  it("takes whole numbers whose squares integers do not hold", () => {
    const y = localResponseNorm(tf.tensor2d([[50_000]], [1, 1], "int32"), { size: 1, alpha: 1 });
    assertAllClose(numbers(y), [50_000 / (1 + 50_000 ** 2) ** 0.75], { rtol: 1e-6 });
  });

  it("says what is wrong", () => {
    const x = tf.ones([1, 3]);
    const wrong = (options: Parameters<typeof localResponseNorm>[1], message: string) =>
      assertThrows(() => localResponseNorm(x, options), RangeError, message);
    wrong({ size: 0 }, "size must be an integer of at least 1, got 0");
    wrong({ size: 3, alpha: -1 }, "alpha must be a finite number of at least 0, got -1");
    wrong({ size: 3, exponent: NaN }, "exponent must be a finite number, got NaN");
    wrong({ size: 3, bias: 0 }, "bias must be a finite number greater than 0, got 0");
  });
});
