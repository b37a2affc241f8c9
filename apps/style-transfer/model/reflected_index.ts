/** Reflection for sizes of any kind. */

/** Where position `at` lies when `size` pixels are mirrored about their borders again and again. */
export function reflectedIndex(at: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const phase = at % period;
  return phase < size ? phase : period - phase;
}
