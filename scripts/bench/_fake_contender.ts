/** A contender for tests, whose handlers are given as source text. */

import type { ContenderSpec } from "./_contender.ts";

/** `handlers` is an object expression that may use `Unsupported`; it is started with `{ a: 1 }`. */
export function fakeContender(id: string, handlers: string): ContenderSpec {
  const host = new URL("./_shared/host.js", import.meta.url).href;
  const script = `import { serve, Unsupported } from "${host}"; await serve(${handlers});`;
  return { id, name: id, command: [Deno.execPath(), "eval", script], options: { a: 1 } };
}
