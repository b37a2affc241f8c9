/** Gradients that are too long are shortened, in the same direction. */

/** All gradients of a net, shortened together to a Euclidean length of `longest`; 0 for never. */
export function clipGradients(
  gradients: ReadonlyMap<string, Float32Array>,
  longest: number,
): ReadonlyMap<string, Float32Array> {
  if (longest === 0) return gradients;
  let square = 0;
  for (const values of gradients.values()) for (const v of values) square += v * v;
  const length = Math.sqrt(square);
  if (!(length > longest)) return gradients;
  const share = longest / length;
  // Copies: two weights that are added to each other may have one gradient between them.
  return new Map([...gradients].map(([name, values]) => [name, values.map((v) => v * share)]));
}
