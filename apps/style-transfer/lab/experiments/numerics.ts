/** How exact are the statistics that everything rests on? */

import { batchNorm, instanceNorm } from "@evenkeel/kernels";
import { Random } from "../../data/random.ts";
import { FRACTION_BITS, lostBits } from "../exact/lost_bits.ts";
import { stockBatchNorm } from "../exact/stock_batch_norm.ts";
import type { Experiment } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

const STREAM = 53;
const VALUES = 4096;
/** Means and deviations of one channel, from the usual to what float32 hardly holds. */
const CASES: readonly (readonly [mean: number, deviation: number])[] = [
  [0, 1],
  [100, 0.01],
  [1e4, 1],
  [1e6, 1],
  [0, 1e30],
  [0, 1e-30],
];

/** Each case is a single sample: there, both norms have the same to do. */
export const NUMERICS: Experiment = {
  id: "K8",
  row: "How It Works",
  question: "How exact are the statistics that everything rests on?",
  claim: "Normalise the activations using the calculated mean and variance.",
  protocol: `One channel of ${VALUES} random float32 values, with the mean and the deviation ` +
    `${CASES.map(([mean, deviation]) => `${mean} and ${deviation}`).join("; ")}; ε = 0. Against ` +
    "what float64 gives for the same values.",
  metric: `bits lost of the ${FRACTION_BITS} of a float32 at the worst value, mean over the cases`,
  expected: "negative",
  against: "stock",
  quick: true,
  limits: "For means far from 0, and for very large or small deviations; usual activations do " +
    "well in stock TensorFlow.js, too.",
  async measure(_, seed) {
    const random = new Random(seed, STREAM);
    const inputs = CASES.map(([mean, deviation]) =>
      Float32Array.from({ length: VALUES }, () => mean + deviation * random.normal())
    );
    const options = { shape: [1, 1, VALUES], epsilon: 0 };
    const lost = (normalize: (x: Float32Array) => Float32Array) =>
      meanOf(inputs, (x) => lostBits(normalize(x), normalizeInFloat64(x)));
    const stock = await stockBatchNorm();
    return {
      batch: lost((x) => batchNorm(x, options).y),
      instance: lost((x) => instanceNorm(x, options).y),
      stock: lost(stock),
    };
  },
};

/** In two passes; what rounds there is far below a float32's last place. */
function normalizeInFloat64(x: Float32Array): Float64Array {
  const values = Float64Array.from(x);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rest = values.map((value) => value - mean);
  // The mean of what is left is the error of the mean.
  const error = rest.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = rest.reduce((sum, value) => sum + (value - error) ** 2, 0) / values.length;
  return rest.map((value) => (value - error) / Math.sqrt(variance));
}
