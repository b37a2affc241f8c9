/** What does half the contrast change, to the bit? */

import { batchNorm, instanceNorm } from "@evenkeel/kernels";
import { Random } from "../../data/random.ts";
import type { Experiment } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

const STREAM = 52;
const [SAMPLES, CHANNELS, POSITIONS] = [4, 3, 64] as const;
const EPSILON = 1e-5;

/** The layer alone. A power of two only moves exponents, so that nothing rounds otherwise. */
export const EXACT_CONTRAST: Experiment = {
  id: "S2b",
  row: "Normalisation Scope",
  question: "What does half the contrast change, to the bit?",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol:
    "Random float32 activations, and the same with the first of four samples at half its contrast; " +
    "normalized with ε = 0. With ε = 1e-5, instance norm must stay within what ε implies: 1.5 ε over " +
    "the variance, of each value.",
  metric: "mean absolute change of the first sample's output",
  expected: "positive",
  exactlyZero: ["instance"],
  quick: true,
  measure(_, seed) {
    const random = new Random(seed, STREAM);
    const size = CHANNELS * POSITIONS;
    const x = Float32Array.from({ length: SAMPLES * size }, () => random.normal());
    const half = x.map((value, i) => i < size ? value / 2 : value);
    const options = { shape: [SAMPLES, CHANNELS, POSITIONS], epsilon: 0 };
    const first = (y: Float32Array) => [...y.subarray(0, size)];
    const change = (a: Float32Array, b: Float32Array) =>
      meanOf(first(a), (value, i) => Math.abs(value - b[i]!));

    const usual = { ...options, epsilon: EPSILON };
    const [whole, faded] = [instanceNorm(x, usual), instanceNorm(half, usual)];
    first(whole.y).forEach((value, i) => {
      const bound = 1.5 * EPSILON / whole.variance[Math.floor(i / POSITIONS)]!;
      // Beside ε, twice half an ulp: both outputs are rounded to float32.
      const allowed = Math.abs(value) * (bound + 2 ** -23);
      const changed = Math.abs(value - faded.y[i]!);
      if (!(changed <= allowed)) {
        throw new Error(`S2b: epsilon allows a change of ${allowed}, got ${changed}`);
      }
    });
    return Promise.resolve({
      batch: change(batchNorm(x, options).y, batchNorm(half, options).y),
      instance: change(instanceNorm(x, options).y, instanceNorm(half, options).y),
    });
  },
};
