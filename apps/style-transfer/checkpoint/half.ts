/** Half precision: IEEE 754 numbers of 16 bits, as bit patterns. */

const MAX_HALF = 65504;
const FRACTION_BITS = 10;
/** The exponent of the least normal number; below it, numbers lie 2^-24 apart. */
const MIN_EXPONENT = -14;

/**
 * Rounds to the nearest number of half precision, and to the even one of two.
 *
 * @throws {RangeError} If a number is too large for it, or none.
 */
export function toHalf(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, (value, i) => {
    if (Math.abs(value) < MAX_HALF + 16) return encode(value);
    throw new RangeError(
      `values must be from -65504 to 65504 for half precision, got ${value} at ${i}`,
    );
  });
}

/** The numbers that the bit patterns stand for. */
export function fromHalf(bits: Uint16Array): Float32Array<ArrayBuffer> {
  // A typed array's own `from` goes through an iterator and a list: ten times as long.
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = decode(bits[i]!);
  return values;
}

function encode(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === 0) return sign;
  const exponent = Math.max(Math.floor(Math.log2(size)), MIN_EXPONENT);
  const steps = roundToEven(size * 2 ** (FRACTION_BITS - exponent));
  // A normal number has 1024 steps and more below its exponent's; what rounds up to 2048 carries over.
  return sign + (exponent - MIN_EXPONENT) * 1024 + steps;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = bits >> FRACTION_BITS & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** (MIN_EXPONENT - FRACTION_BITS);
  return sign * (1024 + fraction) * 2 ** (exponent - 1 + MIN_EXPONENT - FRACTION_BITS);
}
