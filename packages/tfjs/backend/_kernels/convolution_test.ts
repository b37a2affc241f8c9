import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

type Pad = "same" | "valid" | number | tf.backend_util.ExplicitPadding;

const FILTERS: readonly [number, number][] = [[1, 1], [2, 3], [3, 3], [4, 4], [5, 5]];
const STRIDES: readonly [number, number][] = [[1, 1], [2, 2], [2, 1], [3, 3]];
const PADS: readonly Pad[] = ["same", "valid", 1, [[0, 0], [1, 2], [0, 1], [0, 0]]];

function convolution(
  [channels, outputs]: readonly [number, number],
  filter: readonly [number, number],
  options: { strides: [number, number]; pad: Pad },
) {
  const x = random<tf.Rank.R4>([2, 9, 7, channels], 1);
  const w = random<tf.Rank.R4>([...filter, channels, outputs], 2);
  return withGradients(
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, options.strides, options.pad),
    [x, w],
  );
}

describe("convolutions and their gradients agree with the stock backend's", () => {
  for (const filter of FILTERS) {
    for (const strides of STRIDES) {
      for (const pad of PADS) {
        const name = `filter ${filter}, strides ${strides}, padding ${JSON.stringify(pad)}`;
        it(name, () => agree(() => convolution([3, 5], filter, { strides, pad })));
      }
    }
  }

  it("channels that fill vectors", () =>
    agree(() => convolution([16, 24], [3, 3], { strides: [1, 1], pad: "same" })));

  for (const mode of ["floor", "round", "ceil"] as const) {
    it(`rounding: ${mode}`, () =>
      agree(() => {
        const w = random<tf.Rank.R4>([3, 3, 2, 4], 2);
        const x = random<tf.Rank.R4>([1, 8, 10, 2], 1);
        return tf.conv2d(x, w, 2, 1, "NHWC", 1, mode);
      }));
  }

  for (const dilation of [2, 3]) {
    it(`dilation ${dilation}`, () =>
      agree(() => {
        const w = random<tf.Rank.R4>([3, 3, 2, 4], 2);
        return PADS.slice(0, 3).map((pad) =>
          tf.conv2d(random<tf.Rank.R4>([2, 9, 11, 2], 1), w, 1, pad as number, "NHWC", dilation)
        );
      }));
  }

  it("channels first, left to the stock kernel", () =>
    agree(() => {
      const x = random<tf.Rank.R4>([2, 3, 8, 8], 1);
      return tf.conv2d(x, random<tf.Rank.R4>([3, 3, 3, 4], 2), 1, "same", "NCHW");
    }));

  it("transposed", () =>
    agree(() =>
      withGradients(
        (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 10, 12, 3], 2, "same"),
        [random([2, 5, 6, 4], 1), random([4, 4, 3, 4], 2)],
      )
    ));
});

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "prelu", "leakyrelu", "sigmoid"] as const;

describe("fused convolutions and products agree with the stock backend's", () => {
  for (const activation of ACTIVATIONS) {
    it(activation, () =>
      agree(() => {
        const alpha = activation === "prelu" ? { preluActivationWeights: random([6], 4) } : {};
        const leaky = activation === "leakyrelu" ? { leakyreluAlpha: 0.3 } : {};
        const bias = random<tf.Rank.R1>([6], 3);
        return [
          tf.fused.conv2d({
            x: random<tf.Rank.R4>([2, 6, 5, 3], 1),
            filter: random<tf.Rank.R4>([3, 3, 3, 6], 2),
            strides: 1,
            pad: "same",
            bias,
            activation,
            ...alpha,
            ...leaky,
          }),
          tf.fused.matMul({
            a: random<tf.Rank.R2>([5, 4], 1),
            b: random<tf.Rank.R2>([6, 4], 2),
            transposeB: true,
            bias,
            activation,
            ...alpha,
            ...leaky,
          }),
        ];
      }));
  }

  it("their gradients", () =>
    agree(() =>
      withGradients(
        (x, filter, bias) =>
          tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            bias,
            strides: 2,
            pad: "same",
            activation: "relu",
          }),
        [random([2, 6, 5, 3], 1), random([3, 3, 3, 6], 2), random([6], 3)],
      )
    ));
});

describe("matrix products agree with the stock backend's", () => {
  for (
    const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]]
  ) {
    it(`transposed: ${transposeA}, ${transposeB}`, () =>
      agree(() =>
        [[1, 1, 1], [4, 5, 6], [17, 33, 9], [0, 3, 2]].flatMap(([rows, inner, columns]) => {
          const a = random(transposeA ? [inner!, rows!] : [rows!, inner!], 1);
          const b = random(transposeB ? [columns!, inner!] : [inner!, columns!], 2);
          return withGradients((a, b) => tf.matMul(a, b, transposeA, transposeB), [a, b]);
        })
      ));
  }

  it("of batches, also of those that are repeated", () =>
    agree(() => [
      ...withGradients((a, b) => tf.matMul(a, b), [random([3, 4, 5], 1), random([3, 5, 6], 2)]),
      tf.matMul(random([3, 4, 5], 1), random([1, 5, 6], 2)),
      tf.matMul(random([2, 3, 4, 5], 1), random([5, 6], 2)),
    ]));
});
