/** Inputs without samples or without positions: empty results, empty gradients, statistics of 0. */

import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { numbers } from "./_test_operation.ts";
import { registerEvenkeel } from "./backend/mod.ts";
import * as norms from "./mod.ts";

const C = 4;
const ones = () => tf.ones<tf.Rank.R1>([C]);
const moments = () => ({ mean: ones(), variance: ones() });

type Layout = "channels-first" | "channels-last";
interface Options {
  readonly layout: Layout;
  readonly gamma: tf.Tensor1D;
}
type Result = { readonly [name: string]: tf.Tensor };

const SUBJECTS: readonly (readonly [
  name: string,
  run: (x: tf.Tensor, options: Options) => tf.Tensor | Result,
])[] = [
  [
    "adaptiveInstanceNorm",
    (x, { layout, gamma }) => norms.adaptiveInstanceNorm(x, tf.mul(x, gamma.size), { layout }),
  ],
  [
    "adaptiveLayerInstanceNorm",
    (x, options) => norms.adaptiveLayerInstanceNorm(x, { ...options, rho: ones() }),
  ],
  [
    "batchInstanceNorm",
    (x, options) => norms.batchInstanceNorm(x, { ...options, rho: ones() }),
  ],
  ["batchRenorm", (x, options) => norms.batchRenorm(x, { ...options, running: moments() })],
  ["conditionalInstanceNorm", (x, { layout, gamma }) => {
    const tables = {
      gamma: tf.reshape<tf.Rank.R2>(gamma, [1, C]),
      beta: tf.ones<tf.Rank.R2>([1, C]),
    };
    const index = Array(x.shape[0]!).fill(0);
    return norms.conditionalInstanceNorm(x, { layout, ...tables, index });
  }],
  ["evoNormB0", (x, options) => norms.evoNormB0(x, { ...options, nu: ones() })],
  ["evoNormS0", (x, options) => norms.evoNormS0(x, { ...options, nu: ones(), groups: 2 })],
  [
    "filterResponseNorm",
    (x, options) =>
      norms.filterResponseNorm(x, { ...options, tau: ones(), learnedEpsilon: ones() }),
  ],
  ["globalResponseNorm", (x, options) => norms.globalResponseNorm(x, options)],
  ["ibn", (x, options) => norms.ibn(x, options)],
  [
    "ibn with instance norm alone",
    (x, options) => norms.ibn(x, { ...options, instanceChannels: C }),
  ],
  ["pixelNorm", (x, { layout }) => norms.pixelNorm(x, { layout })],
  ["switchableNorm", (x, options) => norms.switchableNorm(x, options)],
  ["virtualBatchNorm", (x, options) => {
    const reference = { ...moments(), samples: 2 };
    return norms.virtualBatchNorm(x, { ...options, reference });
  }],
];

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
});

for (const backend of ["cpu", "evenkeel"]) {
  describe(`empty inputs on ${backend}`, () => {
    before(async () => void await tf.setBackend(backend));

    for (const [name, run] of SUBJECTS) {
      it(name, () => {
        for (const layout of ["channels-first", "channels-last"] as const) {
          for (const [n, ...positions] of [[0, 3], [2, 0], [0]] as const) {
            const shape = layout === "channels-first" ? [n, C, ...positions] : [n, ...positions, C];
            check(run, shape, layout);
          }
        }
      });
    }
  });
}

function check(
  run: (x: tf.Tensor, options: Options) => tf.Tensor | Result,
  shape: number[],
  layout: Layout,
): void {
  const x = tf.zeros(shape);
  const result = run(x, { layout, gamma: ones() });
  const { y, mean, variance } = (result instanceof tf.Tensor ? { y: result } : result) as Result;
  assertEquals(y!.shape, shape);
  for (const moment of [mean, variance]) {
    if (moment) assertEquals(numbers(moment), Array(moment.size).fill(0));
  }
  const gradient = tf.grad((x) => {
    const result = run(x, { layout, gamma: ones() });
    return result instanceof tf.Tensor ? result : result["y"]!;
  });
  assertEquals(gradient(x).shape, shape);
}
