/** What a run of the suite prints. */

/** What came of a run. Names begin with what is tested, and hold the backend's name. */
export interface Outcome {
  readonly passed: readonly string[];
  /** Specs that say of themselves that they are not to run. */
  readonly pending: readonly string[];
  readonly failed: readonly { readonly name: string; readonly messages: readonly string[] }[];
}

/** A line that begins so is the outcome, as JSON. */
export const OUTCOME_PREFIX = "conformance: ";
