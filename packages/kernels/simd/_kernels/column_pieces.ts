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

/**
 * Tiles have at most so many rows, and pieces a multiple of them. Tiles are summed in 32-bit floats, before sums
 * go on in 64 bits: of more rows, too much that shares a sum with an outlier would be rounded the same way.
 */
export const MOST_TILE_ROWS = 16;

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

/** Some rows of a piece. */
interface Rows {
  /** How many there are. */
  readonly height: Int;
  /** The first of them, counted from the piece's first row. */
  readonly row: Int;
  /** From one of them to the next, in rows. */
  readonly skip: Int;
  /** The same in bytes. */
  readonly pitch: Int;
}

/** Some columns of these rows: what the body of a walk is told. */
export interface Block extends Rows {
  /** How many vectors stand side by side. */
  readonly vectors: number;
  /** The byte of the block's first element, relative to an array. */
  readonly at: Local<"i32">;
  /** The byte of the block in a row of the piece. */
  readonly column: Local<"i32">;
}

/** Blocks of columns, from left to right. */
function walkBlocks(
  builder: FunctionBuilder,
  { width, start, pitch }: Piece,
  rows: Rows,
  body: (block: Block) => Statement[],
): Statement[] {
  const [at, column, wide, first] = builder.locals("i32", 4);
  const blocks = (vectors: number, end: Int) =>
    loopWhile(i32.lt(column, end), [
      at.set(i32.add(first, column)),
      ...body({ ...rows, vectors, at, column }),
      advance(column, 16 * vectors),
    ]);
  return [
    first.set(i32.add(start, i32.mul(rows.row, pitch))),
    wide.set(i32.and(width, i32.const(-16 * WIDE_VECTORS))),
    column.set(i32.const(0)),
    blocks(WIDE_VECTORS, wide),
    blocks(1, width),
  ];
}

/** Blocks of columns, with all rows of the piece. */
export function walkColumns(
  builder: FunctionBuilder,
  piece: Piece,
  body: (block: Block) => Statement[],
): Statement[] {
  const { height, pitch } = piece;
  return walkBlocks(builder, piece, { height, row: i32.const(0), skip: i32.const(1), pitch }, body);
}

/** Shorter rows, in bytes, stay side by side if one array is read: they are fetched ahead anyway. */
const WIDE_PITCH = 256;
/** What lies so many bytes apart, or a multiple, competes for the same few places of the nearest cache. */
const CACHE_WAY = 4096;

/**
 * Tiles of rows; in each, blocks of columns, from left to right. Tile `t` has the rows `t`, `t + skip`,
 * `t + 2 skip` and so on, which lie as far apart as the piece allows. So memory is walked in its order, at some
 * places at once, and processors fetch ahead at each of them; of more arrays there are fewer rows, for there
 * are at most 16 such places. Where rows side by side are read in turns, nothing is fetched ahead, and what
 * lies beyond the cache takes two to three times as long. What rows are left over come last, side by side.
 */
export function walkTiles(
  builder: FunctionBuilder,
  piece: Piece,
  { inputs, outputs }: {
    /** How many arrays are read. */
    readonly inputs: number;
    /** How many are written. */
    readonly outputs: number;
  },
  body: (block: Block) => Statement[],
): Statement[] {
  const [height, row, skip, pitch, fewer] = builder.locals("i32", 5);
  // A power of 2.
  const rows = MOST_TILE_ROWS >> Math.ceil(Math.log2(inputs + outputs));
  const clearance = CACHE_WAY / rows;
  /** Whether rows so far apart do not compete with their neighbors in a tile. */
  const isClear = (bytes: Int) =>
    i32.ge(
      i32.and(i32.add(bytes, i32.const(clearance >> 1)), i32.const(CACHE_WAY - 1)),
      i32.const(clearance),
    );
  const layOut = (distance: Int) => [skip.set(distance), pitch.set(i32.mul(skip, piece.pitch))];
  const layOutSideBySide = layOut(i32.const(1));
  const isTooLow = i32.lt(skip, i32.const(2));
  const isNarrow = i32.lt(piece.pitch, i32.const(WIDE_PITCH));
  const isApart = i32.lt(i32.const(1), skip);
  return [
    row.set(i32.const(0)),
    ...layOut(i32.div(piece.height, i32.const(rows))),
    when(i32.and(i32.lt(i32.const(clearance), pitch), i32.eq(isClear(pitch), i32.const(0))), [
      fewer.set(i32.add(i32.div(i32.const(clearance - 1), piece.pitch), i32.const(1))),
      fewer.set(i32.sub(skip, fewer)),
      when(isClear(i32.mul(fewer, piece.pitch)), layOut(fewer)),
    ]),
    when(inputs > 1 ? isTooLow : i32.or(isTooLow, isNarrow), layOutSideBySide),
    loopWhile(i32.lt(row, piece.height), [
      height.set(i32.sub(piece.height, row)),
      height.set(select(i32.lt(height, i32.const(rows)), height, i32.const(rows))),
      ...walkBlocks(builder, piece, { height, row, skip, pitch }, body),
      advance(row, select(isApart, i32.const(1), height)),
      when(i32.and(isApart, i32.eq(row, skip)), [
        row.set(i32.mul(row, i32.const(rows))),
        ...layOutSideBySide,
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
