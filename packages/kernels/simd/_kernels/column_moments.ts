/** The statistics of columns. */

import { advance, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Block, locate, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { chains, outputRows } from "./column_sums.ts";
import { type Kernel, kernel } from "./job.ts";
import { HALVES, zero } from "./lanes.ts";
import { LEAST_TRUSTED, MOST_TRUSTED } from "./moments.ts";

/** The first tile is centered on the mean of every fourth row, or of all if it has few. */
const SAMPLED_ROWS = 4;
const FEW_ROWS = 32;
/**
 * What `(sum of d)**2 / (rows * sum of d**2)` may be in the first tile, `d` being the differences. More
 * would cost digits: the tile is done once more, around the mean that is known then.
 */
const MISSED = 1 / 4;

/** Mean and sum of squared differences of each column of each piece. */
export const columnMoments: Kernel = kernel(
  "columnMoments",
  ["x", "out", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const out = outputRows(builder, { unit, out: field.out, pieceColumns, piece });
    const [p, row, pair, target, stride, rounds] = builder.locals("i32", 6);
    const [second, third, fourth] = builder.locals("i32", 3);
    const nodes = builder.locals("v128", 2);
    const squareNodes = builder.locals("v128", 2);
    const [seen, count] = builder.locals("f64", 2);
    const centers = builder.locals("v128", WIDE_VECTORS);
    const sums = builder.locals("v128", WIDE_VECTORS);
    const squares = builder.locals("v128", WIDE_VECTORS);
    const allSums = builder.locals("v128", WIDE_VECTORS);
    // Squares go on in 64 bits: next to an outlier's, the others' would be rounded all the same way.
    const allSquares = Array.from(
      { length: WIDE_VECTORS },
      () => HALVES.map((half) => ({ half, sum: builder.local("v128") })),
    );
    const narrowed = builder.locals("v128", WIDE_VECTORS);
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
      const trusted = own(narrowed).map((s) =>
        v128.and(
          f32x4.le(f32x4.splat(f32.const(LEAST_TRUSTED)), s),
          f32x4.le(s, f32x4.splat(f32.const(MOST_TRUSTED))),
        )
      ).reduce((a, b) => v128.and(a, b));
      const rows = f32x4.splat(f32.convert(height));
      const met = own(allSums).map((s, i) =>
        f32x4.le(
          f32x4.mul(s, s),
          f32x4.mul(f32x4.mul(narrowed[i]!, rows), f32x4.splat(f32.const(MISSED))),
        )
      ).reduce((a, b) => v128.and(a, b));
      return [
        // Around what differences are taken: the mean of all tiles before, or, in the first one, that
        // of some of the rows. Equal values are met exactly.
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
            stride.set(
              select(i32.lt(height, i32.const(FEW_ROWS)), i32.const(1), i32.const(SAMPLED_ROWS)),
            ),
            row.set(stride),
            loopWhile(i32.lt(row, height), [
              advance(p, i32.mul(pitch, stride)),
              ...own(sums).map((sum, i) =>
                sum.set(f32x4.add(sum, f32x4.sub(v128.load(p, 16 * i), centers[i]!)))
              ),
              advance(row, stride),
            ]),
            d.set(f32x4.splat(f32.div(
              f32.const(1),
              f32.convert(i32.div(row, stride)),
            ))),
            ...own(centers).map((center, i) =>
              center.set(f32x4.add(center, f32x4.mul(sums[i]!, d)))
            ),
          ],
        ),
        // Differences from it, and their squares.
        rounds.set(i32.add(f64.le(seen, f64.const(0)), i32.const(1))),
        repeat([
          p.set(i32.add(field.x, at)),
          ...[...own(allSums), ...own(allSquares).flat().map(({ sum }) => sum)].map(zero),
          ...chains(builder, height, {
            before: [...own(sums), ...own(squares)].map(zero),
            four: [
              second.set(i32.add(p, pitch)),
              third.set(i32.add(second, pitch)),
              fourth.set(i32.add(third, pitch)),
              ...own(centers).flatMap((center, i) => [
                ...[p, second, third, fourth].flatMap((from, j) => [
                  d.set(f32x4.sub(v128.load(from, 16 * i), center)),
                  j % 2 === 0
                    ? nodes[j / 2]!.set(d)
                    : nodes[(j - 1) / 2]!.set(f32x4.add(nodes[(j - 1) / 2]!, d)),
                  j % 2 === 0
                    ? squareNodes[j / 2]!.set(f32x4.mul(d, d))
                    : squareNodes[(j - 1) / 2]!.set(
                      f32x4.add(squareNodes[(j - 1) / 2]!, f32x4.mul(d, d)),
                    ),
                ]),
                sums[i]!.set(f32x4.add(sums[i]!, f32x4.add(nodes[0], nodes[1]))),
                squares[i]!.set(f32x4.add(squares[i]!, f32x4.add(squareNodes[0], squareNodes[1]))),
              ]),
              p.set(i32.add(fourth, pitch)),
            ],
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
              ...allSquares[i]!.map(({ half, sum }) => sum.set(f64x2.add(sum, half(squares[i]!)))),
            ]),
          }),
          ...own(narrowed).map((local, i) =>
            local.set(f32x4.demote(allSquares[i]![0]!.sum, allSquares[i]![1]!.sum))
          ),
          // A NaN, or squares that vanish, look as if the mean was missed, for as often as one tries.
          rounds.set(
            i32.mul(i32.sub(rounds, i32.const(1)), i32.lt(v128.allTrue(met), i32.const(1))),
          ),
          when(
            rounds,
            own(centers).map((center, i) =>
              center.set(f32x4.add(center, f32x4.div(allSums[i]!, rows)))
            ),
          ),
        ], rounds),
        when(
          v128.allTrue(trusted),
          own(centers).flatMap((center, i) =>
            allSquares[i]!.flatMap(({ half, sum }) => [
              ...merge({ center: half(center), residual: half(allSums[i]!), squares: sum }),
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
