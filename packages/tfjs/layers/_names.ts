/** Names for layers that were given none; TensorFlow.js would derive one that it then refuses. */

const counts = new Map<string, number>();

/** The given name, or the next unused one with this prefix. */
export function nameLayer(prefix: string, name: string | undefined): string {
  const count = counts.get(prefix) ?? 0;
  if (name === undefined || name === null) {
    counts.set(prefix, count + 1);
    return `${prefix}_${count + 1}`;
  }
  // A loaded model brings numbers of its own, which must not be given out again.
  const number = name.startsWith(`${prefix}_`) ? Number(name.slice(prefix.length + 1)) : 0;
  if (Number.isSafeInteger(number) && number > count) counts.set(prefix, number);
  return name;
}
