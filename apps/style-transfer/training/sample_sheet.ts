/** What a generator makes of the same few pictures, so that one can watch it learn. */

import type { Picture } from "../data/picture.ts";
import { composeCaptionedSheet } from "../images/sheet.ts";
import { paint, type Painter } from "../model/paint.ts";
import type { HeldOut } from "./held_out.ts";

const MOST_COLUMNS = 6;

/** The first held-out pictures, under them their paintings, and under those the truth, if it is known. */
export function paintSamples(painter: Painter, { content, truth }: HeldOut): Picture {
  const shown = content.slice(0, MOST_COLUMNS);
  const row = (pictures: readonly Picture[]) => pictures.map((picture) => ({ picture }));
  return composeCaptionedSheet([
    row(shown),
    row(shown.map((picture) => paint(painter, picture))),
    ...(truth === undefined ? [] : [row(truth.slice(0, shown.length))]),
  ]);
}
