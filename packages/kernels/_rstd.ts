/** The reciprocal standard deviation, and its gradient. */

/** `1 / (sqrt(variance + inside) + outside)`; 0 where that denominator is 0. */
export function rstdOf(variance: number, inside: number, outside: number = 0): number {
  const deviation = Math.sqrt(variance + inside) + outside;
  return deviation === 0 ? 0 : 1 / deviation;
}

/** Its derivative by the variance. */
export function rstdGradient(rstd: number): number {
  return -0.5 * rstd * rstd * rstd;
}
