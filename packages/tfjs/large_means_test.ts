/** The wider family where the mean is a thousand deviations, against the kernels in float64. */

import * as kernels from "@evenkeel/kernels";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { registerEvenkeel } from "./backend/mod.ts";
import * as norms from "./mod.ts";

const BACKENDS = ["cpu", "evenkeel"] as const;
const SHAPE = [4, 16, 16, 8];
const OPTIONS = { shape: SHAPE, layout: "channels-last" } as const;

const x = randomArray(8192, 1, { mean: 1000, type: "float32" });
const exact = Float64Array.from(x);
const rho = new Float64Array(8).fill(0.5);
const given = () => ({
  mean: new Float64Array(8).fill(1000.5),
  variance: new Float64Array(8).fill(1.25),
});
const toTensor = (array: Float64Array) => tf.tensor1d(Float32Array.from(array));
const running = () => ({ mean: toTensor(given().mean), variance: toTensor(given().variance) });

interface Subject {
  readonly name: string;
  readonly ours: (x: tf.Tensor) => tf.Tensor;
  readonly expected: () => Float64Array;
  /** Default 1e-6 of the largest value. */
  readonly rtol?: number;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: "adaptiveLayerInstanceNorm",
    ours: (x) => norms.adaptiveLayerInstanceNorm(x, { rho: toTensor(rho) }),
    expected: () => kernels.adaptiveLayerInstanceNorm(exact, { ...OPTIONS, rho }).y,
  },
  {
    name: "batchInstanceNorm",
    ours: (x) => norms.batchInstanceNorm(x, { rho: toTensor(rho) }).y,
    expected: () => kernels.batchInstanceNorm(exact, { ...OPTIONS, rho }).y,
  },
  {
    name: "batchRenorm",
    ours: (x) => norms.batchRenorm(x, { running: running() }).y,
    expected: () => kernels.batchRenorm(exact, { ...OPTIONS, running: given() }).y,
    rtol: 1e-5, // the batch's mean is a float32 before the running one is subtracted
  },
  {
    name: "evoNormB0",
    ours: (x) => norms.evoNormB0(x).y,
    expected: () => kernels.evoNormB0(exact, OPTIONS).y,
  },
  {
    name: "evoNormS0",
    ours: (x) => norms.evoNormS0(x, { groups: 2 }),
    expected: () => kernels.evoNormS0(exact, { ...OPTIONS, groups: 2 }).y,
  },
  {
    name: "filterResponseNorm",
    ours: (x) => norms.filterResponseNorm(x),
    expected: () => kernels.filterResponseNorm(exact, OPTIONS).y,
  },
  {
    name: "ghostBatchNorm",
    ours: (x) => norms.ghostBatchNorm(x, { ghostSize: 2 }).y,
    expected: () => kernels.ghostBatchNorm(exact, { ...OPTIONS, ghostSize: 2 }).y,
  },
  {
    name: "globalResponseNorm",
    ours: (x) => norms.globalResponseNorm(x),
    expected: () => kernels.globalResponseNorm(exact, OPTIONS).y,
  },
  {
    name: "ibn",
    ours: (x) => norms.ibn(x).y,
    expected: () => kernels.ibn(exact, OPTIONS).y,
  },
  {
    name: "switchableNorm",
    ours: (x) => norms.switchableNorm(x).y,
    expected: () => kernels.switchableNorm(exact, OPTIONS).y,
    rtol: 5e-5, // its mean is subtracted in float32
  },
];

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
});

for (const backend of BACKENDS) {
  describe(`a mean of a thousand deviations: ${backend}`, () => {
    for (const { name, ours, expected, rtol = 1e-6 } of SUBJECTS) {
      it(name, async () => {
        await tf.setBackend(backend);
        const y = tf.tidy(() => ours(tf.tensor(Float32Array.from(x), [...SHAPE])).dataSync());
        assertAllClose(y, expected(), { rtol, name });
      });
    }
  });
}
