import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { groupNormalization, instanceNormalization } from "./mod.ts";

before(async () => {
  await tf.setBackend("cpu");
});

const EXACT = { rtol: 1e-6, atol: 1e-6 };

function randomInput(shape: number[]): tf.Tensor {
  return tf.tensor(randomArray(tf.util.sizeFromShape(shape), 1, { type: "float32" }), shape);
}

function apply(layer: ReturnType<typeof groupNormalization>, x: tf.Tensor): tf.Tensor {
  return layer.apply(x) as tf.Tensor;
}

describe("groupNormalization", () => {
  it("normalizes each group of each sample", () => {
    const y = apply(groupNormalization({ groups: 2, epsilon: 0 }), randomInput([2, 5, 4]));
    const { mean, variance } = tf.moments(tf.reshape(y, [2, 5, 2, 2]), [1, 3]);
    assertAllClose(mean.dataSync(), new Float32Array(4), EXACT);
    assertAllClose(variance.dataSync(), new Float32Array(4).fill(1), { rtol: 1e-5, atol: 0 });
  });

  it("is instance normalization with groups -1, on any axis", () => {
    const x = randomInput([2, 3, 4, 5]);
    for (const axis of [1, 2, 3, -1]) {
      const expected = instanceNormalization({ axis }).apply(x) as tf.Tensor;
      const y = apply(groupNormalization({ axis, groups: -1 }), x);
      assertAllClose(y.dataSync(), expected.dataSync<"float32">(), EXACT);
    }
  });

  it("keeps its arguments", () => {
    const config = groupNormalization({ groups: -1, axis: 2, epsilon: 0.5, scale: false })
      .getConfig();
    const { groups, axis, epsilon, scale, center } = config;
    assertEquals({ groups, axis, epsilon, scale, center }, {
      groups: -1,
      axis: 2,
      epsilon: 0.5,
      scale: false,
      center: true,
    });
  });

  it("refuses groups that do not divide the channels, and no groups at all", () => {
    const why = "groups must divide 4 channels, got 3";
    assertThrows(
      () => apply(groupNormalization({ groups: 3 }), randomInput([1, 4])),
      RangeError,
      why,
    );
    assertThrows(() => groupNormalization({ groups: 0 }), RangeError, "or -1, got 0");
  });
});
