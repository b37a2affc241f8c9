/** A stream of random numbers that a seed determines. */
export interface SeededRandom {
  /** A float64 with 53 random bits, at least 0 and less than 1. */
  uniform(): number;
  /** A sample of the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** An integer, at least 0 and less than `n`. */
  integer(n: number): number;
}

/**
 * Creates a generator (xoshiro128**, seeded through splitmix32): the same seed gives the same stream.
 *
 * @param seed Any integer; its low 32 bits count.
 *
 * @see https://vigna.di.unimi.it/ftp/papers/ScrambledLinear.pdf
 *
 * @example
 * ```ts
 * import { seededRandom } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(seededRandom(7).uniform(), seededRandom(7).uniform());
 * ```
 */
export function seededRandom(seed: number): SeededRandom {
  const mix = splitMix(seed);
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  let spare: number | undefined;

  function next(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  }

  function uniform(): number {
    return ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  }

  /** Marsaglia's polar method: two samples at a time from a point in the unit disk. */
  function normal(): number {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square === 0 || square >= 1) continue;
      const radius = Math.sqrt(-2 * Math.log(square) / square);
      spare = v * radius;
      return u * radius;
    }
  }

  function integer(n: number): number {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new RangeError(`n must be an integer of at least 1, got ${n}`);
    }
    return Math.floor(uniform() * n);
  }

  return { uniform, normal, integer };
}

/** Spreads a seed over the state, so that neighboring seeds give unrelated streams. */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
