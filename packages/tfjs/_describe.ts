/** What came, as it should stand in a message. */

/** The class of an object; anything else as it is. */
export function describe(value: unknown): string {
  return value instanceof Object ? value.constructor.name : String(value);
}
