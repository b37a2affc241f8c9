/**
 * The moments of a forward call as one float32 tensor of four rows. A mean in one float32 would err by
 * 1.6e-5 deviations where it is a thousand of them, so it stands in two.
 */

/** The rows of the tensor. */
export const ROWS = { mean: 0, meanResidual: 1, variance: 2, rstd: 3, count: 4 } as const;

/** Float64 moments to four float32 rows. */
export function packMoments(
  moments: {
    readonly mean: Float64Array;
    readonly variance: Float64Array;
    readonly rstd: Float64Array;
  },
): Float32Array {
  const s = moments.mean.length;
  const packed = new Float32Array(ROWS.count * s);
  packed.set(moments.mean, ROWS.mean * s);
  packed.set(moments.mean.map((mean) => mean - Math.fround(mean)), ROWS.meanResidual * s);
  packed.set(moments.variance, ROWS.variance * s);
  packed.set(moments.rstd, ROWS.rstd * s);
  return packed;
}

/** What backward needs, from the rows. */
export function unpackMoments(packed: Float32Array): { mean: Float64Array; rstd: Float64Array } {
  const s = packed.length / ROWS.count;
  const mean = Float64Array.from(packed.subarray(0, s), (high, i) => high + packed[s + i]!);
  return { mean, rstd: Float64Array.from(packed.subarray(ROWS.rstd * s)) };
}
