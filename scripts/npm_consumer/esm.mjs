// An ES module: both packages, checked values.
import { deepStrictEqual } from "node:assert/strict";
import { batchNorm, instanceNorm } from "@evenkeel/kernels";
import { groupNorm } from "@evenkeel/kernels/group-norm";
import * as tfjs from "@evenkeel/tfjs";
import { createEngine } from "@evenkeel/kernels/simd";
import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import { batchNormalization, instanceNormalization } from "@evenkeel/tfjs/layers";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { tensor4d } from "@tensorflow/tfjs-core";

const shape = [2, 2, 1, 2]; // samples, channels, height, width
const x = new Float32Array([1, 3, 10, 30, 5, 7, 50, 70]);
const signs = [-1, 1, -1, 1, -1, 1, -1, 1];
deepStrictEqual([...instanceNorm(x, { shape, epsilon: 0 }).y], signs);
deepStrictEqual([...groupNorm(x, { shape, groups: 2, epsilon: 0 }).y], signs);
deepStrictEqual([...batchNorm(x, { shape, epsilon: 0 }).mean], [4, 40]);

const tensor = tensor4d(x, [2, 2, 1, 2]);
const options = { layout: "channels-first", epsilon: 0 };
deepStrictEqual([...tfjs.instanceNorm(tensor, options).dataSync()], signs);
deepStrictEqual([...tfjs.batchNorm(tensor, options).mean.dataSync()], [4, 40]);

for (const layer of [batchNormalization({ epsilon: 0 }), instanceNormalization({ epsilon: 0 })]) {
  const y = layer.apply(tensor4d([1, 3], [1, 1, 2, 1]), { training: true });
  deepStrictEqual([...y.dataSync()], [-1, 1]);
}

const engine = await createEngine({ threads: 2 });
const long = Float32Array.from({ length: 64 }, (_, i) => i % 2);
const [first, second] = instanceNorm(long, { shape: [1, 1, 64], epsilon: 0, engine }).y;
deepStrictEqual([first, second], [-1, 1]);
engine.dispose();

// The process must end although this backend's threads are never disposed of.
await registerEvenkeel({ threads: 2 });
await tf.setBackend("evenkeel");
const convolved = tf.conv2d(tf.ones([1, 8, 8, 16]), tf.ones([3, 3, 16, 16]), 1, "valid");
deepStrictEqual(convolved.dataSync()[0], 144);
