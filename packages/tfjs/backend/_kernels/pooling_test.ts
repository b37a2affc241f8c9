import { assertAlmostEquals, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, dot, random, runOn, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

type Window = Parameters<typeof tf.maxPool<tf.Tensor4D>> extends [unknown, ...infer R] ? R : never;

const WINDOWS: readonly Window[] = [
  [2, 2, "valid"],
  [2, 1, "same"],
  [3, 2, "same"],
  [3, 2, 1],
  [[2, 3], [1, 2], "valid"],
  [3, 3, 1, "ceil"],
  [5, 2, "same"],
  [1, 1, "same"],
  [2, 2, [[0, 0], [1, 1], [0, 1], [0, 0]]],
];

function name(window: Window): string {
  return JSON.stringify(window).slice(1, -1);
}

describe("poolings agree with the stock backend's", () => {
  for (const window of WINDOWS) {
    it(`the largest value: ${name(window)}`, () =>
      agree(() =>
        withGradients(
          (x) => tf.maxPool(x as tf.Tensor4D, ...window),
          [random([2, 9, 7, 5], 1)],
        )
      ));
    it(`the mean: ${name(window)}`, () =>
      agree(() => tf.avgPool(random<tf.Rank.R4>([2, 9, 7, 5], 1), ...window)));
  }

  it("the gradient of the mean, without padding", () =>
    agree(() =>
      withGradients(
        (x) => tf.avgPool(x as tf.Tensor4D, [2, 3], [2, 1], "valid"),
        [random([2, 8, 7, 5], 1)],
      )
    ));

  it("the first of several largest values, and no NaN", () =>
    agree(() => [
      ...withGradients((x) => tf.maxPool(x as tf.Tensor4D, 2, 1, "same"), [tf.ones([1, 9, 9, 3])]),
      tf.maxPool(tf.tensor4d([NaN, 1, NaN, 2, 3, NaN, 4, 5, NaN], [1, 3, 3, 1]), 2, 1, "valid"),
    ]));

  it("integers, left to the stock kernel", () =>
    agree(() =>
      tf.maxPool(tf.cast(tf.mul(random<tf.Rank.R4>([1, 6, 6, 2], 1), 9), "int32"), 2, 2, "valid")
    ));
});

// The stock gradient divides by the whole window where the forward pass leaves padding out.
describe("the gradient of the mean is the transpose of the mean", () => {
  for (const window of WINDOWS.filter(([, , pad]) => !Array.isArray(pad))) {
    it(name(window), async () => {
      const [x, , dx] = await avgPoolGradient(window);
      const { values: [y, dy] } = await runOn("cpu", () => {
        const y = tf.avgPool(random<tf.Rank.R4>([2, 9, 7, 5], 1), ...window);
        return [y, random(y.shape, 99)];
      });
      assertEquals(x!.length, dx!.length);
      assertAlmostEquals(dot(x!, dx!), dot(y!, dy!), 1e-4);
    });
  }
});

async function avgPoolGradient(window: Window): Promise<readonly Float32Array[]> {
  const { values } = await runOn("evenkeel", () => {
    const x = random<tf.Rank.R4>([2, 9, 7, 5], 1);
    // With a padding in numbers TensorFlow.js cannot take the rounding into the gradient.
    const [size, strides, pad] = window;
    const outputs = tf.avgPool(x, ...window).shape;
    const dy = random(outputs, 99);
    const dx = tf.engine().runKernel("AvgPoolGrad", { dy, input: x }, {
      filterSize: size,
      strides,
      pad,
      dimRoundingMode: window[3],
    } as tf.NamedAttrMap);
    return [x, dy, dx as tf.Tensor];
  });
  return values;
}
