/**
 * The moments of a forward call as one float32 tensor. A mean in one float32 would err by 1.6e-5
 * standard deviations where it is a thousand of them, and backward subtracts nearly equal numbers, so what it
 * reads stands in two rows each: the float32, and what that leaves out.
 */

/** The rows of the tensor. */
export const ROWS = {
  mean: 0,
  meanResidual: 1,
  rstd: 2,
  rstdResidual: 3,
  count: 4,
} as const;

/** Float64 moments to float32 rows. */
export function packMoments(
  { mean, rstd }: Readonly<Record<"mean" | "rstd", Float64Array>>,
): Float32Array {
  const s = mean.length;
  const packed = new Float32Array(ROWS.count * s);
  packed.set(mean, ROWS.mean * s);
  packed.set(mean.map(roundingError), ROWS.meanResidual * s);
  packed.set(rstd, ROWS.rstd * s);
  packed.set(rstd.map(roundingError), ROWS.rstdResidual * s);
  return packed;
}

/** What backward needs, from the rows. */
export function unpackMoments(packed: Float32Array): { mean: Float64Array; rstd: Float64Array } {
  const s = packed.length / ROWS.count;
  const join = (high: number, low: number): Float64Array =>
    Float64Array.from({ length: s }, (_, i) => packed[high * s + i]! + packed[low * s + i]!);
  return {
    mean: join(ROWS.mean, ROWS.meanResidual),
    rstd: join(ROWS.rstd, ROWS.rstdResidual),
  };
}

function roundingError(value: number): number {
  const error = value - Math.fround(value);
  return Number.isFinite(error) ? error : 0; // beyond float32, the first row says it all
}
