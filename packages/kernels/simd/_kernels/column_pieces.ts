/**
 * What the column kernels have in common. They are for plans in which the statistic and the parameter stay
 * the same down every column: batch, instance and group norm, channels last; and they sum what layer norm
 * has for each element of a run. Rows lie one after the other; the number of columns is a multiple of 4,
 * but for layer norm's. A unit is one piece of the sheet: some of its rows, some of its columns.
 */

import { advance, loopWhile, select, when } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";

type Int = Value<"i32">;

/** How many vectors stand side by side, except at the right edge, where they come one by one. */
export const WIDE_VECTORS = 4;
/** How many rows are done in one turn, except at the end of a tile, where they come one by one. */
export const ROWS_AT_ONCE = 4;

/** More rows than any piece has. */
export const ALL_ROWS: number = 2 ** 30;

/** What says where a unit lies; the pieces cut a sheet both ways. */
export const SHEET_FIELDS = [
  "rows",
  "columns",
  "pieceRows",
  "columnPieces",
  "pieceColumns",
] as const;
type SheetField = typeof SHEET_FIELDS[number];

/** Where a unit lies. */
export interface Piece {
  readonly firstRow: Local<"i32">;
  readonly firstColumn: Local<"i32">;
  /** The bytes of a piece's row. */
  readonly width: Local<"i32">;
  /** The byte where the piece begins, relative to an array. */
  readonly start: Local<"i32">;
  /** From one row to the next, in bytes. */
  readonly pitch: Local<"i32">;
  readonly height: Local<"i32">;
  readonly statements: Statement[];
}

/** Finds a unit's piece; the statements have to run before its fields mean anything. */
export function locate(
  builder: FunctionBuilder,
  unit: Int,
  field: Readonly<Record<SheetField, Int>>,
): Piece {
  const [firstColumn, width, start, pitch, height, firstRow, left] = builder.locals("i32", 7);
  const four = i32.const(2);
  return {
    firstRow,
    firstColumn,
    width,
    start,
    pitch,
    height,
    statements: [
      firstRow.set(i32.mul(i32.div(unit, field.columnPieces), field.pieceRows)),
      firstColumn.set(i32.mul(i32.rem(unit, field.columnPieces), field.pieceColumns)),
      left.set(i32.sub(field.columns, firstColumn)),
      left.set(select(i32.lt(left, field.pieceColumns), left, field.pieceColumns)),
      width.set(i32.shl(left, four)),
      left.set(i32.sub(field.rows, firstRow)),
      height.set(select(i32.lt(left, field.pieceRows), left, field.pieceRows)),
      start.set(i32.shl(i32.add(i32.mul(firstRow, field.columns), firstColumn), four)),
      pitch.set(i32.shl(field.columns, four)),
    ],
  };
}

/** A block of columns in a tile: what the body of a walk is told. */
export interface Block {
  /** How many vectors stand side by side. */
  readonly vectors: number;
  /** The byte of the block's first element, relative to an array. */
  readonly at: Local<"i32">;
  /** The byte of the block in a row of the piece. */
  readonly column: Local<"i32">;
  /** How many rows the tile has. */
  readonly height: Local<"i32">;
  /** The first of them, counted from the piece's first row. */
  readonly row: Local<"i32">;
  /** From one of them to the next, in rows. */
  readonly skip: Local<"i32">;
  /** And in bytes. */
  readonly pitch: Local<"i32">;
}

/** Rows that are shorter, in bytes, are read in turns where they lie, if they are of one array. */
const WIDE_PITCH = 256;
/** What lies so many bytes apart, or a multiple, competes for a few lines of the nearest cache. */
const CACHE_WAY = 4096;

/**
 * Tiles of rows; in each, blocks of columns to the right. The rows of a tile lie apart, as far as the piece
 * allows: memory is then walked in its order, at some places at once, and processors fetch ahead at all of
 * them. Where rows next to each other are read in turns, they do not, unless the rows are short; beyond the
 * cache that takes two to three times as long. The last tiles have what rows are left over, side by side.
 */
