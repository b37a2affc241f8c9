/** Names that nothing has yet. */

/** The name itself if it is free, or the first of `name-2`, `name-3` and so on that is. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let i = 2; isTaken(free); i++) free = `${name}-${i}`;
  return free;
}
