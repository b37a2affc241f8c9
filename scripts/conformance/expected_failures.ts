/** Specs that fail on our backend, and why that is as it should be. */

/** A spec that has to fail; one that passes has to leave the list. */
export interface ExpectedFailure {
  /** The spec's full name, the backend's name included. */
  readonly name: string;
  /** Why. The stock cpu backend must fail it too, or be wrong where it passes. */
  readonly reason: string;
}

/** None: the stock cpu backend passes every spec of tfjs-core 4.22, and so does ours. */
export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [];
