import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertAllClose } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import {
  createDiscriminator,
  createSpectralState,
  discriminate,
  iterateSpectral,
  type JudgeKernel,
} from "./discriminator.ts";
import { toTensors, type Weight, type Weights } from "./weights.ts";

const WIDTH = 3;

/**
 * The largest singular value of a kernel as a matrix `[k * k * from, to]`: the root of the largest
 * eigenvalue of its Gram matrix, by Jacobi rotations in float64.
 */
function largestSingularValue({ shape, values }: Weight): number {
  const n = shape.at(-1)!;
  const gram = Array.from({ length: n }, () => new Float64Array(n));
  for (let row = 0; row < values.length; row += n) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) gram[i]![j]! += values[row + i]! * values[row + j]!;
    }
  }
  for (let sweep = 0; sweep < 20; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(gram, p, q);
  }
  return Math.sqrt(Math.max(...gram.map((row, i) => row[i]!)));
}

/** Turns the plane of p and q until their product is 0. */
function rotate(a: Float64Array[], p: number, q: number): void {
  if (a[p]![q] === 0) return;
  const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
  const [up, uq] = [a[p]!.slice(), a[q]!.slice()];
  for (let k = 0; k < a.length; k++) {
    a[p]![k] = c * up[k]! - s * uq[k]!;
    a[q]![k] = s * up[k]! + c * uq[k]!;
  }
}

/** `sum(kernel * direction)`: what the discriminator divides each kernel by. */
function sigmas(weights: Weights, state: Weights, iterations: number): Map<string, number> {
  return scoped(() => {
    let directions = iterateSpectral(weights, state);
    for (let i = 1; i < iterations; i++) directions = iterateSpectral(weights, state);
    return new Map(
      Object.entries(directions).map(([layer, direction]) => {
        const { values } = weights.get(`${layer}.kernel`)!;
        return [
          layer,
          direction.dataSync<"float32">().reduce((sum, d, i) => sum + d * values[i]!, 0),
        ];
      }),
    );
  });
}

describe("discriminator", () => {
  before(async () => void await startBackend());

  const create = (seed = 1) => {
    const random = new Random(seed);
    const weights = createDiscriminator({ width: WIDTH, judges: 1, judgeKernel: 3 }, random);
    return { weights, state: createSpectralState(weights, random) };
  };

  it("judges patches: a quarter of the height and of the width, one score each", () => {
    const { weights, state } = create();
    for (const [h, w] of [[16, 16], [20, 32], [18, 17]] as const) {
      const shape = scoped(() => {
        const tensors = toTensors(weights);
        const x = tf.randomNormal([2, h, w, 3], 0, 1, "float32", 1) as tf.Tensor4D;
        return discriminate(x, tensors, iterateSpectral(weights, state))[0]!.shape;
      });
      assertEquals(shape, [2, Math.ceil(Math.ceil(h / 2) / 2), Math.ceil(Math.ceil(w / 2) / 2), 1]);
    }
  });

  it("has judges at half and quarter size, the first of them the same as alone", () => {
    const random = new Random(1);
    const weights = createDiscriminator({ width: WIDTH, judges: 3, judgeKernel: 3 }, random);
    const alone = create().weights;
    for (const [name, weight] of alone) assertEquals(weights.get(name), weight);
    const state = createSpectralState(weights, random);
    const maps = scoped(() => {
      const tensors = toTensors(weights);
      const x = tf.randomNormal([2, 32, 36, 3], 0, 1, "float32", 1) as tf.Tensor4D;
      return discriminate(x, tensors, iterateSpectral(weights, state)).map(({ shape }) => shape);
    });
    assertEquals(maps, [[2, 8, 9, 1], [2, 4, 5, 1], [2, 2, 3, 1]]);
  });

  it("looks at all pixels alike with kernels of 4, and at some more often with kernels of 3", () => {
    /** How much the pixels far from the borders differ in what they count, with kernels of ones. */
    const unevenness = (judgeKernel: JudgeKernel) => {
      const random = new Random(1);
      const weights = createDiscriminator({ width: WIDTH, judges: 1, judgeKernel }, random);
      for (const [name, { values }] of weights) values.fill(name.endsWith(".kernel") ? 1 : 0);
      const state = createSpectralState(weights, random);
      const slopes = scoped(() => {
        const tensors = toTensors(weights);
        const directions = iterateSpectral(weights, state);
        const scores = (x: tf.Tensor) => discriminate(x as tf.Tensor4D, tensors, directions)[0]!;
        const slope = tf.grad(scores)(tf.ones([1, 64, 64, 3]));
        return tf.slice(slope, [0, 24, 24, 0], [1, 16, 16, 1]).dataSync<"float32">().slice();
      });
      return 1 - Math.min(...slopes) / Math.max(...slopes);
    };
    assertAlmostEquals(unevenness(4), 0, 1e-5);
    assert(unevenness(3) > 0.4);
  });

  it("gives equal seeds equal weights", () => {
    assertEquals(create(7), create(7));
    assertNotEquals(create(7).weights.get("look1.kernel"), create(8).weights.get("look1.kernel"));
  });

  it("knows the largest singular value of every kernel after enough iterations", () => {
    const { weights, state } = create();
    const found = sigmas(weights, state, 400);
    assertEquals([...found.keys()], ["look1", "look2", "look3", "judge"]);
    for (const [layer, sigma] of found) {
      const expected = largestSingularValue(weights.get(`${layer}.kernel`)!);
      assertAllClose([sigma], [expected], { rtol: 1e-5, name: layer });
    }
  });

  it("comes closer from below, and goes on where it stopped", () => {
    const { weights, state } = create();
    const kernel = weights.get("look2.kernel")!;
    const expected = largestSingularValue(kernel);
    let previous = 0;
    for (let i = 0; i < 12; i++) {
      const sigma = sigmas(weights, state, 1).get("look2")!;
      assert(
        sigma >= previous * (1 - 1e-6) && sigma <= expected * (1 + 1e-6),
        `step ${i}: ${sigma}`,
      );
      previous = sigma;
    }
    assert(previous > 0.95 * expected, `${previous} of ${expected}`);
  });

  it("does not care how large its kernels are", () => {
    const { weights, state } = create();
    const larger: Weights = new Map(
      [...weights].map(([name, { shape, values }]) => {
        return [name, {
          shape,
          values: name.endsWith(".kernel") ? values.map((v) => 8 * v) : values,
        }];
      }),
    );
    const [a, b] = [weights, larger].map((weights) =>
      scoped(() => {
        const tensors = toTensors(weights);
        const directions = iterateSpectral(weights, structuredClone(state));
        const x = tf.randomNormal([1, 16, 16, 3], 0, 1, "float32", 3) as tf.Tensor4D;
        return Float32Array.from(discriminate(x, tensors, directions)[0]!.dataSync<"float32">());
      })
    );
    assertAllClose(b!, a!, { rtol: 1e-6 });
  });

  it("gives each picture the same scores alone and among others", () => {
    const { weights, state } = create();
    scoped(() => {
      const tensors = toTensors(weights);
      const directions = iterateSpectral(weights, state);
      const x = tf.randomNormal([3, 16, 16, 3], 0, 1, "float32", 5) as tf.Tensor4D;
      const [all] = discriminate(x, tensors, directions);
      for (let i = 0; i < 3; i++) {
        const [alone] = discriminate(tf.slice(x, i, 1), tensors, directions);
        assertEquals(alone!.dataSync(), tf.slice(all!, i, 1).dataSync());
      }
    });
  });
});
