/** The project's own random numbers: equal seeds give equal bits on every machine. */

/** sfc32 (Chris Doty-Humphrey): four words of state, which a checkpoint can hold. */
export class Random {
  #state: Uint32Array;

  /** Streams of one seed do not overlap in practice: seed, stream and index are hashed together. */
  constructor(seed: number, stream = 0, index = 0) {
    this.#state = new Uint32Array([seed, stream, index, 1].map(hash32));
    for (let i = 0; i < 16; i++) this.#next();
  }

  /** The four words of state. */
  state(): number[] {
    return [...this.#state];
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
    random.#state = Uint32Array.from(state);
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
    const sum = (s[0]! + s[1]! + s[3]!) >>> 0;
    s[3] = s[3]! + 1;
    s[0] = s[1]! ^ (s[1]! >>> 9);
    s[1] = s[2]! + (s[2]! << 3);
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + sum;
    return sum;
  }
}

/** A finalizer of MurmurHash3: neighbors get unrelated words. */
function hash32(word: number, salt: number): number {
  let h = (word ^ Math.imul(salt + 1, 0x9e3779b9)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
