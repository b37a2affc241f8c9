/** A mistake in how the program was called. */

/** Ends the program with exit code 2 and one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
