/** What a generator makes of the same few pictures, so that one can watch it learn. */

import type { Picture } from "../data/picture.ts";
import { composeCaptionedSheet, type SheetCell } from "../images/sheet.ts";
import { paintAsync } from "../model/paint.ts";
import type { HeldOut } from "./held_out.ts";
import type { StylePainter } from "./training_state.ts";

const MOST_COLUMNS = 6;

/**
 * The first held-out pictures, under them their paintings, a row with a name for each of several styles, and
 * under those the truth, if it is known.
 */
export async function paintSamples(
  painters: readonly StylePainter[],
  { content, truth, views = content }: HeldOut,
): Promise<Picture> {
  const shown = views.slice(0, MOST_COLUMNS);
  const row = (pictures: readonly Picture[]) => pictures.map((picture) => ({ picture }));
  const rows: SheetCell[][] = [row(shown)];
  for (const painter of painters) {
    const paintings = [];
    for (const picture of shown) paintings.push(await paintAsync(painter, picture));
    rows.push(named(row(paintings), painter));
  }
  if (truth !== undefined) rows.push(row(truth.slice(0, shown.length)));
  return composeCaptionedSheet(rows);
}

function named([first, ...others]: SheetCell[], { style }: StylePainter): SheetCell[] {
  if (first === undefined) return [];
  return [style === undefined ? first : { ...first, caption: style }, ...others];
}
