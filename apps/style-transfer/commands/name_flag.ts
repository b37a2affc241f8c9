/** Options, as they are typed. */

import type { Command } from "commander";

/**
 * An error about a number as the person knows it who typed it: `maxSide must be …` becomes
 * `--max-side must be …`. What begins with no option of the command stays as it is.
 */
export function nameFlag(message: string, { options }: Command): string {
  const [name = ""] = message.split(" ", 1);
  const flag = options.find((option) => option.attributeName() === name)?.long;
  return flag ? `${flag}${message.slice(name.length)}` : message;
}
