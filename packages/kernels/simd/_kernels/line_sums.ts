/** Sums across runs: what layer norm has for each element of a run. */

import { advance, loopWhile, when } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Statement } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { LEAST_SUM, MOST_SUM } from "../_trust.ts";
import {
  type Block,
  locate,
  SHEET_FIELDS,
  walkColumns,
  walkTiles,
  WIDE_VECTORS,
} from "./column_pieces.ts";
import { type Kernel, kernel } from "./job.ts";
import { constant, halves, isUpTo, isZeroOrBetween, zero } from "./lanes.ts";
import { hasProduct, type Pair, ROW_PARAMETERS } from "./terms.ts";

const PARAMETER_BYTES = 4 * ROW_PARAMETERS;

/**
 * Sums of `dy`, and of `dy * ((x - mean) * rstd + shift)`, down the columns of a piece: a row of 64-bit
 * floats, and a second row after it, where NaN says that it takes 64 bits. Every row has a mean, an rstd
 * and a shift of its own. The number of columns need not be a multiple of 4: what is read beyond a row's
 * end goes into sums that nobody reads.
 */
export const lineParameterSums: Kernel = kernel("lineParameterSums", [
  "dy",
  "x",
  "params",
  "out",
  ...SHEET_FIELDS,
], (builder, unit, field) => {
  const piece = locate(builder, unit, field);
  const [params, param, step, dy, x, left] = builder.locals("i32", 6);
  // Where sums stand, and how far after them the second row of them does.
  const [first, place, end, second] = builder.locals("i32", 4);
  const sums = builder.locals("v128", WIDE_VECTORS);
  const products = builder.locals("v128", WIDE_VECTORS);
  const [mean, rstd, shift, term] = builder.locals("v128", 4);
  const productPlace = i32.add(place, second);
  const pairOf = (v: number): Pair<"v128"> => {
    const centered = f32x4.sub(v128.load(x, 16 * v), mean);
    return [v128.load(dy, 16 * v), f32x4.add(f32x4.mul(centered, rstd), shift)];
  };
  /** Row by row, so that sums and parameters fit the registers, and lines of memory are read as a whole. */
  const visit = (
    { at, height, row, skip, pitch }: Block,
    turn: readonly Statement[],
  ): Statement[] => [
    dy.set(i32.add(field.dy, at)),
    x.set(i32.add(field.x, at)),
    param.set(i32.add(params, i32.mul(row, i32.const(PARAMETER_BYTES)))),
    step.set(i32.mul(skip, i32.const(PARAMETER_BYTES))),
    left.set(height),
    loopWhile(left, [
      ...[mean, rstd, shift].map((local, i) => local.set(v128.load32Splat(param, 4 * i))),
      ...turn,
      advance(dy, pitch),
      advance(x, pitch),
      advance(param, step),
      advance(left, -1),
    ]),
  ];
  const total = (offset: number) => v128.load(place, offset);
  const totalProduct = (offset: number) => v128.load(productPlace, offset);
  const isZero = (offset: number) => f64x2.eq(totalProduct(offset), constant(0));
  const isTrusted = (offset: number) =>
    v128.and(
      isZeroOrBetween(f64x2.abs(totalProduct(offset)), LEAST_SUM, MOST_SUM),
      isUpTo(f64x2.abs(total(offset)), MOST_SUM),
    );
  const goTo = ({ column }: Block) => place.set(i32.add(first, i32.shl(column, i32.const(1))));
  return [
    ...piece.statements,
    second.set(i32.shl(field.pieceColumns, i32.const(3))),
    first.set(i32.add(field.out, i32.mul(unit, i32.shl(second, i32.const(1))))),
    place.set(first),
    end.set(i32.add(first, i32.shl(second, i32.const(1)))),
    loopWhile(i32.lt(place, end), [v128.store(place, constant(0)), advance(place, 16)]),
    params.set(i32.add(field.params, i32.mul(piece.firstRow, i32.const(PARAMETER_BYTES)))),
    ...walkTiles(builder, piece, { inputs: 2, outputs: 0 }, (block) => {
      const blockSums = sums.slice(0, block.vectors);
      return [
        ...[...blockSums, ...products.slice(0, block.vectors)].map(zero),
        ...visit(
          block,
          blockSums.flatMap((sum, v) => {
            const [value, factor] = pairOf(v);
            return [
              term.set(value),
              sum.set(f32x4.add(sum, term)),
              products[v]!.set(f32x4.add(products[v]!, f32x4.mul(term, factor!))),
            ];
          }),
        ),
        goTo(block),
        ...halves(block.vectors, (offset, half, v) => [
          v128.store(place, f64x2.add(total(offset), half(sums[v]!)), offset),
          v128.store(productPlace, f64x2.add(totalProduct(offset), half(products[v]!)), offset),
        ]).flat(),
      ];
    }),
    // What 32 bits are too few for becomes NaN; and where products add up to 0, they may have vanished.
    ...walkColumns(builder, piece, (block) => {
      const masks = sums.slice(0, block.vectors);
      return [
        goTo(block),
        ...halves(block.vectors, (offset) => {
          const kept = v128.bitselect(totalProduct(offset), constant(NaN), isTrusted(offset));
          return v128.store(productPlace, kept, offset);
        }),
        when(v128.anyTrue(halves(block.vectors, isZero).reduce(v128.or)), [
          ...masks.map(zero),
          ...visit(
            block,
            masks.map((mask, v) => mask.set(v128.or(mask, hasProduct(pairOf(v))))),
          ),
          // Widened, a mask is NaN or 0.
          ...halves(block.vectors, (offset, half, v) => {
            const vanished = v128.and(half(masks[v]!), isZero(offset));
            return v128.store(productPlace, v128.or(totalProduct(offset), vanished), offset);
          }),
        ]),
      ];
    }),
  ];
});
