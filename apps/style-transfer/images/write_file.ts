/** Writing files whole or not at all. */

import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes beside the target and renames: nobody ever sees half a file. The folder is made if need be.
 *
 * @throws {Error} If the folder or the file cannot be written; nothing is left behind then.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${crypto.randomUUID()}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(partial, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`cannot write ${path}: ${reason}`, { cause });
  }
}
