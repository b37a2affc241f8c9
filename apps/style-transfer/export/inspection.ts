/** What a look at a file gives. */

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** An object of such values. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What was found. */
export interface Inspection {
  /** In a few words. */
  readonly kind: string;
  /** What there is to say, in the order of telling. */
  readonly facts: JsonObject;
  /** The arrays of the file. */
  readonly tensors: readonly InspectedTensor[];
}

/** An array of a file. */
export interface InspectedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** How many numbers some arrays have. */
export function countNumbers(tensors: readonly { readonly shape: readonly number[] }[]): number {
  return tensors.reduce((sum, { shape }) => sum + shape.reduce((all, size) => all * size, 1), 0);
}

/** How many of each there are, the most first: `2 Conv, 1 Relu`. */
export function countKinds(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
