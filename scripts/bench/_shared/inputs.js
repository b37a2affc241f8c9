/**
 * The numbers that every contender computes with, whatever it is written in: a hash of the index, so
 * that a Python peer can make the same ones.
 *
 * Plain JavaScript, because Node runs it too.
 */

const X_MULTIPLIER = 2654435761;
const DY_MULTIPLIER = 2246822519;
const PROBES = 32;

/**
 * Fills an array with values from -1 to 1.
 *
 * @param {Float32Array} array
 * @param {"x" | "dy"} stream
 * @returns {void}
 */
export function fillInput(array, stream) {
  const multiplier = stream === "x" ? X_MULTIPLIER : DY_MULTIPLIER;
  for (let i = 0; i < array.length; i++) {
    array[i] = (Math.imul(i, multiplier) >>> 0) / 2 ** 31 - 1;
  }
}

/**
 * Scale and shift of each channel; exact in float32.
 *
 * @param {number} channels
 * @returns {{ gamma: Float32Array<ArrayBuffer>, beta: Float32Array<ArrayBuffer> }}
 */
export function affineInput(channels) {
  return {
    gamma: Float32Array.from({ length: channels }, (_, c) => 0.5 + (c % 7) / 8),
    beta: Float32Array.from({ length: channels }, (_, c) => (c % 5) / 4 - 0.5),
  };
}

/**
 * Fills an array with values from -1 to 1 that no sum can make cancel: those of `fillInput` go round
 * too evenly for convolutions. The mixing function is MurmurHash3's.
 *
 * @param {Float32Array} array
 * @param {number} seed
 * @returns {void}
 */
export function fillNoise(array, seed) {
  for (let i = 0; i < array.length; i++) {
    let word = i + Math.imul(seed, X_MULTIPLIER);
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    array[i] = ((word ^ (word >>> 16)) >>> 0) / 2 ** 31 - 1;
  }
}

/**
 * Elements spread over an array, as plain numbers: enough to see that a contender computed the right
 * thing.
 *
 * @param {ArrayLike<number>} array
 * @param {number} [count]
 * @returns {number[]}
 */
export function probe(array, count = PROBES) {
  return probed(array.length, count).map((i) => array[i] ?? NaN);
}

/**
 * Which elements `probe` takes of so many.
 *
 * @param {number} length
 * @param {number} count
 * @returns {number[]}
 */
export function probed(length, count) {
  const step = (length - 1) / (count - 1);
  return Array.from({ length: count }, (_, k) => Math.floor(k * step));
}
