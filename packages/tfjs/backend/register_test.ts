import {
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
} from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine } from "@evenkeel/kernels/nn";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { instanceNorm } from "../instance_norm.ts";
import { reflectionPad2d } from "../reflection_pad.ts";
import { engineBytes, random, runOn, withGradients } from "./_test_backends.ts";
import type { EvenkeelBackend } from "./backend.ts";
import { createBackend, registerEvenkeel } from "./register.ts";

tf.env().set("IS_TEST", true);

/** Chooses the number of threads anew. */
async function useThreads(threads: number): Promise<void> {
  tf.removeBackend("evenkeel");
  await registerEvenkeel({ threads });
  await tf.setBackend("evenkeel");
}

/** A step of what a style network is made of. */
function networkStep(images: number): tf.Tensor[] {
  const x = random([images, 24, 20, 3], 1);
  const [wide, deep, out] = [[7, 7, 3, 16], [3, 3, 16, 24], [3, 3, 24, 3]].map((shape, i) =>
    tf.mul(random(shape, 2 + i), 0.1)
  );
  const [gamma, beta] = [random<tf.Rank.R1>([24], 8), random<tf.Rank.R1>([24], 9)];
  return withGradients((x, wide, deep, out, gamma, beta) => {
    const a = tf.relu(
      tf.conv2d(reflectionPad2d(x as tf.Tensor4D, 3), wide as tf.Tensor4D, 1, "valid"),
    );
    const b = tf.conv2d(a, deep as tf.Tensor4D, 2, "same");
    const c = tf.leakyRelu(
      instanceNorm(b, { gamma: gamma as tf.Tensor1D, beta: beta as tf.Tensor1D }) as tf.Tensor4D,
      0.2,
    );
    const d = tf.image.resizeNearestNeighbor(c as tf.Tensor4D, [24, 20]);
    return tf.tanh(tf.conv2d(d as tf.Tensor4D, out as tf.Tensor4D, 1, "same"));
  }, [x, wide!, deep!, out!, gamma, beta]);
}

describe("registering", () => {
  it("is what nobody does by importing", () => {
    assertEquals(tf.findBackendFactory("evenkeel"), null);
    assertNotEquals(tf.findBackendFactory("cpu"), null); // the stock one, which it is built on
    assertEquals(tf.getKernelsForBackend("evenkeel"), []);
  });

  it("gives every kernel of the stock backend, and our own", async () => {
    await registerEvenkeel({ threads: 1 });
    const names = (backend: string) =>
      new Set(tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName));
    const [stock, evenkeel] = [names("cpu"), names("evenkeel")];
    assertEquals([...stock].filter((name) => !evenkeel.has(name)), []);
    assertEquals(evenkeel.has("EvenkeelNorm"), true);
  });

  it("a second time changes nothing", async () => {
    await useThreads(1);
    const backend = tf.backend();
    await Promise.all([registerEvenkeel({ threads: 2 }), registerEvenkeel()]);
    assertStrictEquals(tf.backend(), backend);
    assertEquals((backend as EvenkeelBackend).engine.threads, 1);
  });

  it("again, after removing, chooses the number of threads", async () => {
    await useThreads(2);
    assertEquals((tf.backend() as EvenkeelBackend).engine.threads, 2);
    await useThreads(1);
    assertEquals((tf.backend() as EvenkeelBackend).engine.threads, 1);
  });

  it("uses relaxed SIMD only if it is told to, and the machine has it", async () => {
    const plain = await createBackend({ threads: 1 });
    const relaxed = await createBackend({ threads: 1, relaxedSimd: true });
    const engine = await createEngine({ relaxedSimd: true });
    const { relaxedSimd } = engine.features;
    assertEquals(plain.engine.features.relaxedSimd, false);
    assertEquals(relaxed.engine.features.relaxedSimd, relaxedSimd);
    for (const one of [plain, relaxed, engine]) one.dispose();
  });

  for (const threads of [0, -1, 1.5, NaN]) {
    it(`refuses ${threads} threads`, async () => {
      await assertRejects(() => createBackend({ threads }), RangeError, "threads must be");
    });
  }
});

describe("a network's step", () => {
  it("agrees with the stock backend's, and leaves nothing behind", async () => {
    await useThreads(1);
    // The stock gradient of nearest-neighbor resizing mixes up images where there are several.
    const expected = await runOn("cpu", () => networkStep(1));
    const actual = await runOn("evenkeel", () => networkStep(1));
    assertEquals(actual.shapes, expected.shapes);
    actual.values.forEach((array, i) => {
      const largest = Math.max(...expected.values[i]!.map(Math.abs));
      array.forEach((value, j) => {
        assertAlmostEquals(value, expected.values[i]![j]!, 2e-5 * largest, `output ${i}, ${j}`);
      });
    });
    assertEquals([actual.tensorsLeft, actual.bytesLeft], [0, 0]);
  });

  it("gives the same bits on one and two threads, and each time", async () => {
    await useThreads(1);
    const { values: one } = await runOn("evenkeel", () => networkStep(3));
    await useThreads(2);
    for (let i = 0; i < 3; i++) {
      const { values: two } = await runOn("evenkeel", () => networkStep(3));
      assertEquals(two.map(bits), one.map(bits));
    }
  });
});

