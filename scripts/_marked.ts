/** Pages of which a part, between two marks, is written by a program. */

/**
 * The page with other text between the marks `<!-- mark -->` and `<!-- /mark -->`.
 *
 * @throws {Error} If it has no such marks.
 */
export function replaceMarked(page: string, mark: string, text: string): string {
  const [first, last] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [start, end] = [page.indexOf(first), page.indexOf(last)];
  if (start < 0 || end < start) {
    throw new Error(`the page must have the marks ${first} and ${last}`);
  }
  return `${page.slice(0, start + first.length)}\n\n${text}\n\n${page.slice(end)}`;
}
