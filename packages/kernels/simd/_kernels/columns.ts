/**
 * Kernels for plans in which every column of a row has its own statistic and parameter: batch and
 * instance norm, channels last. Rows lie one after the other; the number of columns is a multiple of
 * 4. A unit is one piece of one sheet: some of its rows, some of its columns.
 */

import { advance, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { CHAIN, LEAST_TRUSTED, MOST_TRUSTED } from "./moments.ts";

type Int = Value<"i32">;

/** A tile is read twice, so it should stay in the first-level cache: 64 rows of 64 columns do. */
const TILE_ROWS = 64;
const WIDE_VECTORS = 4;
const SAMPLED_ROWS = 4;

/** What says where a unit lies; the pieces cut a sheet both ways. */
const SHEET_FIELDS = [
  "rows",
  "columns",
  "rowPieces",
  "pieceRows",
  "columnPieces",
  "pieceColumns",
] as const;
type SheetField = typeof SHEET_FIELDS[number];

/** Where a unit lies. */
interface Piece {
  readonly sheet: Local<"i32">;
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

function locate(
  builder: FunctionBuilder,
  unit: Int,
  field: Readonly<Record<SheetField, Int>>,
): Piece {
  const [sheet, firstColumn, width, start, pitch, height, row, left] = builder.locals("i32", 8);
  const rowPiece = i32.rem(i32.div(unit, field.columnPieces), field.rowPieces);
  const four = i32.const(2);
  return {
    sheet,
    firstColumn,
    width,
    start,
    pitch,
    height,
    statements: [
      sheet.set(i32.div(unit, i32.mul(field.rowPieces, field.columnPieces))),
      row.set(i32.mul(rowPiece, field.pieceRows)),
      firstColumn.set(i32.mul(i32.rem(unit, field.columnPieces), field.pieceColumns)),
      left.set(i32.sub(field.columns, firstColumn)),
      left.set(select(i32.lt(left, field.pieceColumns), left, field.pieceColumns)),
      width.set(i32.shl(left, four)),
      left.set(i32.sub(field.rows, row)),
      height.set(select(i32.lt(left, field.pieceRows), left, field.pieceRows)),
      start.set(i32.mul(i32.add(i32.mul(sheet, field.rows), row), field.columns)),
      start.set(i32.shl(i32.add(start, firstColumn), four)),
      pitch.set(i32.shl(field.columns, four)),
    ],
  };
}

/** A block of columns in a tile: what the body of a walk is told. */
interface Block {
  /** How many vectors stand side by side. */
  readonly vectors: number;
  /** The byte of the block's first element, relative to an array. */
  readonly at: Local<"i32">;
  /** The byte of the block in a row of the piece. */
  readonly column: Local<"i32">;
  readonly height: Local<"i32">;
  readonly pitch: Local<"i32">;
}

/** Tiles downwards; in each, blocks of columns to the right. */
function walkTiles(
  builder: FunctionBuilder,
  piece: Piece,
  { before = () => [], body, after = [] }: {
    readonly before?: (height: Int) => Statement[];
    readonly body: (block: Block) => Statement[];
    readonly after?: Statement[];
  },
): Statement[] {
  const [at, column, height, left, tile, wide] = builder.locals("i32", 6);
  const blocks = (vectors: number, end: Int) =>
    loopWhile(i32.lt(column, end), [
      at.set(i32.add(tile, column)),
      ...body({ vectors, at, column, height, pitch: piece.pitch }),
      advance(column, 16 * vectors),
    ]);
  return [
    left.set(piece.height),
    tile.set(piece.start),
    wide.set(i32.and(piece.width, i32.const(-16 * WIDE_VECTORS))),
    loopWhile(i32.lt(i32.const(0), left), [
      height.set(select(i32.lt(left, i32.const(TILE_ROWS)), left, i32.const(TILE_ROWS))),
      ...before(height),
      column.set(i32.const(0)),
      blocks(WIDE_VECTORS, wide),
      blocks(1, piece.width),
      ...after,
      advance(tile, i32.mul(height, piece.pitch)),
      left.set(i32.sub(left, height)),
    ]),
  ];
}

function zero(local: Local<"v128">): Statement {
  return local.set(f32x4.splat(f32.const(0)));
}

/** Rows in chains: sums of 32-bit floats start afresh after every chain. */
function chains(
  builder: FunctionBuilder,
  height: Int,
  { before, row, after }: {
    readonly before: Statement[];
    readonly row: Statement[];
    readonly after: Statement[];
  },
): Statement[] {
  const [done, end] = builder.locals("i32", 2);
  return [
    done.set(i32.const(0)),
    repeat([
      ...before,
      end.set(i32.add(done, i32.const(CHAIN))),
      end.set(select(i32.lt(height, end), height, end)),
      repeat([...row, advance(done, 1)], i32.lt(done, end)),
      ...after,
    ], i32.lt(done, height)),
  ];
}

/** Where the results of a piece go: a row of 64-bit floats, and a second row after it. */
function outputRows(
  builder: FunctionBuilder,
  { unit, out, pieceColumns, piece }: {
    readonly unit: Int;
    readonly out: Int;
    readonly pieceColumns: Int;
    readonly piece: Piece;
  },
): { first: Local<"i32">; second: Local<"i32">; statements: Statement[] } {
  const [first, second, p, end] = builder.locals("i32", 4);
  const rowBytes = i32.shl(pieceColumns, i32.const(3));
  return {
    first,
    second,
    statements: [
      first.set(i32.add(out, i32.mul(unit, i32.shl(rowBytes, i32.const(1))))),
      second.set(i32.add(first, rowBytes)),
      p.set(i32.const(0)),
      end.set(i32.shl(piece.width, i32.const(1))),
      loopWhile(i32.lt(p, end), [
        v128.store(i32.add(first, p), f64x2.splat(f64.const(0))),
        v128.store(i32.add(second, p), f64x2.splat(f64.const(0))),
        advance(p, 16),
      ]),
    ],
  };
}

const HALVES = [f64x2.promoteLow, f64x2.promoteHigh] as const;

/** Mean and sum of squared differences of each column of each piece. */
export const columnMoments: Kernel = kernel(
  "columnMoments",
  ["x", "out", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const out = outputRows(builder, { unit, out: field.out, pieceColumns, piece });
    const [p, row, pair, target] = builder.locals("i32", 4);
    const [seen, count] = builder.locals("f64", 2);
    const centers = builder.locals("v128", WIDE_VECTORS);
    const sums = builder.locals("v128", WIDE_VECTORS);
    const squares = builder.locals("v128", WIDE_VECTORS);
    const allSums = builder.locals("v128", WIDE_VECTORS);
    const allSquares = builder.locals("v128", WIDE_VECTORS);
    const [d, inverse, share, weight, correction, delta, mean] = builder.locals("v128", 7);
    const [center64, sum64, squares64] = builder.locals("v128", 3);

    // Chan's rule for two columns at a time; `target` is their place in the rows of results.
    const merge = (block: {
      readonly center: Value<"v128">;
      readonly residual: Value<"v128">;
      readonly squares: Value<"v128">;
    }): Statement[] => {
      const own = f64x2.sub(block.squares, f64x2.mul(block.residual, correction));
      const between = f64x2.mul(f64x2.mul(delta, delta), weight);
      const first = i32.add(out.first, target);
      const second = i32.add(out.second, target);
      return [
        correction.set(f64x2.mul(block.residual, inverse)),
        mean.set(v128.load(first)),
        delta.set(f64x2.sub(f64x2.add(block.center, correction), mean)),
        v128.store(first, f64x2.add(mean, f64x2.mul(delta, share))),
        v128.store(
          second,
          f64x2.add(
            v128.load(second),
            f64x2.add(f64x2.max(own, f64x2.splat(f64.const(0))), between),
          ),
        ),
      ];
    };

    const body = ({ vectors, at, column, height, pitch }: Block): Statement[] => {
      const own = <T>(locals: readonly T[]) => locals.slice(0, vectors);
      const trusted = own(allSquares).map((s) =>
        v128.and(
          f32x4.le(f32x4.splat(f32.const(LEAST_TRUSTED)), s),
          f32x4.le(s, f32x4.splat(f32.const(MOST_TRUSTED))),
        )
      ).reduce((a, b) => v128.and(a, b));
      return [
        // Around what differences are taken: the mean of all tiles before, or, in the first one, that
        // of every fourth row. Either may be off: what it is off by is corrected below, and costs at
        // most two bits. Equal values are met exactly.
        p.set(i32.add(field.x, at)),
        target.set(i32.shl(column, i32.const(1))),
        when(
          f64.lt(f64.const(0), seen),
          own(centers).map((center, i) => {
            const mean = (half: number) =>
              v128.load(i32.add(out.first, target), 32 * i + 16 * half);
            return center.set(f32x4.demote(mean(0), mean(1)));
          }),
          [
            ...own(centers).map((center, i) => center.set(v128.load(p, 16 * i))),
            ...own(sums).map(zero),
            row.set(i32.const(SAMPLED_ROWS)),
            loopWhile(i32.lt(row, height), [
              advance(p, i32.mul(pitch, i32.const(SAMPLED_ROWS))),
              ...own(sums).map((sum, i) =>
                sum.set(f32x4.add(sum, f32x4.sub(v128.load(p, 16 * i), centers[i]!)))
              ),
              advance(row, SAMPLED_ROWS),
            ]),
            d.set(f32x4.splat(f32.div(
              f32.const(1),
              f32.convert(i32.div(row, i32.const(SAMPLED_ROWS))),
            ))),
            ...own(centers).map((center, i) =>
              center.set(f32x4.add(center, f32x4.mul(sums[i]!, d)))
            ),
          ],
        ),
        // Differences from it, and their squares.
        p.set(i32.add(field.x, at)),
        ...[...own(allSums), ...own(allSquares)].map(zero),
        ...chains(builder, height, {
          before: [...own(sums), ...own(squares)].map(zero),
          row: [
            ...own(centers).flatMap((center, i) => [
              d.set(f32x4.sub(v128.load(p, 16 * i), center)),
              sums[i]!.set(f32x4.add(sums[i]!, d)),
              squares[i]!.set(f32x4.add(squares[i]!, f32x4.mul(d, d))),
            ]),
            advance(p, pitch),
          ],
          after: own(allSums).flatMap((sum, i) => [
            sum.set(f32x4.add(sum, sums[i]!)),
            allSquares[i]!.set(f32x4.add(allSquares[i]!, squares[i]!)),
          ]),
        }),
        when(
          v128.allTrue(trusted),
          own(centers).flatMap((center, i) =>
            HALVES.flatMap((half) => [
              ...merge({
                center: half(center),
                residual: half(allSums[i]!),
                squares: half(allSquares[i]!),
              }),
              advance(target, 16),
            ])
          ),
          [
            // Two columns at a time, from the first row, in 64 bits.
            pair.set(i32.add(field.x, at)),
            row.set(i32.const(0)),
            repeat([
              p.set(pair),
              center64.set(f64x2.promoteLow(v128.load64Zero(p))),
              ...[sum64, squares64].map(zero),
              row.set(i32.const(0)),
              repeat([
                delta.set(f64x2.sub(f64x2.promoteLow(v128.load64Zero(p)), center64)),
                sum64.set(f64x2.add(sum64, delta)),
                squares64.set(f64x2.add(squares64, f64x2.mul(delta, delta))),
                advance(p, pitch),
                advance(row, 1),
              ], i32.lt(row, height)),
              ...merge({ center: center64, residual: sum64, squares: squares64 }),
              advance(target, 16),
              advance(pair, 8),
            ], i32.lt(pair, i32.add(i32.add(field.x, at), i32.const(16 * vectors)))),
          ],
        ),
      ];
    };
    return [
      ...piece.statements,
      ...out.statements,
      ...walkTiles(builder, piece, {
        before: (height) => [
          count.set(f64.convert(height)),
          inverse.set(f64x2.splat(f64.div(f64.const(1), count))),
          share.set(f64x2.splat(f64.div(count, f64.add(seen, count)))),
          weight.set(f64x2.mul(f64x2.splat(seen), share)),
        ],
        body,
        after: [seen.set(f64.add(seen, count))],
      }),
    ];
  },
);

/** One 32-bit float for each column of each sheet, and rows of them one after the other. */
function parameter(
  { params, rows, piece }: { readonly params: Int; readonly rows: number; readonly piece: Piece },
  columns: Int,
): { address: (row: number) => Int } {
  const perSheet = i32.mul(piece.sheet, i32.mul(columns, i32.const(rows)));
  return {
    address: (row) => {
      const index = i32.add(
        i32.add(perSheet, i32.mul(columns, i32.const(row))),
        piece.firstColumn,
      );
      return i32.add(params, i32.shl(index, i32.const(2)));
    },
  };
}

/** `y = (x - mean) * scale + shift`: three rows of parameters to a sheet. */
export const columnApply: Kernel = kernel(
  "columnApply",
  ["x", "y", "params", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { address } = parameter({ params: field.params, rows: 3, piece }, field.columns);
    const places = builder.locals("i32", 3);
    const means = builder.locals("v128", WIDE_VECTORS);
    const scales = builder.locals("v128", WIDE_VECTORS);
    const shifts = builder.locals("v128", WIDE_VECTORS);
    const [x, y, row] = builder.locals("i32", 3);
    return [
      ...piece.statements,
      ...places.map((place, i) => place.set(address(i))),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => {
          const own = means.slice(0, vectors);
          return [
            ...[means, scales, shifts].flatMap((locals, i) =>
              locals.slice(0, vectors).map((local, v) =>
                local.set(v128.load(i32.add(places[i]!, column), 16 * v))
              )
            ),
            x.set(i32.add(field.x, at)),
            y.set(i32.add(field.y, at)),
            row.set(i32.const(0)),
            repeat([
              ...own.map((mean, v) => {
                const centered = f32x4.sub(v128.load(x, 16 * v), mean);
                const result = f32x4.add(f32x4.mul(centered, scales[v]!), shifts[v]!);
                return v128.store(y, result, 16 * v);
              }),
              advance(x, pitch),
              advance(y, pitch),
              advance(row, 1),
            ], i32.lt(row, height)),
          ];
        },
      }),
    ];
  },
);

