/** What the styles of a net may be called. */

/** The most characters of a name. */
export const LONGEST_STYLE_NAME = 100;
/** What would make a path of a name, or of a line two. */
const FORBIDDEN_REGEXP = /[/\\\p{Cc}]/u;

/**
 * Refuses names that cannot be told apart, or that cannot be part of a file's name.
 *
 * @throws {RangeError} If there are less than two, one of them twice, or one that is no name.
 */
export function checkStyleNames(names: readonly string[]): void {
  if (names.length < 2) throw new RangeError(`styles must be two or more, got ${names.length}`);
  for (const [i, name] of names.entries()) {
    if (name === "" || name.length > LONGEST_STYLE_NAME || FORBIDDEN_REGEXP.test(name)) {
      throw new RangeError(
        `styles must have names of 1 to ${LONGEST_STYLE_NAME} characters without slashes, got ${
          JSON.stringify(name)
        }`,
      );
    }
    if (names.indexOf(name) !== i) {
      throw new RangeError(`styles must have different names, got "${name}" twice`);
    }
  }
}
