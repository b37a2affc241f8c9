/**
 * What this package's assertions throw. Not the class of `@std/assert`: suites of cases also run in
 * a page, and need nothing but this package there.
 */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}
