/** `style styles`: what there is to paint with. */

import type { LineOutput } from "../training/progress.ts";
import { chooseStyles, listStyles } from "./shipped.ts";

/** Lists the styles that come with the project, a line for each. */
export async function styles({ output }: { readonly output: LineOutput }): Promise<void> {
  const found = chooseStyles(await listStyles(), []);
  const width = Math.max(...found.map(({ name }) => name.length));
  for (const { name, about } of found) output.write(`${name.padEnd(width)}  ${about}\n`);
  output.write(`\nstyle apply photo.jpg --style ${found[0]!.name} --out painting.png\n`);
}
