/** The kernel of TensorFlow Addons' WeightNormalization: `v / |v| * g`, the norm of each filter. */

import type { NamedWeight } from "./_weight_index.ts";

const MIN_SQUARES = 1e-12;

/** The weights of the layer inside, its kernel made of g and v. */
export function composeKernel(found: readonly NamedWeight[], where: string): NamedWeight[] {
  const pick = (leaf: string): NamedWeight => {
    const one = found.find((weight) => weight.leaf === leaf);
    if (one === undefined) throw new RangeError(`${where} must have a weight ${leaf}, got none`);
    return one;
  };
  const [g, v, flag] = [pick("g"), pick("kernel"), pick("initialized")];
  const filters = v.weight.shape.at(-1) ?? 0;
  if (String(g.weight.shape) !== String([filters])) {
    throw new RangeError(
      `weight "${g.name}" of ${where} must have shape [${filters}], got [${g.weight.shape}]`,
    );
  }
  // Before its first call the layer takes |v| for g, so that the kernel is v.
  const isMade = flag.weight.data[0] !== 0;
  const data = isMade ? scaleFilters(v.weight.data, g.weight.data) : v.weight.data;
  const kernel = { ...v, weight: { ...v.weight, data } };
  return [kernel, ...found.filter(({ leaf }) => leaf === "bias")];
}

function scaleFilters(v: ArrayLike<number>, g: ArrayLike<number>): Float32Array {
  const squares = new Float64Array(g.length);
  for (let i = 0; i < v.length; i++) squares[i % g.length]! += v[i]! ** 2;
  return Float32Array.from(v, (value, i) => {
    const filter = i % g.length;
    return value / Math.sqrt(Math.max(squares[filter]!, MIN_SQUARES)) * g[filter]!;
  });
}