/** The bits of an array, as text, which is compared faster than element by element. */
function bits(array: Float32Array): string {
  return new Uint32Array(array.buffer, array.byteOffset, array.length).join();
}

describe("a gradient that is composed of slices, reversals and paddings", () => {
  for (const threads of [1, 2]) {
    it(`agrees with the stock backend's, ${threads} thread(s)`, async () => {
      await useThreads(threads);
      for (const [height, width, channels, border] of FOLDS) {
        const program = () => {
          const x = random<tf.Rank.R4>([2, height, width, channels], 1);
          const shape = [2, height + 2 * border, width + 2 * border, channels];
          const dy = random<tf.Rank.R4>(shape as [number, number, number, number], 2);
          const folded = fold(fold(dy, 1, border), 2, border);
          const dx = tf.grad((x) => tf.sum(tf.mul(dy, reflectionPad2d(x as tf.Tensor4D, border))))(
            x,
          );
          return [folded, dx];
        };
        const { values: [expected] } = await runOn("cpu", program);
        // What is freed and used again in the first passes would be wrong in the next ones.
        for (let i = 0; i < 3; i++) {
          const { values: [folded, dx] } = await runOn("evenkeel", program);
          folded!.forEach((value, j) => assertAlmostEquals(value, expected![j]!, 1e-5));
          dx!.forEach((value, j) => assertAlmostEquals(value, expected![j]!, 1e-5));
        }
      }
    });
  }
});

const FOLDS = [[5, 6, 3, 2], [16, 16, 8, 3], [9, 20, 16, 4], [24, 7, 5, 1], [
  33,
  33,
  4,
  3,
]] as const;

/** The gradient of reflection padding along one axis. */
function fold(dy: tf.Tensor, axis: number, border: number): tf.Tensor {
  const size = dy.shape[axis]! - 2 * border;
  const cut = (from: number, length: number) =>
    tf.slice(
      dy,
      dy.shape.map((_, i) => i === axis ? from : 0),
      dy.shape.map((all, i) => i === axis ? length : all),
    );
  const place = (x: tf.Tensor, at: number) =>
    tf.pad(x, dy.shape.map((_, i) => i === axis ? [at, size - at - border] : [0, 0]));
  const before = place(tf.reverse(cut(0, border), axis), 1);
  const after = place(tf.reverse(cut(border + size, border), axis), size - 1 - border);
  return tf.add(tf.add(cut(border, size), before), after);
}

describe("a network of layers", () => {
  it("learns as on the stock backend, and its memory does not grow", async () => {
    await useThreads(2);
    const expected = await losses("cpu");
    const actual = await losses("evenkeel");
    assertEquals(actual.length, expected.length);
    expected.forEach((loss, i) => assertAlmostEquals(actual[i]!, loss, 1e-3 * expected[0]!));
    assertEquals(actual.at(-1)! < 0.8 * actual[0]!, true);
  });
});

/** Trains a small convolutional classifier; its loss after each epoch. */
async function losses(backend: string): Promise<number[]> {
  await tf.setBackend(backend);
  const [tensors, bytes] = [tf.memory().numTensors, engineBytes()];
  const glorot = (seed: number) => layers.initializers.glorotUniform({ seed });
  const model = layers.sequential({
    layers: [
      layers.layers.conv2d({
        inputShape: [12, 12, 1],
        filters: 8,
        kernelSize: 3,
        activation: "relu",
        kernelInitializer: glorot(1),
      }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: glorot(2) }),
      layers.layers.averagePooling2d({ poolSize: 3 }),
      layers.layers.flatten(),
      layers.layers.dense({ units: 2, activation: "softmax", kernelInitializer: glorot(3) }),
    ],
  });
  const optimizer = tf.train.adam(0.02);
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const x = tf.tidy(() => {
    const stripes = tf.tile(tf.reshape(tf.range(0, 12), [1, 12, 1, 1]), [16, 1, 12, 1]);
    const lines = tf.sin(tf.mul(stripes, 2));
    const turned = tf.transpose(lines, [0, 2, 1, 3]);
    return tf.add(tf.concat([lines, turned]), tf.mul(random([32, 12, 12, 1], 5), 0.3));
  });
  const y = tf.tidy(() =>
    tf.cast(tf.oneHot(tf.concat([tf.zeros([16], "int32"), tf.ones([16], "int32")]), 2), "float32")
  );
  const { history } = await model.fit(x, y, { epochs: 8, batchSize: 8, shuffle: false });
  model.dispose();
  optimizer.dispose();
  tf.dispose([x, y]);
  assertEquals([tf.memory().numTensors, engineBytes()], [tensors, bytes]);
  return history["loss"] as number[];
}
