/** What comes with the project: styles to paint with, a pair that tells norms apart, a photograph. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "./usage_error.ts";

/** A trained generator with a name that people choose it by. */
export interface ShippedStyle {
  readonly name: string;
  readonly path: string;
  /** What it paints like, in a sentence: the first one of its model card. */
  readonly about: string;
}

/** Where they are. */
export const SHIPPED_FOLDER: string = fileURLToPath(new URL("../checkpoints/", import.meta.url));
const EXTENSION = ".safetensors";

/**
 * Two generators whose trainings were the same but for the norm, in single precision: what the demo and the
 * studio compare.
 */
export const INK_PAIR: readonly { readonly norm: string; readonly path: string }[] = [
  "instance",
  "batch",
].map((norm) => ({ norm, path: join(SHIPPED_FOLDER, `ink-${norm}${EXTENSION}`) }));

/** The photograph that the project rendered itself. */
export const SAMPLE_PATH: string = fileURLToPath(new URL("../assets/sample.jpg", import.meta.url));

/** All styles of a folder, by name: checkpoints with a model card, `NAME.md`, beside them. */
export async function listStyles(folder: string = SHIPPED_FOLDER): Promise<ShippedStyle[]> {
  const files = new Set(await readdir(folder));
  const names = [...files].filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .filter((name) => files.has(`${name}.md`))
    .sort();
  return await Promise.all(names.map(async (name) => ({
    name,
    path: join(folder, `${name}${EXTENSION}`),
    about: firstParagraph(await readFile(join(folder, `${name}.md`), "utf8")),
  })));
}

/**
 * The styles of these names, in this order; all of them where none is named.
 *
 * @throws {UsageError} If there is no style of a name, or none at all.
 */
export function chooseStyles(
  styles: readonly ShippedStyle[],
  names: readonly string[],
): ShippedStyle[] {
  if (styles.length === 0) {
    throw new UsageError("no style comes with this copy of the project: name a --checkpoint");
  }
  if (names.length === 0) return [...styles];
  return [...new Set(names)].map((name) => {
    const found = styles.find((style) => style.name === name);
    if (found !== undefined) return found;
    const known = styles.map((style) => style.name).join(", ");
    throw new UsageError(
      `there is no style "${name}", only ${known}; one of your own: style train --style PAINTINGS`,
    );
  });
}

/** Of a Markdown file that begins with a heading; as plain text, in one line. */
function firstParagraph(markdown: string): string {
  const paragraphs = markdown.split(/\n\s*\n/).map((text) => text.trim().replace(/\s*\n\s*/g, " "));
  const found = paragraphs.find((text) => text !== "" && !text.startsWith("#")) ?? "";
  return found.replace(/\\([\\`*_[\]<>|])/g, "$1");
}
