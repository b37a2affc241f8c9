/** Several pictures in one, side by side, with a caption under each. */

import { createPicture, type Picture } from "../data/picture.ts";
import { drawText, fitText } from "./draw_text.ts";

/** A picture and the words under it. */
export interface SheetCell {
  readonly picture: Picture;
  /** One line; shortened where it would meet the next caption or the end of the row. Default: none. */
  readonly caption?: string;
}

/** What a sheet has besides its cells. */
export interface SheetOptions {
  /** One line above everything. Default: none. */
  readonly title?: string;
}

const GUTTER_PX = 8;
const TEXT_COLOR = [0.13, 0.13, 0.18] as const;
const TEXT_ROWS = 12; // eight for the glyphs, four of air
const COLUMNS_A_CAPTION = 340;
const UNIT_RANGE_PX = [1.4, 3] as const;
const TITLE_SCALE = 1.4;

/** Puts pictures of one size side by side on white. */
export function composeSheet(pictures: readonly Picture[]): Picture {
  const [first] = pictures;
  if (first === undefined) throw new RangeError("pictures must not be empty");
  for (const { width, height } of pictures) {
    if (width !== first.width || height !== first.height) {
      throw new RangeError(
        `pictures must be ${first.width}x${first.height}, got ${width}x${height}`,
      );
    }
  }
  return composeCaptionedSheet([pictures.map((picture) => ({ picture }))]);
}

/**
 * Puts rows of pictures on white, in columns as wide as their widest picture, with captions in an alphabet
 * of its own: the same on every machine. Clear pixels become white.
 *
 * @throws {RangeError} If there is no picture.
 */
export function composeCaptionedSheet(
  rows: readonly (readonly SheetCell[])[],
  { title }: SheetOptions = {},
): Picture {
  if (rows.flat().length === 0) throw new RangeError("rows must hold a picture, got none");
  const columnCount = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columnCount }, (_, column) => {
    return Math.max(...rows.map((row) => row[column]?.picture.width ?? 0));
  });
  const unit = Math.min(
    Math.max(Math.max(...widths) / COLUMNS_A_CAPTION, UNIT_RANGE_PX[0]),
    UNIT_RANGE_PX[1],
  );
  const titleUnit = unit * TITLE_SCALE;
  const titleHeight = title === undefined ? 0 : Math.ceil(TEXT_ROWS * titleUnit);
  const heights = rows.map((row) => {
    const captioned = row.some(({ caption }) => caption !== undefined);
    return Math.max(0, ...row.map(({ picture }) => picture.height)) +
      (captioned ? Math.ceil(TEXT_ROWS * unit) : 0);
  });
  const sheet = createPicture(
    GUTTER_PX + widths.reduce((sum, v) => sum + v + GUTTER_PX, 0),
    GUTTER_PX + titleHeight + heights.reduce((sum, v) => sum + v + GUTTER_PX, 0),
  );
  sheet.pixels.fill(1);
  if (title !== undefined) {
    const text = fitText(title, (sheet.width - 2 * GUTTER_PX) / titleUnit);
    const top = GUTTER_PX + titleUnit;
    drawText(sheet, text, { left: GUTTER_PX, top, unit: titleUnit, color: TEXT_COLOR });
  }
  let top = GUTTER_PX + titleHeight;
  rows.forEach((row, index) => {
    let left = GUTTER_PX;
    row.forEach(({ picture, caption }, column) => {
      paste(sheet, picture, { left, top });
      if (caption !== undefined) {
        const next = row.findIndex((cell, i) => i > column && cell.caption !== undefined);
        const columns = widths.slice(column, next < 0 ? row.length : next);
        const room = columns.reduce((sum, v) => sum + GUTTER_PX + v, -GUTTER_PX);
        const text = fitText(caption, room / unit);
        const under = top + picture.height + 3 * unit;
        drawText(sheet, text, { left, top: under, unit, color: TEXT_COLOR });
      }
      left += widths[column]! + GUTTER_PX;
    });
    top += heights[index]! + GUTTER_PX;
  });
  return sheet;
}

function paste(
  sheet: Picture,
  { width, height, pixels, alpha }: Picture,
  { left, top }: { readonly left: number; readonly top: number },
): void {
  for (let row = 0; row < height; row++) {
    const from = row * width;
    const at = 3 * ((row + top) * sheet.width + left);
    sheet.pixels.set(pixels.subarray(3 * from, 3 * (from + width)), at);
    if (alpha === undefined) continue;
    for (let i = 0; i < 3 * width; i++) {
      sheet.pixels[at + i] = 1 + alpha[from + Math.floor(i / 3)]! * (sheet.pixels[at + i]! - 1);
    }
  }
}
