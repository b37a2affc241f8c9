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
  readonly height: Local<"i32">;
  readonly pitch: Local<"i32">;
  /**
   * A byte of the next tile, relative to an array; of this one where the next one is lower, since it must not
   * lie beyond the array, or is fetched ahead anyway.
   */
  readonly ahead: Local<"i32">;
}

/** Shorter rows are fetched ahead all the same. */
const WIDE_PITCH = 256;
/** The bytes of a line of memory: as many as a wide block has. */
const LINE_BYTES = 16 * WIDE_VECTORS;

/**
 * Reads a word of some lines of the next tile, of each array: processors fetch ahead what is read in order,
 * but not what is read in blocks down the columns. What has been read has to be kept, or compilers would
 * leave the reading out. For sums; what writes an array, too, loses in the cache what it gains outside.
 */
export function lookAhead(
  { vectors, ahead }: Block,
  { arrays, lines, seen }: {
    readonly arrays: readonly Int[];
    readonly lines: number;
    readonly seen: Local<"i32">;
  },
): Statement[] {
  if (vectors < WIDE_VECTORS) return [];
  return [
    ...arrays.flatMap((array) =>
      Array.from(
        { length: lines },
        (_, line) => seen.set(i32.or(seen, i32.load(i32.add(array, ahead), LINE_BYTES * line))),
      )
    ),
    advance(ahead, LINE_BYTES * lines),
  ];
}

/** Makes sure that a value is computed: if it is a certain one, writes what stands at the address anyway. */
export function keep(seen: Local<"i32">, address: Int): Statement {
  return when(i32.eq(seen, i32.const(0x5eed5eed)), [i32.store(address, i32.load(address))]);
}

/** Tiles downwards; in each, blocks of columns to the right. */
export function walkTiles(
  builder: FunctionBuilder,
  piece: Piece,
  { rows, body, after = [] }: {
    /** The rows of a tile. */
    readonly rows: number;
    readonly body: (block: Block) => Statement[];
    readonly after?: Statement[];
  },
): Statement[] {
  const [at, column, height, left, tile, wide, ahead] = builder.locals("i32", 7);
  const blocks = (vectors: number, end: Int) =>
    loopWhile(i32.lt(column, end), [
      at.set(i32.add(tile, column)),
      ...body({ vectors, at, column, height, pitch: piece.pitch, ahead }),
      advance(column, 16 * vectors),
    ]);
  return [
    left.set(piece.height),
    tile.set(piece.start),
    wide.set(i32.and(piece.width, i32.const(-16 * WIDE_VECTORS))),
    loopWhile(i32.lt(i32.const(0), left), [
      height.set(select(i32.lt(left, i32.const(rows)), left, i32.const(rows))),
      ahead.set(tile),
      when(
        i32.and(
          i32.ge(left, i32.shl(height, i32.const(1))),
          i32.ge(piece.pitch, i32.const(WIDE_PITCH)),
        ),
        [advance(ahead, i32.mul(height, piece.pitch))],
      ),
      column.set(i32.const(0)),
      blocks(WIDE_VECTORS, wide),
      blocks(1, piece.width),
      ...after,
      advance(tile, i32.mul(height, piece.pitch)),
      left.set(i32.sub(left, height)),
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
