/**
 * Several styles in one generator: they share its kernels, and each has gammas and betas of its own
 * (Dumoulin et al., 2017, arXiv 1610.07629).
 */

import type { Weight, Weights } from "./weights.ts";

/** Whether an array of a generator is a style's own, where there are several. */
export function isOwn(name: string): boolean {
  return name.endsWith(".gamma") || name.endsWith(".beta");
}

/** A generator in two parts: what all styles share, and what a style has for itself. Nothing is copied. */
export function splitWeights(
  weights: Weights,
): { readonly shared: Weights; readonly own: Weights } {
  return {
    shared: new Map([...weights].filter(([name]) => !isOwn(name))),
    own: new Map([...weights].filter(([name]) => isOwn(name))),
  };
}

/** A generator from its parts. Nothing is copied. */
export function joinWeights(shared: Weights, own: Weights): Weights {
  return new Map([...shared, ...own]);
}

/**
 * A style between styles: `sum(share * own) / sum(share)`, for every gamma and beta.
 *
 * @throws {RangeError} If there is no style of a name, or the shares are not at least 0, and one of them above.
 */
export function mixStyles(
  styles: ReadonlyMap<string, Weights>,
  shares: ReadonlyMap<string, number>,
): Weights {
  const parts = [...shares].map(([name, share]) => {
    if (!(share >= 0 && share < Infinity)) {
      throw new RangeError(`the share of ${name} must be finite and not negative, got ${share}`);
    }
    return { own: findStyle(styles, name), share };
  });
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`shares must have a positive and finite sum, got ${total}`);
  }
  const mixed = ([name, { shape, values }]: [string, Weight]): [string, Weight] => {
    const sum = new Float64Array(values.length);
    for (const { own, share } of parts) {
      own.get(name)!.values.forEach((value, i) => sum[i]! += share / total * value);
    }
    return [name, { shape, values: Float32Array.from(sum) }];
  };
  return new Map([...parts[0]!.own].map(mixed));
}

/**
 * What a style has for itself.
 *
 * @throws {RangeError} If there is none of that name; the error lists them.
 */
export function findStyle(styles: ReadonlyMap<string, Weights>, name: string): Weights {
  const own = styles.get(name);
  if (own !== undefined) return own;
  throw new RangeError(`style must be one of ${[...styles.keys()].join(", ")}, got "${name}"`);
}
