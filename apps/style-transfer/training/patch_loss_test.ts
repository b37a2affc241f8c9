import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { ARCHITECTURES } from "../model/architectures.ts";
import { toTensors } from "../model/weights.ts";
import { startBackend } from "./backend.ts";
import { CPU_PRESET } from "./config.ts";
import {
  createHeads,
  describePatches,
  patchLayers,
  patchLoss,
  pickPlaces,
  takePatches,
} from "./patch_loss.ts";
import { scoped } from "./scoped.ts";
import { generatorConfig } from "./training_state.ts";

const TAU = 0.07;

function loss(painted: number[][][], original: number[][][]): number {
  return scoped(() => patchLoss(tf.tensor3d(painted), tf.tensor3d(original)).dataSync()[0]!);
}

describe("patchLoss", () => {
  before(async () => void await startBackend());

  it("is the cross-entropy against the picture's other patch", () => {
    // Similarities of the first patch 1 and 0.6, of the second 0 and 0.8.
    const wanted = (Math.log1p(Math.exp(-0.4 / TAU)) + Math.log1p(Math.exp(-0.8 / TAU))) / 2;
    const [a, b] = [[1, 0], [0, 1]];
    assertAlmostEquals(loss([[a, b]], [[a, [0.6, 0.8]]]), wanted, 1e-6);
    // The wrong way round: 0.6 against 1, and 0.8 against 0.
    const wrong = (Math.log1p(Math.exp(0.4 / TAU)) + Math.log1p(Math.exp(0.8 / TAU))) / 2;
    assertAlmostEquals(loss([[a, b]], [[[0.6, 0.8], a]]), wrong, 1e-5);
  });

  it("is log of the patches where nothing tells them apart", () => {
    const alike = Array.from({ length: 5 }, () => [0.6, -0.8]);
    assertAlmostEquals(loss([alike], [alike]), Math.log(5), 1e-5);
  });

  it("looks for negatives in the same picture alone, and takes the mean over pictures", () => {
    const [a, b] = [[1, 0], [0, 1]];
    const [same, opposite] = [loss([[a, b]], [[a, b]]), loss([[a, b]], [[b, a]])];
    assert(same < 1e-5 && opposite > 14, `${same} ${opposite}`);
    assertAlmostEquals(loss([[a, b], [a, b]], [[a, b], [b, a]]), (same + opposite) / 2, 1e-5);
    // Equal patches of two pictures do not disturb each other.
    assertAlmostEquals(loss([[a, b], [a, b]], [[a, b], [a, b]]), same, 1e-6);
  });
});

describe("patches", () => {
  before(async () => void await startBackend());

  it("are of up to 64 places of each picture, none twice, elsewhere in each", () => {
    const places = pickPlaces([2, 10, 12, 3], new Random(5));
    assertEquals(places.length, 128);
    const [first, second] = [places.subarray(0, 64), places.subarray(64)];
    for (const [i, own] of [first!, second!].entries()) {
      assertEquals(new Set(own).size, 64);
      assert(own.every((place) => place >= 120 * i && place < 120 * (i + 1)));
    }
    assertNotEquals(second!.map((place) => place - 120), first);
    assertEquals([...pickPlaces([1, 2, 2, 9], new Random(5))].sort(), [0, 1, 2, 3]);
    assertEquals(pickPlaces([2, 10, 12, 3], new Random(5)), places);
  });

  it("hold what stands there, and hand gradients back to there", () => {
    scoped(() => {
      const values = Float32Array.from({ length: 24 }, (_, i) => i);
      const x = tf.tensor4d(values, [2, 2, 3, 2]);
      const places = Int32Array.of(5, 0, 7, 6);
      const patches = takePatches(x, places);
      assertEquals(patches.arraySync(), [[[10, 11], [0, 1]], [[14, 15], [12, 13]]]);
      const factor = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
      const f = (y: tf.Tensor) => tf.sum(tf.mul(takePatches(y as tf.Tensor4D, places), factor));
      const wanted = new Float32Array(24);
      const at = [10, 11, 0, 1, 14, 15, 12, 13];
      at.forEach((place, i) => wanted[place] = i + 1);
      assertEquals(tf.grad((y) => f(y) as tf.Scalar)(x).dataSync(), wanted);
    });
  });

  it("become directions by the head of their layer, two linear maps with ReLU between", () => {
    const config = { ...generatorConfig(CPU_PRESET), width: 4 };
    const heads = createHeads(config, new Random(1));
    assertEquals([...patchLayers(config)], [
      ["picture", 3],
      ["enter", 4],
      ["down1", 8],
      ["down2", 16],
      ["block2", 16],
    ]);
    const at = (name: string) => heads.get(`picture.${name}`)!.values;
    at("hidden.bias")[3] = 0.5;
    at("leave.bias")[1] = -2;
    const patch = [0.5, -1, 0.25];
    const linear = (x: readonly number[], part: string) =>
      Array.from(
        { length: 64 },
        (_, to) =>
          x.reduce((sum, v, i) => sum + v * at(`${part}.kernel`)[64 * i + to]!, 0) +
          at(`${part}.bias`)[to]!,
      );
    const said = linear(linear(patch, "hidden").map((v) => Math.max(0, v)), "leave");
    const length = Math.hypot(...said);
    scoped(() => {
      const patches = tf.tensor3d([[patch, [1, 1, 1]]]);
      const described = describePatches(patches, "picture", toTensors(heads));
      assertEquals(described.shape, [1, 2, 64]);
      described.dataSync().subarray(0, 64).forEach((v, i) =>
        assertAlmostEquals(v, said[i]! / length, 1e-5)
      );
    });
  });

  it("are to be had in every architecture", () => {
    for (const architecture of ARCHITECTURES) {
      const layers = patchLayers({ ...generatorConfig(CPU_PRESET), architecture });
      assertEquals(layers.size, 5, architecture);
    }
  });
});
