/** What the paintings of photographs are called. */

import { basename, dirname, extname, join } from "node:path";
import { freeName } from "./free_name.ts";

/** The name of a file without its extension. */
export function stemOf(path: string): string {
  return basename(path, extname(path));
}

/** The file of one painting. */
export function paintingName(stem: string, painter: string): string {
  return `${stem}-${painter}.png`;
}

/**
 * For each photograph of a folder, the stem of its paintings, in the folder that it is in itself. A photograph
 * whose paintings would have the names of others, as `a.png` beside `a.jpg`, gets a number.
 */
export function nameStems(photographs: readonly string[], painters: readonly string[]): string[] {
  const taken = new Set<string>();
  return photographs.map((name) => {
    // On some disks, capitals make no other name.
    const files = (stem: string) =>
      painters.map((painter) => paintingName(stem, painter).toLowerCase());
    const stem = freeName(
      join(dirname(name), stemOf(name)),
      (stem) => files(stem).some((file) => taken.has(file)),
    );
    for (const file of files(stem)) taken.add(file);
    return stem;
  });
}