/** Sums of `dy`, and of `dy * (x - mean)`, of each column of each piece. */
export const columnGradientSums: Kernel = kernel(
  "columnGradientSums",
  ["dy", "x", "params", "out", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const out = outputRows(builder, { unit, out: field.out, pieceColumns, piece });
    const { address } = parameter({ params: field.params, rows: 1, piece }, field.columns);
    const [place, x, dy, target] = builder.locals("i32", 4);
    const means = builder.locals("v128", WIDE_VECTORS);
    const plain = builder.locals("v128", WIDE_VECTORS);
    const product = builder.locals("v128", WIDE_VECTORS);
    const allPlain = builder.locals("v128", WIDE_VECTORS);
    const allProduct = builder.locals("v128", WIDE_VECTORS);
    const d = builder.local("v128");
    const addTo = (row: Int, sum: Value<"v128">) => {
      const where = i32.add(row, target);
      return v128.store(where, f64x2.add(v128.load(where), sum));
    };
    return [
      ...piece.statements,
      ...out.statements,
      place.set(address(0)),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => {
          const own = <T>(locals: readonly T[]) => locals.slice(0, vectors);
          return [
            ...own(means).map((mean, v) => mean.set(v128.load(i32.add(place, column), 16 * v))),
            x.set(i32.add(field.x, at)),
            dy.set(i32.add(field.dy, at)),
            ...[...own(allPlain), ...own(allProduct)].map(zero),
            ...chains(builder, height, {
              before: [...own(plain), ...own(product)].map(zero),
              row: [
                ...own(means).flatMap((mean, v) => [
                  d.set(v128.load(dy, 16 * v)),
                  plain[v]!.set(f32x4.add(plain[v]!, d)),
                  product[v]!.set(
                    f32x4.add(
                      product[v]!,
                      f32x4.mul(d, f32x4.sub(v128.load(x, 16 * v), mean)),
                    ),
                  ),
                ]),
                advance(x, pitch),
                advance(dy, pitch),
              ],
              after: own(allPlain).flatMap((sum, v) => [
                sum.set(f32x4.add(sum, plain[v]!)),
                allProduct[v]!.set(f32x4.add(allProduct[v]!, product[v]!)),
              ]),
            }),
            target.set(i32.shl(column, i32.const(1))),
            ...own(allPlain).flatMap((sum, v) =>
              HALVES.flatMap((half) => [
                addTo(out.first, half(sum)),
                addTo(out.second, half(allProduct[v]!)),
                advance(target, 16),
              ])
            ),
          ];
        },
      }),
    ];
  },
);

