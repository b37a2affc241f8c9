/** The wanted parts of a zip archive, none larger than allowed. */

import type { UnzipFileInfo } from "fflate";

/** Expands the entries of these names; the rest of the archive is not touched. */
export async function unzip(
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): Promise<Map<string, Uint8Array>> {
  const { unzipSync } = await import("fflate");
  const sizes = new Map<string, number>();
  let total = 0;
  const filter = ({ name, size, originalSize, compression }: UnzipFileInfo): boolean => {
    if (!wanted.has(name)) return false;
    if (sizes.has(name)) throw new RangeError(`"${name}" must be in the archive once, got two`);
    if (size > bytes.length || (compression === 0 && size !== originalSize)) {
      throw new RangeError(`"${name}" must have the size that the archive says: is it cut short`);
    }
    total += originalSize;
    if (total > maxBytes) {
      throw new RangeError(
        `"${name}" would bring the file to ${total} bytes, maxBytes is ${maxBytes}`,
      );
    }
    sizes.set(name, originalSize);
    return true;
  };
  const parts = expand(() => unzipSync(bytes, { filter }));
  for (const [name, size] of sizes) {
    const { length } = parts[name]!;
    if (length !== size) throw new RangeError(`"${name}" must have ${size} bytes, got ${length}`);
  }
  return new Map([...sizes.keys()].map((name) => [name, parts[name]!]));
}

function expand(run: () => Record<string, Uint8Array>): Record<string, Uint8Array> {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof RangeError && cause.message.startsWith('"')) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`the file must be a zip archive: ${reason}`, { cause });
  }
}
