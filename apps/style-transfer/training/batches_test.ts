import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { createPicture } from "../data/picture.ts";
import { startBackend } from "./backend.ts";
import { toPictures, toTensor } from "./batches.ts";
import { scoped } from "./scoped.ts";

describe("batches", () => {
  before(async () => void await startBackend());

  it("brings pictures to the range from -1 to 1, and back", () => {
    const pictures = [0, 1].map((at) => {
      const picture = createPicture(3, 2);
      picture.pixels.forEach((_, i) => picture.pixels[i] = (i + 18 * at) / 64);
      return picture;
    });
    scoped(() => {
      const tensor = toTensor(pictures);
      assertEquals(tensor.shape, [2, 2, 3, 3]);
      assertEquals([...tensor.dataSync()], Array.from({ length: 36 }, (_, i) => i / 32 - 1));
      assertEquals(toPictures(tensor), pictures);
    });
  });
});

describe("scoped", () => {
  it("disposes of tensors when a function returns, and when it throws", () => {
    const count = tf.memory().numTensors;
    assertEquals(scoped(() => tf.add(tf.scalar(2), 1).dataSync()[0]), 3);
    try {
      scoped(() => {
        tf.scalar(1);
        throw new Error("on purpose");
      });
    } catch {
      // It is the tensors that count.
    }
    assertEquals(tf.memory().numTensors, count);
  });
});
