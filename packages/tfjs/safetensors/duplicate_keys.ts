/** Finds what `JSON.parse` hides: a key that stands twice in one object. */

/** The first duplicate key of a valid JSON text, with its quotes; undefined if there is none. */
export function findDuplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/gs;
  for (const [token, text, colon] of json.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (colon !== undefined) {
      const key: string = JSON.parse(text!); // escapes can spell one key in two ways
      if (open.at(-1)!.has(key)) return JSON.stringify(key);
      open.at(-1)!.add(key);
    }
  }
  return undefined;
}
