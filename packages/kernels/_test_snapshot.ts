/** Inputs that every runtime has the same bits of, and a number for bits, for tests that notice any change. */

/** From -1 to 1: whole numbers and a division. */
export function exactInputs(length: number, seed: number): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 22 - 1;
  });
}

/** The beginning of SHA-256 of all bytes, one array after the other; pages have it, too. */
export async function hashBytes(
  parts: readonly (Uint8Array | Float32Array | Float64Array)[],
): Promise<string> {
  const bytes = parts.map(({ buffer, byteOffset, byteLength }) =>
    new Uint8Array(buffer, byteOffset, byteLength)
  );
  const all = new Uint8Array(bytes.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
