import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "../register.ts";
import { agree, random, withGradients } from "../_test_backends.ts";

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});

describe("depthwise convolutions and their gradients agree with the stock backend's", () => {
  for (const multiplier of [1, 2, 3]) {
    for (const [kh, kw] of [[1, 1], [3, 3], [2, 4]] as const) {
      for (const stride of [1, 2, 3]) {
        for (const pad of ["same", "valid", 1] as const) {
          it(`filter ${kh} x ${kw}, ${multiplier} each, stride ${stride}, padding ${pad}`, () =>
            agree(() =>
              withGradients(
                (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
                [random([2, 9, 7, 5], 1), random([kh, kw, 5, multiplier], 2)],
              )
            ));
        }
      }
    }
  }

  it("dilated", () =>
    agree(() => {
      const [x, w] = [random<tf.Rank.R4>([2, 9, 7, 5], 1), random<tf.Rank.R4>([3, 3, 5, 2], 2)];
      return [2, 3].map((by) => tf.depthwiseConv2d(x, w, 1, "same", "NHWC", by));
    }));

  it("separable", () =>
    agree(() =>
      tf.separableConv2d(
        random<tf.Rank.R4>([2, 9, 7, 6], 1),
        random<tf.Rank.R4>([3, 3, 6, 2], 2),
        random<tf.Rank.R4>([1, 1, 12, 7], 3),
        2,
        "same",
      )
    ));

  for (const activation of ["linear", "relu", "relu6", "prelu", "leakyrelu", "sigmoid"] as const) {
    it(`fused with ${activation}`, () =>
      agree(() =>
        tf.fused.depthwiseConv2d({
          x: random<tf.Rank.R4>([2, 6, 5, 4], 1),
          filter: random<tf.Rank.R4>([3, 3, 4, 2], 2),
          strides: 1,
          pad: "same",
          bias: random([8], 3),
          activation,
          leakyreluAlpha: 0.3,
          ...(activation === "prelu" ? { preluActivationWeights: random([8], 4) } : {}),
        })
      ));
  }
});
