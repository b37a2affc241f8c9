import { assertAlmostEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import {
  createDiscriminator,
  createSpectralState,
  discriminate,
  iterateSpectral,
} from "../model/discriminator.ts";
import { toTensors, type WeightTensors } from "../model/weights.ts";
import { startBackend } from "./backend.ts";
import { scoped } from "./scoped.ts";
import { PENALTY_EVERY, slopePenalty } from "./slope_penalty.ts";

describe("slopePenalty", () => {
  before(async () => void await startBackend());

  it("is half the squared slope of a plane, however many pictures are judged", () => {
    for (const n of [1, 3]) {
      const value = scoped(() => {
        const x = tf.randomNormal([n, 4, 4, 3], 0, 1, "float32", 1) as tf.Tensor4D;
        // A patch scores the sum of 3 channels times 2: the mean over 16 patches has the slope 2 / 16.
        const judge = (x: tf.Tensor4D) => [tf.mul(2, tf.sum(x, 3, true))];
        return slopePenalty(x, judge).dataSync()[0]!;
      });
      assertAlmostEquals(value, PENALTY_EVERY * 0.5 * 48 * (2 / 16) ** 2, 1e-5);
    }
  });

  it("has the right gradient in the discriminator's weights", () => {
    scoped(() => {
      const random = new Random(1);
      const weights = createDiscriminator({ width: 2, judges: 2, judgeKernel: 3 }, random);
      // Far from the corners of ReLU, where the slope jumps: units are on or off for good.
      for (const [name, { values }] of weights) {
        if (name.endsWith(".bias")) values.set(values.map((_, i) => i % 3 === 0 ? -40 : 40));
      }
      const state = createSpectralState(weights, random);
      const tensors = toTensors(weights);
      const directions = iterateSpectral(weights, state);
      const x = tf.randomNormal([2, 16, 16, 3], 0, 1, "float32", 2) as tf.Tensor4D;
      const penalty = (all: WeightTensors) =>
        slopePenalty(x, (x) => discriminate(x, all, directions));
      for (const name of ["look1.kernel", "look3.kernel", "2/look2.kernel", "judge.kernel"]) {
        const weight = tensors[name]!;
        const at = (w: tf.Tensor) => penalty({ ...tensors, [name]: w });
        const gradient = tf.grad(at as (w: tf.Tensor) => tf.Tensor)(weight);
        const direction = tf.randomNormal(weight.shape, 0, 1, "float32", 3);
        const slope = tf.sum(tf.mul(gradient, direction)).dataSync()[0]!;
        const h = 3e-3;
        const [ahead, behind] = [h, -h].map((t) =>
          at(tf.add(weight, tf.mul(direction, t))).dataSync()[0]!
        );
        const difference = (ahead! - behind!) / (2 * h);
        assertAlmostEquals(slope, difference, 2e-3 * Math.abs(difference) + 1e-5, name);
      }
    });
  });
});
