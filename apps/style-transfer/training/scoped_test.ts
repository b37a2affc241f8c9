import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import { scoped } from "./scoped.ts";

describe("scoped", () => {
  before(async () => void await startBackend());

  it("returns what is no tensor, and disposes of all that are", () => {
    const before = tf.memory().numTensors;
    const sum = scoped(() => {
      const x = tf.tensor1d([1, 2, 4]);
      return { total: tf.sum(x).dataSync()[0] };
    });
    assertEquals(sum, { total: 7 });
    assertEquals(tf.memory().numTensors, before);
  });

  it("leaves tensors from outside, and kept ones, alone", () => {
    const x = tf.tensor1d([1, 2]);
    const kept = scoped(() => tf.keep(tf.mul(x, 2)));
    assertEquals([...kept.dataSync(), ...x.dataSync()], [2, 4, 1, 2]);
    tf.dispose([x, kept]);
  });

  it("cleans up after an error, which it passes on", () => {
    const before = tf.memory().numTensors;
    assertThrows(
      () =>
        scoped(() => {
          tf.ones([3]);
          throw new RangeError("inside");
        }),
      RangeError,
      "inside",
    );
    assertEquals(tf.memory().numTensors, before);
  });
});
