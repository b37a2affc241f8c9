/** What came, as it should stand in a message. */

/** The class of an object; anything else as it is. */
export function describe(value: unknown): string {
  const isObject = typeof value === "function" || typeof value === "object" && value !== null;
  return isObject ? value.constructor?.name || "an object" : String(value);
}
