/**
 * How the arrays of several styles are named in one file: kernels as they are, and the gammas and betas of
 * each style with its name before them, `monet/enter.gamma`.
 */

import type { Safetensors } from "@evenkeel/tfjs/safetensors";
import { isOwn, joinWeights } from "../model/styles.ts";
import type { Weights } from "../model/weights.ts";
import { readWeights } from "./read_weights.ts";

/** Weights that are those of the first style, and what each style has for itself. */
export interface StyleWeights {
  readonly weights: Weights;
  readonly styles: ReadonlyMap<string, Weights>;
}

/** What styles share, and under the name of each what it has for itself. */
export function nameApart<T>(
  all: ReadonlyMap<string, T>,
  styles: ReadonlyMap<string, ReadonlyMap<string, T>>,
): Map<string, T> {
  return new Map([
    ...[...all].filter(([name]) => !isOwn(name)),
    ...[...styles].flatMap(([style, own]) =>
      [...own].map(([name, one]): [string, T] => [`${style}/${name}`, one])
    ),
  ]);
}

/**
 * Takes the arrays of several styles.
 *
 * @param shapes The shapes of a generator of one style.
 * @throws {RangeError} If one is missing, is of another shape or type, holds what is no number, or belongs to nothing.
 */
export function readStyles(
  tensors: Safetensors["tensors"],
  shapes: ReadonlyMap<string, readonly number[]>,
  names: readonly string[],
): StyleWeights {
  const own = new Map([...shapes].filter(([name]) => isOwn(name)));
  const wanted = nameApart(shapes, new Map(names.map((style) => [style, own])));
  const found = readWeights(tensors, wanted, "generator");
  const styles = new Map(names.map((style): [string, Weights] => [
    style,
    new Map([...own.keys()].map((name) => [name, found.get(`${style}/${name}`)!])),
  ]));
  const shared = new Map([...found].filter(([name]) => shapes.has(name)));
  return { weights: joinWeights(shared, styles.get(names[0]!)!), styles };
}
