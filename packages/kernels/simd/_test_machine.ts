/** A machine that lacks something, and a norm to try it with. */

import { instanceNorm } from "../instance_norm.ts";
import type { SimdEngine } from "./engine.ts";

/** Two samples of three channels. */
export const SHAPE: readonly number[] = [2, 3, 40];
/** How many elements they have. */
export const SIZE = 240;

/** Instance norm, by the scalar engine if there is no other. */
export function norm(engine: SimdEngine | undefined, x: Float32Array): Float32Array {
  return instanceNorm(x, { shape: SHAPE, ...(engine ? { engine } : {}) }).y;
}

/** Replaces something of the machine's for as long as `use` runs. */
export async function without<T extends object, K extends keyof T>(
  [owner, key, value]: readonly [T, K, T[K] | undefined],
  use: () => Promise<void>,
): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(owner, key)!;
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  try {
    await use();
  } finally {
    Object.defineProperty(owner, key, before);
  }
}
