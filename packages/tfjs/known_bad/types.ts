/** What an entry of the suite is. */

import type { Tensor } from "@tensorflow/tfjs-core";

/** A backend that TensorFlow.js brings along. */
export type StockBackend = "cpu" | "wasm";

/** What one side gives: numbers, or an error by throwing. */
export type Given = Tensor | readonly number[];

/** One defect of stock TensorFlow.js to which this package has an answer. */
export interface KnownBad {
  /** Its name, in kebab-case. */
  readonly id: string;
  /** What goes wrong, for a reader who has it before them. */
  readonly title: string;
  /** Where it is told of: `owner/repository#number`, or an address. */
  readonly sources: readonly string[];
  /** Where stock fails. */
  readonly backends: readonly StockBackend[];
  /** Part of the message with which stock fails; absent where it gives wrong numbers. */
  readonly stockError?: string;
  /** The right numbers, written out. */
  readonly right: readonly number[];
  /** Where the right numbers come from. */
  readonly because: string;
  /** Whether `right` is the most that is acceptable, as for a cost. Default false. */
  readonly upTo?: boolean;
  /** What to call instead, in Markdown. */
  readonly use: string;
  /** The backend that is part of our answer. Default: the one on which stock fails. */
  readonly oursOn?: "evenkeel";
  /** What stock gives; made without anything of ours. */
  stock(): Given | Promise<Given>;
  /** What ours gives. */
  ours(): Given | Promise<Given>;
}
