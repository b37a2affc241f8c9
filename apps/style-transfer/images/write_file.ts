/** Writing files whole or not at all. */

import { appendFile, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** What a file is called until it is whole. */
const PARTIAL_REGEXP = /\.[0-9a-f-]{36}\.partial$/;

/**
 * Writes beside the target and renames: nobody ever sees half a file. The folder is made if need be.
 *
 * @throws {Error} If the folder or the file cannot be written; nothing is left behind then.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  await writeBeside(path, { bytes, keep: true });
}

/**
 * Adds to a file that is read in lines or records; a killed process or a full disk may leave half of one.
 *
 * @throws {Error} If the file cannot be written.
 */
export async function appendToFile(path: string, data: string | Uint8Array): Promise<void> {
  try {
    await appendFile(path, data);
  } catch (cause) {
    throw writeError(path, cause);
  }
}

/**
 * Finds out whether {@linkcode writeFileAtomically} could write here, by trying: what modes and owners
 * say is not the whole truth. To be called before hours of work; leaves nothing behind.
 *
 * @throws {Error} If the folder or the file could not be written.
 */
export async function checkWritable(path: string): Promise<void> {
  await writeBeside(path, { bytes: new Uint8Array(), keep: false });
}

async function writeBeside(
  path: string,
  { bytes, keep }: { readonly bytes: Uint8Array; readonly keep: boolean },
): Promise<void> {
  const partial = `${path}.${crypto.randomUUID()}.partial`;
  const folder = resolve(dirname(path));
  let made: string | undefined;
  let written = false;
  try {
    const target = await stat(path).catch(() => undefined);
    if (target?.isDirectory()) throw new Error("it is a folder");
    made = await mkdir(folder, { recursive: true });
    const file = await open(partial, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!keep) return;
    await rename(partial, path);
    written = true;
  } catch (cause) {
    const file = await fileAbove(path);
    const why = file === undefined
      ? cause
      : new Error(`${file} is a file, not a folder`, { cause });
    throw writeError(path, why);
  } finally {
    if (!written) {
      await rm(partial, { force: true }).catch(() => {});
      if (made !== undefined) await removeEmpty(folder, resolve(made));
    }
  }
}

/** The part of a path that should be a folder, and is a file; systems give each their own error for it. */
async function fileAbove(path: string): Promise<string | undefined> {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found !== undefined) return found.isDirectory() ? undefined : at;
  }
  return undefined;
}

function writeError(path: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`cannot write ${path}: ${reason}`, { cause });
}

/** Removes what killed processes had begun to write in a folder and those below it. */
export async function removePartials(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  for (const name of names.filter((name) => PARTIAL_REGEXP.test(name))) {
    await rm(join(folder, name), { force: true });
  }
}

/** Removes `folder` and those above it up to `top`, as far as they are empty. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  try {
    for (let at = folder; at.startsWith(top); at = dirname(at)) await rmdir(at);
  } catch {
    // Somebody has put a file there in the meantime: it stays.
  }
}
