/** The first two moments of an array, without rounding on the way. */
export interface ExactMoments {
  /** The mean, rounded once, to float64. */
  readonly mean: number;
  /** The biased variance, rounded once, to float64. */
  readonly variance: number;
}

/** Every float32 and float64 is a whole number of these: the smallest float64 is `2 ** -1074`. */
const UNIT_EXPONENT = -1074;
const MANTISSA_BITS = 52;

// Float32 with one exponent have whole mantissas below 2 ** 24, so float64 adds 2 ** 29 of them, or of
// the halves of their squares, without rounding.
const BINS = 256;
const FLOAT32_BITS = 24;
const FLOAT32_UNIT_EXPONENT = -149;
const MAX_LENGTH = 2 ** 29;

/**
 * The mean and the biased variance of all elements, `sum((x - mean) ** 2) / count`, computed with
 * whole numbers and rounded to float64 once: the oracle that engines are measured against.
 *
 * Equal values have variance 0. An empty array has mean and variance 0; NaN or infinity make both NaN.
 *
 * @param x Any finite values, at most 2 ** 29. Float32Array takes nanoseconds an element, Float64Array
 * a hundred times that.
 * @throws {RangeError} If there are more elements.
 *
 * @example
 * ```ts
 * import { exactMoments } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1e6, 1e6 + 1]);
 * assertEquals(exactMoments(x), { mean: 1_000_000.5, variance: 0.25 });
 * ```
 */
export function exactMoments(x: Float32Array | Float64Array): ExactMoments {
  if (x.length > MAX_LENGTH) {
    throw new RangeError(`x must have at most ${MAX_LENGTH} elements, got ${x.length}`);
  }
  if (x.length === 0) return { mean: 0, variance: 0 };
  if (!x.every(Number.isFinite)) return { mean: NaN, variance: NaN };
  const { sum, squares, exponent } = x instanceof Float32Array ? sumFloat32(x) : sumFloat64(x);
  const count = BigInt(x.length);
  const unit = 2 * exponent;
  return {
    mean: toNumber(sum, count, exponent),
    variance: toNumber(count * squares - sum * sum, count * count, unit),
  };
}

/** Whole numbers: the sum in units of `2 ** exponent`, that of the squares in the unit's square. */
interface Sums {
  readonly sum: bigint;
  readonly squares: bigint;
  readonly exponent: number;
}

function sumFloat32(x: Float32Array): Sums {
  const sums = new Float64Array(BINS);
  const high = new Float64Array(BINS);
  const low = new Float64Array(BINS);
  const block = new Float32Array(1);
  const bits = new Uint32Array(block.buffer);
  for (const value of x) {
    block[0] = value;
    const word = bits[0]!;
    const field = (word >>> 23) & 0xff;
    const mantissa = field === 0 ? word & 0x7fffff : (word & 0x7fffff) | 0x800000;
    const square = mantissa * mantissa; // below 2 ** 48
    const upper = Math.floor(square / 2 ** FLOAT32_BITS);
    sums[field] = sums[field]! + (word >>> 31 === 0 ? mantissa : -mantissa);
    high[field] = high[field]! + upper;
    low[field] = low[field]! + (square - upper * 2 ** FLOAT32_BITS);
  }
  let sum = 0n, squares = 0n;
  for (let field = 0; field < BINS; field++) {
    const shift = BigInt(Math.max(field - 1, 0)); // field 0 holds the subnormals, with the unit of 1
    const square = (BigInt(high[field]!) << BigInt(FLOAT32_BITS)) + BigInt(low[field]!);
    sum += BigInt(sums[field]!) << shift;
    squares += square << (2n * shift);
  }
  return { sum, squares, exponent: FLOAT32_UNIT_EXPONENT };
}

function sumFloat64(x: Float64Array): Sums {
  const view = new DataView(new ArrayBuffer(8));
  const one = 1n << BigInt(MANTISSA_BITS);
  let sum = 0n, squares = 0n;
  for (const value of x) {
    view.setFloat64(0, Math.abs(value));
    const word = view.getBigUint64(0);
    const field = word >> BigInt(MANTISSA_BITS);
    const whole = field === 0n ? word : ((word & (one - 1n)) | one) << (field - 1n);
    sum += value < 0 ? -whole : whole;
    squares += whole * whole;
  }
  return { sum, squares, exponent: UNIT_EXPONENT };
}

/** `numerator / denominator * 2 ** exponent`, rounded to nearest once. The denominator is positive. */
function toNumber(numerator: bigint, denominator: bigint, exponent: number): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // 64 bits of the quotient and one that says whether anything is left round as all of it would.
  const shift = 64 - bitLength(magnitude) + bitLength(denominator);
  const dividend = shift > 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const rest = dividend === quotient * divisor ? 0n : 1n;
  const value = scale(Number((quotient << 1n) | rest), exponent - shift - 1);
  return numerator < 0n ? -value : value;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/** `value * 2 ** exponent`, also where the power itself is no float64. */
function scale(value: number, exponent: number): number {
  let result = value, rest = exponent;
  while (rest < -1000) {
    result *= 2 ** -1000;
    rest += 1000;
  }
  return result * 2 ** rest;
}
