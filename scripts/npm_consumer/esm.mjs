// An ES module: both packages, checked values.
import { deepStrictEqual } from "node:assert/strict";
import { batchNorm, instanceNorm } from "@evenkeel/kernels";
import { groupNorm } from "@evenkeel/kernels/group-norm";
import * as tfjs from "@evenkeel/tfjs";
import "@tensorflow/tfjs-backend-cpu";
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
