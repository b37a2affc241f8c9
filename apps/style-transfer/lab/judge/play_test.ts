import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { proceduralSources } from "../../data/picture_source.ts";
import { Random } from "../../data/random.ts";
import { toTensors, type WeightTensors } from "../../model/weights.ts";
import { startBackend } from "../../training/backend.ts";
import { CPU_PRESET } from "../../training/config.ts";
import { createJudge, judgeWithNorm } from "./judge_with_norm.ts";
import { mix, play, type PlayOptions } from "./play.ts";

const CONFIG = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 2, steps: 3 };
const sources = proceduralSources(CONFIG.size);

function trained(options: Omit<PlayOptions, "sources">): Float32Array {
  return play(CONFIG, { ...options, sources }).weights.get("enter.kernel")!.values;
}

describe("a judge with a norm", () => {
  before(async () => void await startBackend());

  it("lets a picture count in another's score with batch norm alone", () => {
    const scores = (norm: "batch" | "instance") => {
      const weights: WeightTensors = toTensors(createJudge({ norm, width: 4 }, new Random(1, 0)));
      const noise = (seed: number) => tf.randomNormal([1, 16, 16, 3], 0, 1, "float32", seed);
      return [noise(2), noise(3)].map((mate) => {
        const x = tf.concat([noise(1), mate]) as tf.Tensor4D;
        return tf.slice(judgeWithNorm(x, weights, norm), 0, 1).dataSync();
      });
    };
    const [first, second] = scores("instance");
    assertEquals(first, second);
    assertNotEquals(...(scores("batch") as [Float32Array, Float32Array]));
  });

  it("plays the same game twice, and another one with other batches or another norm", () => {
    const mixed = trained({ norm: "batch", batches: "mixed" });
    assertEquals(mixed, trained({ norm: "batch", batches: "mixed" }));
    assertNotEquals(mixed, trained({ norm: "batch", batches: "apart" }));
    assertNotEquals(mixed, trained({ norm: "instance", batches: "mixed" }));
  });

  it("mixes halves, as large as what is apart, so that equal kinds are equal batches", () => {
    const [real, painted] = [[1, 2, 3, 4], [5, 6, 7, 8]].map((values) => tf.tensor1d(values));
    const [first, second] = mix(real!, painted!);
    assertEquals([first, second].map((set) => [...set!.dataSync()]), [[1, 2, 5, 6], [3, 4, 7, 8]]);
    assertEquals(mix(first!, second!).map((set) => [...set.dataSync()]), [[1, 2, 3, 4], [
      5,
      6,
      7,
      8,
    ]]);
  });

  it("makes no difference between the batches to instance norm, but for rounding", () => {
    const apart = trained({ norm: "instance", batches: "apart" });
    const mixed = trained({ norm: "instance", batches: "mixed" });
    apart.forEach((value, i) =>
      assert(Math.abs(value - mixed[i]!) < 1e-4, `${value}, ${mixed[i]}`)
    );
  });

  it("keeps no tensor", () => {
    trained({ norm: "batch", batches: "mixed" });
    const { numTensors } = tf.memory();
    trained({ norm: "batch", batches: "mixed" });
    assertEquals(tf.memory().numTensors, numTensors);
  });
});
