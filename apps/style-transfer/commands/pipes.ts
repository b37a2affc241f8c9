/** Pictures through standard input and output. */

import process from "node:process";

/** The name that stands for standard input and output. */
export const PIPE = "-";

/** Where bytes come from and go to. */
export interface Pipes {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: { write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown };
}

/** Those of this process, taken when they are needed. */
export function processPipes(): Pipes {
  return { stdin: process.stdin, stdout: process.stdout };
}

/** Everything that comes, until the end. */
export async function readAll({ stdin }: Pipes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Writes everything, at the speed of whoever reads. */
export function writeAll({ stdout }: Pipes, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stdout.write(bytes, (error) => error ? reject(error) : resolve());
  });
}
