/** Inputs that an output would take the place of. */

import { realpath } from "node:fs/promises";

/** The first output whose file is one of the inputs, by whatever path; undefined if there is none. */
export async function findOverwritten(
  inputs: readonly string[],
  outputs: readonly string[],
): Promise<string | undefined> {
  const places = new Set<string>();
  for (const path of inputs) places.add(await realpath(path).catch(() => path));
  for (const path of outputs) {
    const place = await realpath(path).catch(() => undefined);
    if (place !== undefined && places.has(place)) return path;
  }
  return undefined;
}