/**
 * `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`: five rows of parameters to a sheet: mean,
 * gamma, offset, slope, rstd.
 */
export const columnGradientApply: Kernel = kernel(
  "columnGradientApply",
  ["dy", "x", "dx", "params", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { address } = parameter({ params: field.params, rows: 5, piece }, field.columns);
    const places = builder.locals("i32", 5);
    const means = builder.locals("v128", WIDE_VECTORS);
    const gammas = builder.locals("v128", WIDE_VECTORS);
    const offsets = builder.locals("v128", WIDE_VECTORS);
    const slopes = builder.locals("v128", WIDE_VECTORS);
    const rstds = builder.locals("v128", WIDE_VECTORS);
    const [dy, x, dx, row] = builder.locals("i32", 4);
    return [
      ...piece.statements,
      ...places.map((place, i) => place.set(address(i))),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => [
          ...[means, gammas, offsets, slopes, rstds].flatMap((locals, i) =>
            locals.slice(0, vectors).map((local, v) =>
              local.set(v128.load(i32.add(places[i]!, column), 16 * v))
            )
          ),
          dy.set(i32.add(field.dy, at)),
          x.set(i32.add(field.x, at)),
          dx.set(i32.add(field.dx, at)),
          row.set(i32.const(0)),
          repeat([
            ...means.slice(0, vectors).map((mean, v) => {
              const g = f32x4.mul(v128.load(dy, 16 * v), gammas[v]!);
              const centered = f32x4.sub(v128.load(x, 16 * v), mean);
              const rest = f32x4.sub(f32x4.sub(g, offsets[v]!), f32x4.mul(centered, slopes[v]!));
              return v128.store(dx, f32x4.mul(rest, rstds[v]!), 16 * v);
            }),
            advance(dy, pitch),
            advance(x, pitch),
            advance(dx, pitch),
            advance(row, 1),
          ], i32.lt(row, height)),
        ],
      }),
    ];
  },
);
