import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { exactMoments } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { startBackend } from "../training/backend.ts";
import { constantWeight, randomWeight, toTensors } from "./weights.ts";

describe("randomWeight", () => {
  it("has the deviation that keeps the scale through ReLU: sqrt(2 / fan-in)", () => {
    const { shape, values } = randomWeight(new Random(1), [3, 3, 32, 64], { gain: 0.5 });
    assertEquals([shape, values.length], [[3, 3, 32, 64], 18432]);
    const { mean, variance } = exactMoments(values);
    const expected = 0.5 * Math.sqrt(2 / 288);
    // Four standard errors of 18432 draws.
    assert(Math.abs(mean) < 4 * expected / Math.sqrt(18432), `mean ${mean}`);
    assert(Math.abs(Math.sqrt(variance) / expected - 1) < 4 / Math.sqrt(2 * 18432), `${variance}`);
  });

  it("gives equal seeds equal values", () => {
    assertEquals(randomWeight(new Random(3), [2, 2]), randomWeight(new Random(3), [2, 2]));
  });
});

describe("constantWeight", () => {
  it("is one value everywhere", () => {
    assertEquals(constantWeight([2, 2], 1.5), {
      shape: [2, 2],
      values: Float32Array.of(1.5, 1.5, 1.5, 1.5),
    });
  });
});

describe("toTensors", () => {
  it("makes a tensor of each array, under its name and in its shape", async () => {
    await startBackend();
    const weight = constantWeight([3], 2);
    const tensors = toTensors(new Map([["a", weight], ["b", constantWeight([1, 2], 0)]]));
    assertEquals(Object.keys(tensors), ["a", "b"]);
    assertEquals(tensors["b"]!.shape, [1, 2]);
    assertEquals([...tensors["a"]!.dataSync()], [2, 2, 2]);
    tf.dispose(Object.values(tensors));
  });
});
