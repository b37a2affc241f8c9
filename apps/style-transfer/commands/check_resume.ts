/** What `style train --resume` may be told. */

import type { Command } from "commander";
import { UsageError } from "./usage_error.ts";

/** Everything else is in the run already. */
const FREE = ["run", "resume", "reportEvery", "patience", "backend", "threads"];

/**
 * Refuses what a resumed run would not heed. More steps are no exception: the learning rate has been falling
 * towards the last of those that the run began with.
 *
 * @throws {UsageError} If an option of the run itself was given; the error names all of them.
 */
export function checkResume(command: Command): void {
  const refused = command.options.filter((option) => {
    const name = option.attributeName();
    return !FREE.includes(name) && command.getOptionValueSource(name) === "cli";
  });
  if (refused.length === 0) return;
  throw new UsageError(
    `--resume keeps the options and pictures that the run began with: leave out ${
      refused.map(({ long }) => long).join(", ")
    }, or begin another run, without --resume and with a --run of its own`,
  );
}
