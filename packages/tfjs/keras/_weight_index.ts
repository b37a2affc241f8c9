/** The weights of a file, found by the layer that they belong to. */

import { countElements } from "./_json.ts";
import type { KerasWeight } from "./types.ts";

/** A weight with its name in the file. */
export interface NamedWeight {
  readonly name: string;
  /** The last part of the name: `kernel`, or a number. */
  readonly leaf: string;
  readonly weight: KerasWeight;
}

interface Entry extends NamedWeight {
  readonly scopes: readonly string[];
}

/** Looks weights up by the names of the models and the layer around them. */
export interface WeightIndex {
  /**
   * Those of the layer at this path of names, in the order of the file; none where it has none. A
   * wrapper's come with those of the layer inside.
   */
  find(path: readonly string[], isWrapper?: boolean): readonly NamedWeight[];
}

/** Checks the weights and sorts them by their names. */
export function indexWeights(weights: ReadonlyMap<string, KerasWeight>): WeightIndex {
  const byScope = new Map<string, Entry[]>();
  for (const [name, weight] of weights) {
    const count = countElements(weight.shape, `weight "${name}"`);
    if (weight.data.length !== count) {
      throw new RangeError(
        `weight "${name}" of shape [${weight.shape}] must have ${count} elements, ` +
          `got ${weight.data.length}`,
      );
    }
    const scopes = name.replace(/:\d+$/, "").split("/");
    const leaf = scopes.pop()!;
    const entry = { name, leaf, weight, scopes };
    for (const scope of new Set(scopes)) {
      const entries = byScope.get(scope) ?? [];
      if (entries.length === 0) byScope.set(scope, entries);
      entries.push(entry);
    }
  }
  return {
    find: (path, isWrapper = false) => find(byScope.get(path.at(-1)!) ?? [], path, isWrapper),
  };
}

function find(
  candidates: readonly Entry[],
  path: readonly string[],
  isWrapper: boolean,
): readonly NamedWeight[] {
  const name = path.at(-1)!;
  // "a/bn/gamma" belongs to the layer bn, though a scope of its own name may stand further out.
  const ends = candidates.filter(({ scopes }) => scopes.at(-1) === name);
  const own = ends.length > 0 && !isWrapper ? ends : candidates;
  if (new Set(own.map(({ scopes }) => scopes.join("/"))).size <= 1) return own;
  const inside = own.filter(({ scopes }) => isInOrder(path, scopes));
  return inside.length > 0 ? inside : own;
}

function isInOrder(path: readonly string[], scopes: readonly string[]): boolean {
  let at = 0;
  for (const scope of scopes) if (scope === path[at]) at++;
  return at === path.length;
}
