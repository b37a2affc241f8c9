import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { l1 } from "../metrics/similarity.ts";
import { heldOutPair } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import { paint } from "../model/paint.ts";
import { startBackend } from "./backend.ts";
import { heldOutL1 } from "./evaluate.ts";

const CONFIG = {
  architecture: "residual",
  enlargement: "nearest",
  width: 2,
  blocks: 1,
  norm: "batch",
} as const;
const SIZE = 16;

describe("heldOutL1", () => {
  before(async () => void await startBackend());

  it("is the mean distance between paintings and truths", () => {
    const weights = createGenerator(CONFIG, new Random(1));
    const distances = [0, 1, 2].map((i) => {
      const { content, truth } = heldOutPair(1, i, SIZE);
      return l1(paint({ generator: CONFIG, weights }, content), truth);
    });
    const expected = distances.reduce((a, b) => a + b) / 3;
    assertAlmostEquals(heldOutL1(weights, CONFIG, { size: SIZE, count: 3 }), expected, 1e-12);
    assertNotEquals(distances[0], distances[1]);
  });

  it("takes running statistics, unless it is told otherwise", () => {
    const weights = createGenerator(CONFIG, new Random(1));
    const [usual, running, instance] = [undefined, "running", "instance"].map((name) => {
      const statistics = name as "running" | "instance" | undefined;
      return heldOutL1(weights, CONFIG, {
        size: SIZE,
        count: 2,
        ...(statistics && { statistics }),
      });
    });
    assertEquals(usual, running);
    assert(Math.abs(usual! - instance!) > 1e-3);
  });

  it("leaves no tensor behind", () => {
    const weights = createGenerator(CONFIG, new Random(1));
    const before = tf.memory().numTensors;
    heldOutL1(weights, CONFIG, { size: SIZE, count: 2 });
    assertEquals(tf.memory().numTensors, before);
  });
});
