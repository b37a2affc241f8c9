/** The project's own random numbers: equal seeds give equal bits on every machine. */

/** sfc32 (Chris Doty-Humphrey): four words of state, which a checkpoint can hold. */
export class Random {
  // Signed, since sums of such words are computed as what they are: integers of 32 bits.
  #state: Int32Array;

  /** Streams of one seed do not overlap in practice: seed, stream and index are hashed together. */
  constructor(seed: number, stream = 0, index = 0) {
    this.#state = new Int32Array([seed, stream, index, 1].map(hash32));
    for (let i = 0; i < 16; i++) this.#next();
  }

  /** The four words of state. */
  state(): number[] {
    return [...new Uint32Array(this.#state.buffer)];
  }

  /**
   * Continues where the generator that gave this state stood.
   *
   * @throws {RangeError} If the state is not four words of 32 bits.
   */
  static from(state: readonly number[]): Random {
    if (state.length !== 4 || !state.every((word) => word === word >>> 0)) {
      throw new RangeError(`state must be 4 integers from 0 to 2^32 - 1, got [${state}]`);
    }
    const random = new Random(0);
    random.#state = Int32Array.from(state);
    return random;
  }

  /** From 0 to 1, without 1. */
  uniform(): number {
    return this.#next() / 2 ** 32;
  }

  /** From `low` to `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from 0 to `below - 1`. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Mean 0, deviation 1, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  #next(): number {
    const s = this.#state;
    const a = s[0]!, b = s[1]!, c = s[2]!, counter = s[3]!;
    const sum = (((a + b) | 0) + counter) | 0;
    s[3] = (counter + 1) | 0;
    s[0] = b ^ (b >>> 9);
    s[1] = (c + (c << 3)) | 0;
    s[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** A finalizer of MurmurHash3: neighbors get unrelated words. */
function hash32(word: number, salt: number): number {
  let h = (word ^ Math.imul(salt + 1, 0x9e3779b9)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
