import { AssertionError } from "./assertion_error.ts";

/** An array between two fences. */
export interface GuardedArray {
  /** What the code under test gets. */
  readonly array: Float32Array;
  /** The array and its fences: what `allocate` gave. */
  readonly whole: Float32Array;
  /**
   * Asserts that nobody wrote to the fences.
   *
   * @throws {AssertionError} If somebody did; the message says where.
   */
  assertIntact(): void;
}

const FENCE = 20;
/** A number that no computation gives by chance. */
const SENTINEL = Math.fround(-1.2345e37);

/**
 * An array with a fence of 20 known numbers on each side, so that a write outside of it is seen.
 *
 * @param allocate What makes memory. Default: a plain Float32Array.
 *
 * @example
 * ```ts
 * import { AssertionError, guardedArray } from "@evenkeel/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const { array, whole, assertIntact } = guardedArray(3);
 * array.fill(1);
 * assertIntact();
 * whole[23] = 1;
 * assertThrows(assertIntact, AssertionError, "element 3 of 3");
 * ```
 */
export function guardedArray(
  length: number,
  allocate: (length: number) => Float32Array = (length) => new Float32Array(length),
): GuardedArray {
  const whole = allocate(length + 2 * FENCE).fill(SENTINEL);
  return {
    array: whole.subarray(FENCE, FENCE + length).fill(0),
    whole,
    assertIntact() {
      for (let i = 0; i < 2 * FENCE; i++) {
        const index = i < FENCE ? i - FENCE : i - FENCE + length;
        const value = whole[FENCE + index]!;
        if (value === SENTINEL) continue;
        throw new AssertionError(`element ${index} of ${length} must not be written, got ${value}`);
      }
    },
  };
}
