/** Elements of the page, with the class that the code counts on. */

/** The first match; the page and its code belong together, so a missing one is a mistake of ours. */
export function find<T extends Element>(
  root: ParentNode,
  selector: string,
  kind: new () => T,
): T {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page must have a ${kind.name} at "${selector}"`);
}

/** Calls `listener` with the value of a group of radio buttons whenever it changes. */
export function onChoice(name: string, listener: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
    input.addEventListener("change", () => listener(input.value));
  }
}
