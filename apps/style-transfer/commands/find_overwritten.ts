/** Photographs that a painting would take the place of. */

import { realpath } from "node:fs/promises";

/** The first painting whose file is one of the photographs, by whatever path; undefined if there is none. */
export async function findOverwritten(
  photographs: readonly string[],
  paintings: readonly string[],
): Promise<string | undefined> {
  const places = new Set<string>();
  for (const path of photographs) places.add(await realpath(path).catch(() => path));
  for (const path of paintings) {
    const place = await realpath(path).catch(() => undefined);
    if (place !== undefined && places.has(place)) return path;
  }
  return undefined;
}