export function walkTiles(
  builder: FunctionBuilder,
  piece: Piece,
  { rows, inputs = 1, body }: {
    /** The most rows of a tile. */
    readonly rows: number;
    /** How many arrays are read. */
    readonly inputs?: number;
    readonly body: (block: Block) => Statement[];
  },
): Statement[] {
  const [at, column, height, row, skip, pitch] = builder.locals("i32", 6);
  const [tile, tilesApart, wide] = builder.locals("i32", 3);
  const stagger = Math.ceil(CACHE_WAY / rows);
  const blocks = (vectors: number, end: Int) =>
    loopWhile(i32.lt(column, end), [
      at.set(i32.add(tile, column)),
      ...body({ vectors, at, column, height, row, skip, pitch }),
      advance(column, 16 * vectors),
    ]);
  const spread = (count: Int) => [skip.set(count), pitch.set(i32.mul(skip, piece.pitch))];
  const sideBySide = [...spread(i32.const(1)), tilesApart.set(i32.const(0))];
  const wayOff = i32.and(i32.add(pitch, i32.const(stagger >> 1)), i32.const(CACHE_WAY - 1));
  return [
    wide.set(i32.and(piece.width, i32.const(-16 * WIDE_VECTORS))),
    row.set(i32.const(0)),
    ...spread(i32.div(piece.height, i32.const(rows))),
    // Not so far that they compete: a little less.
    when(
      i32.and(i32.lt(i32.const(stagger), pitch), i32.lt(wayOff, i32.const(stagger))),
      spread(i32.sub(skip, i32.or(i32.div(i32.const(stagger), piece.pitch), i32.const(1)))),
    ),
    tilesApart.set(skip),
    when(
      i32.or(
        i32.lt(skip, i32.const(2)),
        i32.lt(piece.pitch, i32.const(inputs > 1 ? 0 : WIDE_PITCH)),
      ),
      sideBySide,
    ),
    loopWhile(i32.lt(row, piece.height), [
      height.set(i32.sub(piece.height, row)),
      height.set(select(i32.lt(height, i32.const(rows)), height, i32.const(rows))),
      tile.set(i32.add(piece.start, i32.mul(row, piece.pitch))),
      column.set(i32.const(0)),
      blocks(WIDE_VECTORS, wide),
      blocks(1, piece.width),
      advance(row, select(tilesApart, i32.const(1), height)),
      when(i32.eq(row, tilesApart), [
        row.set(i32.mul(row, i32.const(rows))),
        ...sideBySide,
      ]),
    ]),
  ];
}

/**
 * The rows of a block, from where pointers stand. The body is told the addresses of each row that it does, in
 * the order of the pointers.
 */
export function walkRows(
  builder: FunctionBuilder,
  { height, pitch, pointers }: {
    readonly height: Int;
    readonly pitch: Int;
    readonly pointers: readonly Local<"i32">[];
  },
  body: (rows: readonly (readonly Int[])[]) => Statement[],
): Statement[] {
  const left = builder.local("i32");
  const rows = [
    pointers,
    ...Array.from({ length: ROWS_AT_ONCE - 1 }, () => pointers.map(() => builder.local("i32"))),
  ];
  const move = (to: readonly Local<"i32">[], from: readonly Int[]) =>
    to.map((local, i) => local.set(i32.add(from[i]!, pitch)));
  const turn = (rows: readonly (readonly Local<"i32">[])[]) => [
    ...rows.slice(1).flatMap((row, i) => move(row, rows[i]!)),
    ...body(rows),
    ...move(pointers, rows.at(-1)!),
    advance(left, -rows.length),
  ];
  return [
    left.set(height),
    loopWhile(i32.ge(left, i32.const(ROWS_AT_ONCE)), turn(rows)),
    loopWhile(left, turn([pointers])),
  ];
}

/** The address of a row of parameters, one 32-bit float for each column, where the piece begins. */
export function parameters(
  field: { readonly params: Int; readonly columns: Int },
  piece: Piece,
  row: number,
): Int {
  const index = i32.add(i32.mul(field.columns, i32.const(row)), piece.firstColumn);
  return i32.add(field.params, i32.shl(index, i32.const(2)));
}
