/** What is summed over a statistic: a term of each element, and its product with a factor. */

import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import type { Arithmetic } from "./map.ts";

/** How many parameters a row has, where rows have parameters: mean, rstd and shift. */
export const ROW_PARAMETERS = 3;

/** A term and its factor: the term itself, if there is none. */
export type Pair<T extends "f32" | "v128"> = readonly [term: Value<T>, factor?: Value<T>];

/** From some arrays, element by element. */
export interface Terms {
  readonly inputs: readonly ("dy" | "x" | "gamma")[];
  readonly of: <T extends "f32" | "v128">(
    by: Arithmetic<T>,
    inputs: readonly Value<T>[],
    params: readonly Value<T>[],
  ) => Pair<T>;
}

/** `x - center`, and its square. */
export const DIFFERENCES: Terms = {
  inputs: ["x"],
  of: ({ sub }, [x], [center]) => [sub(x!, center!)],
};

/** `dy`, and `dy * (x - mean)`. */
export const GRADIENTS: Terms = {
  inputs: ["dy", "x"],
  of: ({ sub }, [dy, x], [mean]) => [dy!, sub(x!, mean!)],
};

/** Sums of terms and of their products. */
export interface Tree {
  /** Takes the terms, by their number. */
  readonly grow: (pair: (index: number) => Pair<"v128">) => Statement[];
  readonly sum: Value<"v128">;
  readonly product: Value<"v128">;
}

/**
 * A tree of so many vectors, a power of 2, in the order in which they come: a node is added as soon as
 * both its sides are there. Values that repeat from one to the next then add up without any rounding, and no
 * outlier makes more than a few additions round the same way.
 */
export function treeOf(builder: FunctionBuilder, size: number): Tree {
  const depth = Math.log2(size);
  const term = builder.local("v128");
  const levels = () => Array.from({ length: depth + 1 }, () => builder.local("v128"));
  const sums = levels(), products = levels();
  const carry = (nodes: readonly Local<"v128">[], index: number, leaf: Value<"v128">) => {
    let node = leaf, level = 0;
    for (; (index >> level) & 1; level++) node = f32x4.add(nodes[level]!, node);
    return nodes[level]!.set(node);
  };
  return {
    grow: (pair) =>
      Array.from({ length: size }, (_, index) => {
        const [value, factor = term] = pair(index);
        return [
          term.set(value),
          carry(sums, index, term),
          carry(products, index, f32x4.mul(term, factor)),
        ];
      }).flat(),
    sum: sums[depth]!,
    product: products[depth]!,
  };
}

/**
 * All ones where a product is not 0. Where a sum is 0, that tells whether products vanished, or canceled each
 * other; then it is set to NaN, and JavaScript sums once more, in 64 bits.
 */
export function hasProduct([term, factor]: Pair<"v128">): Value<"v128"> {
  const zero = f32x4.splat(f32.const(0));
  const some = f32x4.ne(term, zero);
  return factor === undefined ? some : v128.and(some, f32x4.ne(factor, zero));
}
