// A CommonJS module: Node requires ES modules since 20.19.
const { deepStrictEqual } = require("node:assert/strict");
const { batchNorm, instanceNorm } = require("@evenkeel/kernels");
const tfjs = require("@evenkeel/tfjs");
const { batchNormalization } = require("@evenkeel/tfjs/layers");
require("@tensorflow/tfjs-backend-cpu");
const { tensor2d } = require("@tensorflow/tfjs-core");
const { name } = require("@evenkeel/kernels/package.json");

const x = new Float64Array([1, 3, 5, 7]);
deepStrictEqual([...instanceNorm(x, { shape: [2, 1, 2], epsilon: 0 }).y], [-1, 1, -1, 1]);
deepStrictEqual([...batchNorm(x, { shape: [2, 1, 2], epsilon: 0 }).mean], [4]);

const { y } = tfjs.batchNorm(tensor2d([[1], [3]]), { epsilon: 0 });
deepStrictEqual([...y.dataSync()], [-1, 1]);
deepStrictEqual([...batchNormalization({ epsilon: 0 }).apply(tensor2d([[5]])).dataSync()], [5]);
deepStrictEqual(name, "@evenkeel/kernels");
