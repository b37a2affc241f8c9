/** Whether a part of an experiment was asked for. */

/** Without parts everything was; else an id has to contain one of them. */
export function selects(parts: readonly string[] | undefined, id: string): boolean {
  return parts === undefined || parts.some((part) => id.includes(part));
}
