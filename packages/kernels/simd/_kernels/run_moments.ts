/** The statistics of runs. */

import { advance, loopWhile, select, when } from "../_wasm/control.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { fold, sum, widen, zero } from "./lanes.ts";
import { CHAIN, LEAST_TRUSTED, mergeBlock, MOST_TRUSTED } from "./moments.ts";
import { locate, PIECE_FIELDS, STEP_BYTES, STEP_VECTORS, times } from "./run_pieces.ts";

/** A block is read twice, so it must stay in the first-level cache: 16 KB. */
const BLOCK_BYTES = 16384;

/** Mean and sum of squared differences of each piece, as two 64-bit floats. */
export const runMoments: Kernel = kernel(
  "runMoments",
  ["x", "out", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { start, bytes, statements } = locate(builder, unit, field);
    const [p, stop, whole, block, end] = builder.locals("i32", 5);
    const sums = builder.locals("v128", STEP_VECTORS);
    const squares = builder.locals("v128", STEP_VECTORS);
    const d = builder.local("v128");
    const center = builder.local("v128");
    const wideSum = builder.local("v128");
    const wideSquares = builder.local("v128");
    const pivot = builder.local("f32");
    const [total, totalSquares, middle, d64, count] = builder.locals("f64", 5);
    const moments = {
      count: builder.local("f64"),
      mean: builder.local("f64"),
      squares: builder.local("f64"),
    };
    const lanes = (vector: Value<"v128">) =>
      f32.add(
        f32.add(f32x4.lane(vector, 0), f32x4.lane(vector, 1)),
        f32.add(f32x4.lane(vector, 2), f32x4.lane(vector, 3)),
      );

    // Around what differences are taken: the mean of all blocks before, or, in the first one, that of
    // every fourth vector. Either may be off: what it is off by is corrected below, and costs at most
    // two bits. Equal values are met exactly.
    const sampled = STEP_VECTORS * STEP_BYTES;
    const sampleMean = [
      pivot.set(f32.load(block)),
      center.set(f32x4.splat(pivot)),
      ...sums.map(zero),
      p.set(block),
      end.set(i32.add(block, i32.and(i32.sub(whole, block), i32.const(-sampled)))),
      loopWhile(i32.lt(p, end), [
        ...sums.map((s, i) => s.set(f32x4.add(s, f32x4.sub(v128.load(p, STEP_BYTES * i), center)))),
        advance(p, sampled),
      ]),
      when(i32.lt(block, end), [
        pivot.set(f32.add(
          pivot,
          f32.div(
            lanes(sum(sums)),
            f32.convert(i32.div(i32.sub(end, block), i32.const(4 * STEP_VECTORS))),
          ),
        )),
      ]),
    ];
    const aroundMean = [
      center.set(f32x4.splat(pivot)),
      middle.set(f64.promote(pivot)),
      wideSum.set(f64x2.splat(f64.const(0))),
      wideSquares.set(f64x2.splat(f64.const(0))),
      p.set(block),
      loopWhile(i32.lt(p, whole), [
        ...[...sums, ...squares].map(zero),
        end.set(i32.add(p, i32.const(CHAIN * STEP_BYTES))),
        end.set(select(i32.lt(whole, end), whole, end)),
        loopWhile(i32.lt(p, end), [
          ...times((i) => [
            d.set(f32x4.sub(v128.load(p, 16 * i), center)),
            sums[i]!.set(f32x4.add(sums[i]!, d)),
            squares[i]!.set(f32x4.add(squares[i]!, f32x4.mul(d, d))),
          ]).flat(),
          advance(p, STEP_BYTES),
        ]),
        wideSum.set(f64x2.add(wideSum, widen(sum(sums)))),
        wideSquares.set(f64x2.add(wideSquares, widen(sum(squares)))),
      ]),
      total.set(fold(wideSum)),
      totalSquares.set(fold(wideSquares)),
      loopWhile(i32.lt(p, stop), [
        d64.set(f64.promote(f32.sub(f32.load(p), pivot))),
        total.set(f64.add(total, d64)),
        totalSquares.set(f64.add(totalSquares, f64.mul(d64, d64))),
        advance(p, 4),
      ]),
    ];
    const trusted = i32.and(
      f64.le(f64.mul(f64.const(LEAST_TRUSTED), count), totalSquares),
      f64.le(totalSquares, f64.const(MOST_TRUSTED)),
    );
    // From the first value in 64 bits: its distance to the mean costs at most as many bits as the
    // block has elements, and 64 bits have enough.
    const wide = [
      middle.set(f64.promote(f32.load(block))),
      total.set(f64.const(0)),
      totalSquares.set(f64.const(0)),
      p.set(block),
      loopWhile(i32.lt(p, stop), [
        d64.set(f64.sub(f64.promote(f32.load(p)), middle)),
        total.set(f64.add(total, d64)),
        totalSquares.set(f64.add(totalSquares, f64.mul(d64, d64))),
        advance(p, 4),
      ]),
    ];
    const last = builder.local("i32");
    return [
      ...statements,
      block.set(i32.add(field.x, start)),
      last.set(i32.add(block, bytes)),
      moments.count.set(f64.const(0)),
      moments.mean.set(f64.const(0)),
      moments.squares.set(f64.const(0)),
      loopWhile(i32.lt(block, last), [
        stop.set(i32.add(block, i32.const(BLOCK_BYTES))),
        stop.set(select(i32.lt(last, stop), last, stop)),
        whole.set(
          i32.add(block, i32.and(i32.sub(stop, block), i32.const(-STEP_BYTES))),
        ),
        count.set(f64.convert(i32.div(i32.sub(stop, block), i32.const(4)))),
        when(
          f64.lt(f64.const(0), moments.count),
          [pivot.set(f32.demote(moments.mean))],
          sampleMean,
        ),
        ...aroundMean,
        when(trusted, [], wide),
        ...mergeBlock(builder, moments, {
          count,
          center: middle,
          residual: total,
          squares: totalSquares,
        }),
        block.set(stop),
      ]),
      end.set(i32.add(field.out, i32.mul(unit, i32.const(16)))),
      f64.store(end, moments.mean),
      f64.store(end, moments.squares, 8),
    ];
  },
);
