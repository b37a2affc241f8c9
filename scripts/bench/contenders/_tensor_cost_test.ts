import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { countCost } from "./_tensor_cost.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement
  await tf.setBackend("cpu");
});

describe("countCost", () => {
  it("counts kernels and the most memory at a time, another name of a tensor for nothing", () => {
    const x = tf.zeros([100]);
    const cost = countCost(() =>
      tf.tidy(() => {
        const a = tf.add(x, 1);
        const b = tf.mul(tf.reshape(a, [10, 10]), 2);
        a.dispose(); // it has another name
        return [tf.sum(b)];
      })
    );
    // a and b, and the number 2; that of 1 has gone by then, and that of the sum is not yet there.
    assertEquals(cost, { kernels: 3, peakBytes: 4 * (100 + 100 + 1) });
    x.dispose();
  });

  it("lets go of memory that is free again", () => {
    const cost = countCost(() => {
      tf.zeros([100]).dispose();
      return [tf.zeros([50])];
    });
    assertEquals(cost.peakBytes, 400);
  });

  it("leaves everything as it was, also after an error", () => {
    const { runKernel, trackTensor, removeDataId } = tf.engine();
    const start = tf.memory();
    countCost(() => [tf.zeros([2])]);
    try {
      countCost(() => {
        throw new Error("no");
      });
    } catch {
      // as told
    }
    assertEquals(tf.memory(), start);
    assertEquals(
      [tf.engine().runKernel, tf.engine().trackTensor, tf.engine().removeDataId],
      [runKernel, trackTensor, removeDataId],
    );
  });
});
