/** The attributes of a node: what the file does not say is TensorFlow's default. */

import type { GraphNodeLike } from "./types.ts";

type Kinds = { number: number; boolean: boolean; string: string };

/** One attribute, checked. */
export function attribute<K extends keyof Kinds>(
  { attrs }: GraphNodeLike,
  name: string,
  { kind, fallback }: { readonly kind: K; readonly fallback: Kinds[K] },
): Kinds[K] {
  const value = attrs[name] ?? fallback;
  const type: string = typeof value;
  if (type === kind) return value as Kinds[K];
  throw new TypeError(`attribute ${name} must be a ${kind}, got ${String(value)}`);
}

/** An attribute that is a list; an empty one has lost its type. */
export function listAttribute({ attrs }: GraphNodeLike, name: string): readonly unknown[] {
  const value = attrs[name] ?? [];
  if (Array.isArray(value)) return value;
  throw new TypeError(`attribute ${name} must be a list, got ${String(value)}`);
}
