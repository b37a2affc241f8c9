/** A known piece of work: as many multiplications and additions as a processor can do, and no memory. */

const TURNS = 1_200_000;

/** Milliseconds that it takes: about four. */
export function spin(): number {
  const start = performance.now();
  let [a, b, c, d, e, f, g, h] = [1, 1, 1, 1, 1, 1, 1, 1];
  for (let i = 0; i < TURNS; i++) {
    a = a * 0.999 + 0.1;
    b = b * 0.999 + 0.1;
    c = c * 0.999 + 0.1;
    d = d * 0.999 + 0.1;
    e = e * 0.999 + 0.1;
    f = f * 0.999 + 0.1;
    g = g * 0.999 + 0.1;
    h = h * 0.999 + 0.1;
  }
  const ms = performance.now() - start;
  // Work whose result nobody reads might be left out.
  return a + b + c + d + e + f + g + h > 0 ? ms : NaN;
}
