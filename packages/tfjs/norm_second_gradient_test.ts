/** The gradient of the gradient of the plan family: what PyTorch says, and a critic that trains. */

import { assertAllClose } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers } from "./_test_operation.ts";
import { secondGradientRuns } from "./_test_second_gradients.ts";
import { registerEvenkeel } from "./backend/mod.ts";
import { batchNorm, instanceNorm, layerNorm } from "./mod.ts";

// Float32 throughout, where there is no kernel of ours: the mean of a hundred costs two digits.
const TOLERANCES = { evenkeel: 1e-5, cpu: 1e-5, wasm: 1e-5, composed: 1e-3 };

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
  tf.registerBackend("composed", tf.findBackendFactory("cpu"));
  tf.copyRegisteredKernels("cpu", "composed");
});

for (const [backend, rtol] of Object.entries(TOLERANCES)) {
  describe(`the gradient of the gradient agrees with PyTorch float64: ${backend}`, () => {
    for (const { name, check } of secondGradientRuns()) {
      it(name, async () => {
        await tf.setBackend(backend);
        await check({ rtol });
      });
    }
  });
}

describe("the gradient of the gradient", () => {
  for (const backend of ["evenkeel", "wasm"]) {
    it(`is exact where many share a statistic: ${backend}`, async () => {
      const slope = (x: tf.Tensor) =>
        tf.grad((x) => tf.sum(tf.square(tf.square(instanceNorm(x)))))(x);
      const x = normal([1, 256, 256, 1], 1, { mean: 3 });
      const twice = async (backend: string, x: number[]) => {
        await tf.setBackend(backend);
        const given = tf.tensor(x, [1, 256, 256, 1]);
        return numbers(tf.grad((x) => tf.sum(tf.square(slope(x))))(given));
      };
      const expected = await twice("cpu", numbers(x)); // whose sums are float64
      assertAllClose(await twice(backend, numbers(x)), expected, { rtol: 1e-5 });
    });
  }

  it("can be differentiated again", async () => {
    await tf.setBackend("cpu");
    const x = normal([3, 4], 1), direction = normal([3, 4], 2);
    const f = (x: tf.Tensor) => tf.sum(tf.square(tf.square(batchNorm(x, { epsilon: 0.1 }).y)));
    const along = (f: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) =>
      tf.sum(tf.mul(tf.grad(f)(x), direction));
    const second = along(along(f));
    const third = along(second)(x).dataSync()[0]!;
    const step = 1e-2;
    const [high, low] = [step, -step].map((by) =>
      second(tf.add(x, tf.mul(direction, by))).dataSync()[0]!
    );
    const expected = (high! - low!) / (2 * step);
    assert(Math.abs(third - expected) < 1e-2 * Math.abs(expected), `${third}, not ${expected}`);
  });

  it("leaves no tensor behind", async () => {
    for (const backend of ["cpu", "evenkeel"]) {
      await tf.setBackend(backend);
      const x = normal([2, 3, 3, 4], 1);
      const slope = (x: tf.Tensor) => tf.grad((x) => tf.sum(tf.square(batchNorm(x).y)))(x);
      const twice = tf.grad((x) => tf.sum(tf.square(slope(x))));
      const { numTensors } = tf.memory();
      twice(x).dispose();
      assertEquals(tf.memory().numTensors, numTensors);
    }
  });

  it("of nothing is nothing", async () => {
    await tf.setBackend("cpu");
    const slope = (x: tf.Tensor) => tf.grad((x) => tf.sum(tf.square(instanceNorm(x))))(x);
    const twice = tf.grad((x) => tf.sum(tf.square(slope(x))))(tf.zeros([0, 3, 4]));
    assertEquals(twice.shape, [0, 3, 4]);
  });
});

describe("a critic with a gradient penalty", () => {
  const norms = { layerNorm, instanceNorm, batchNorm: (x: tf.Tensor) => batchNorm(x).y };
  for (const [name, norm] of Object.entries(norms)) {
    for (const backend of ["evenkeel", "cpu"]) {
      it(`of ${name} trains: ${backend}`, async () => {
        await tf.setBackend(backend);
        const { distance, slope } = train(norm);
        assert(distance > 8, `dark and bright must be told apart, got ${distance}`);
        assert(Math.abs(slope - 1) < 0.2, `the slope must be near to 1, got ${slope}`);
      });
    }
  }
});

/** A critic tells dark noise from bright noise; its slope is to be 1 between them, so the distance that of the means, 12. */
function train(
  norm: (x: tf.Tensor) => tf.Tensor,
): { distance: number; slope: number } {
  const shape = [8, 6, 6, 1];
  const [dark, bright] = [normal(shape, 1), normal(shape, 2, { mean: 2 })];
  const middle = tf.div(tf.add(dark, bright), 2);
  const kernel = tf.variable(normal<tf.Rank.R4>([3, 3, 1, 4], 3, { deviation: 0.3 }));
  const bias = tf.variable(normal([4], 4));
  const output = tf.variable(normal<tf.Rank.R2>([4 * 9, 1], 5, { deviation: 0.3 }));
  const critic = (x: tf.Tensor) => {
    const features = tf.conv2d(x as tf.Tensor4D, kernel, 2, "same");
    // The sum beside the norm tells how bright a picture is, which instance norm does not.
    const hidden = tf.relu(tf.add(norm(features), tf.add(features, bias)));
    return tf.matMul(tf.reshape(hidden, [8, -1]), output);
  };
  const slopes = () => {
    const slope = tf.grad((x) => tf.sum(critic(x)))(middle);
    return tf.sqrt(tf.add(tf.sum(tf.square(slope), [1, 2, 3]), 1e-8));
  };
  const distance = () => tf.sub(tf.mean(critic(bright)), tf.mean(critic(dark)));
  const loss = () => {
    const penalty = tf.mean(tf.square(tf.sub(slopes(), 1)));
    return tf.sub(tf.mul(penalty, 100), distance()) as tf.Scalar;
  };
  const optimizer = tf.train.adam(0.02, 0.5, 0.9);
  for (let step = 0; step < 50; step++) tf.tidy(() => void optimizer.minimize(loss));
  const result = { distance: distance().dataSync()[0]!, slope: tf.mean(slopes()).dataSync()[0]! };
  tf.dispose([kernel, bias, output]);
  optimizer.dispose();
  return result;
}
