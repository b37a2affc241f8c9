/** Which files of the repository people wrote. */

import { join } from "node:path";

/** What builds, runs and installs leave behind. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  "coverage",
  "dist",
  "node_modules",
  "npm",
  "out",
  "runs",
]);

/** The repository, as a path. */
export const ROOT: string = join(import.meta.dirname!, "..");

/** Paths of all TypeScript and JavaScript files under the root, relative to it, sorted, with `/`. */
export async function listSourceFiles(root: string = ROOT): Promise<string[]> {
  const paths: string[] = [];
  await walk(root, "", paths);
  return paths.sort();
}

async function walk(root: string, folder: string, paths: string[]): Promise<void> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(join(root, folder))) {
    if (name.startsWith(".")) continue;
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isDirectory && !SKIPPED_FOLDERS.has(name)) await walk(root, path, paths);
    if (isFile && /\.[cm]?[jt]sx?$/.test(name)) paths.push(path);
  }
}
