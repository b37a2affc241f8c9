/** Whether a backend computes what it should: a driver that does not would train for hours in vain. */

import * as tf from "@tensorflow/tfjs-core";
import { readAsync, readOne, scopedReading } from "./reading.ts";

/**
 * Has the backend convolve something small, and compares.
 *
 * @throws {Error} If it says something else than it should.
 */
export async function checkComputing(): Promise<void> {
  const ramp = Float32Array.from({ length: 16 }, (_, i) => i);
  const sums = await readAsync(scopedReading(function* () {
    const x = tf.tensor4d(ramp, [1, 4, 4, 1]);
    return (yield* readOne(tf.conv2d(x, tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, "valid"))).slice();
  }));
  // The middle of each window, nine times.
  const wanted = [5, 6, 9, 10].map((middle) => 9 * middle);
  if (sums.length === 4 && wanted.every((sum, i) => Math.abs(sums[i]! - sum) < 1e-3)) return;
  throw new Error(`it computes ${[...sums].join(" ")} in place of ${wanted.join(" ")}`);
}
