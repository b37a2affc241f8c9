/** Names of painters, from the way that catalogues write them. */

/** "GOGH, Vincent van" becomes "Vincent van Gogh"; remarks in parentheses are left out. */
export function displayName(author: string): string {
  const bare = author.replace(/\s*\([^()]*\)\s*$/, "");
  const [, surname, given] = /^([^,]+), (.+)$/.exec(bare) ?? [];
  if (surname === undefined || given === undefined) return bare;
  if (surname !== surname.toUpperCase()) return bare;
  return `${given} ${capitalize(surname)}`;
}

/** "Claude Monet, Camille Pissarro and 3 others", those with most works first. */
export function listNames(authors: readonly string[], most = 3): string {
  const counts = new Map<string, number>();
  for (const author of authors) counts.set(author, (counts.get(author) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => displayName(name));
  // "and 1 other" takes as much room as the name.
  const shown = names.length <= most + 1 ? names : names.slice(0, most);
  const others = names.length - shown.length;
  const parts = others > 0 ? [...shown, `${others} others`] : shown;
  return [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "")
    .join(" and ");
}

function capitalize(name: string): string {
  return name.toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => {
      return before + letter.toUpperCase();
    });
}
