/** Text into a picture: strokes between the dots of a dot-matrix alphabet, smooth at every size. */

import type { Picture } from "../data/picture.ts";
import type { Color } from "../data/scene_shapes.ts";
import { GLYPH_ROWS, glyphColumns } from "./caption_font.ts";

/** Where and how to write. */
export interface TextStyle {
  /** The left edge, in pixels. */
  readonly left: number;
  /** The upper edge of capitals, in pixels. */
  readonly top: number;
  /** The distance from dot to dot, in pixels; a capital is seven dots high. */
  readonly unit: number;
  /** Red, green, blue from 0 to 1. */
  readonly color: Color;
}

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

const STROKE_WIDTH = 0.95; // in units
const LINKS = [[0, 0], [1, 0], [0, 1], [1, 1], [-1, 1]] as const;

/** The width of a text, in units. */
export function textColumns(text: string): number {
  const widths = [...text].map((character) => glyphColumns(character).length + 1);
  return Math.max(0, widths.reduce((sum, v) => sum + v, 0) - 1);
}

/** Shortens a text with three dots until it is at most `columns` units wide. */
export function fitText(text: string, columns: number): string {
  if (textColumns(text) <= columns) return text;
  const characters = [...text];
  while (characters.length > 0) {
    characters.pop();
    const shortened = `${characters.join("").trimEnd()}...`;
    if (textColumns(shortened) <= columns) return shortened;
  }
  return "";
}

/** Writes one line into a picture's pixels; what does not fit is cut off. */
export function drawText(picture: Picture, text: string, style: TextStyle): void {
  let column = 0;
  for (const character of text) {
    const columns = glyphColumns(character);
    const left = style.left + column * style.unit;
    for (const segment of strokes(columns)) drawSegment(picture, segment, { ...style, left });
    column += columns.length + 1;
  }
}

/** Dots that touch are joined; diagonals only where no straight way joins them already. */
function strokes(columns: readonly number[]): Segment[] {
  const lit = (x: number, y: number): boolean => (((columns[x] ?? 0) >> y) & 1) === 1;
  const segments: Segment[] = [];
  for (let x = 0; x < columns.length; x++) {
    for (let y = 0; y < GLYPH_ROWS; y++) {
      if (!lit(x, y)) continue;
      for (const [dx, dy] of LINKS) {
        const joined = dx !== 0 && dy !== 0 && (lit(x + dx, y) || lit(x, y + dy));
        if (lit(x + dx, y + dy) && !joined) segments.push({ x, y, dx, dy });
      }
    }
  }
  return segments;
}

function drawSegment(
  { width, height, pixels }: Picture,
  { x, y, dx, dy }: Segment,
  { left, top, unit, color }: TextStyle,
): void {
  const radius = STROKE_WIDTH * unit / 2;
  const x0 = left + (x + 0.5) * unit, y0 = top + (y + 0.5) * unit;
  const u = dx * unit, v = dy * unit, square = u * u + v * v;
  const reach = radius + 1;
  const fromRow = Math.max(0, Math.floor(y0 - reach));
  const toRow = Math.min(height - 1, Math.ceil(y0 + v + reach));
  const fromColumn = Math.max(0, Math.floor(Math.min(x0, x0 + u) - reach));
  const toColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x0 + u) + reach));
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) {
      const px = column + 0.5 - x0, py = row + 0.5 - y0;
      const t = square === 0 ? 0 : Math.min(Math.max((px * u + py * v) / square, 0), 1);
      const distance = Math.hypot(px - t * u, py - t * v);
      const ink = Math.min(Math.max(radius + 0.5 - distance, 0), 1);
      const at = 3 * (row * width + column);
      for (let c = 0; c < 3; c++) {
        pixels[at + c] = pixels[at + c]! + ink * (color[c]! - pixels[at + c]!);
      }
    }
  }
}
