/** Styles and their shares, as the command line says them: `monet=0.6,munch=0.4`. */

import { InvalidArgumentError } from "commander";

/** Names may hold anything but a share: `a, b=0.5` is one style. */
const SHARE_REGEXP = /(.+?)=(\d*\.?\d+)(?:,|$)/g;

/**
 * Shares of styles by their names, one text after the other: what came before, and more.
 *
 * @throws {InvalidArgumentError} If a text is anything else, or names a style twice.
 */
export function parseMix(
  text: string,
  before: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const shares = new Map(before);
  let length = 0;
  for (const [all, name, share] of text.matchAll(SHARE_REGEXP)) {
    length += all.length;
    const style = name!.trim();
    if (shares.has(style)) throw new InvalidArgumentError(`must name "${style}" once`);
    shares.set(style, Number(share));
  }
  if (length === text.length && length > 0) return shares;
  throw new InvalidArgumentError(`must be like monet=0.6,munch=0.4, got "${text}"`);
}
