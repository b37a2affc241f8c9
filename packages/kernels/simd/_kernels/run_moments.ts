/** The statistics of runs. */

import { advance, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { fold, sum, widen, zero } from "./lanes.ts";
import { LEAST_TRUSTED, mergeBlock, MOST_TRUSTED } from "./moments.ts";
import { locate, PIECE_FIELDS, STEP_BYTES, STEP_VECTORS } from "./run_pieces.ts";

/** A block is read twice, so it must stay in the first-level cache: 16 KB. */
const BLOCK_BYTES = 16384;
/** How many vectors are summed as one tree of 32-bit floats, before the sum goes on in 64 bits. */
const TREE_VECTORS = 16;
const TREE_BYTES = 16 * TREE_VECTORS;
/** So many of them are looked at for a first mean; five apart, so that a period of 16 is met. */
const SAMPLED_VECTORS = 4;
const SAMPLE_STRIDE_BYTES = 80;
/** What `(sum of d)**2 / (count * sum of d**2)` may be in the first block, d being the differences. */
const MISSED = 1 / 4;

/** Sums of differences and of their squares. */
interface Differences {
  /** Takes them from an address on. */
  readonly at: (address: Value<"i32">) => Statement[];
  readonly sum: Value<"v128">;
  readonly squares: Value<"v128">;
}

/**
 * A tree of so many vectors, a power of 2, in the order of memory: a node is added as soon as both its
 * sides are there. Values that repeat, as pictures have them, then add up without any rounding.
 */
function differences(
  builder: FunctionBuilder,
  { center, count }: { readonly center: Value<"v128">; readonly count: number },
): Differences {
  const depth = Math.log2(count);
  const d = builder.local("v128");
  const sums = Array.from({ length: depth + 1 }, () => builder.local("v128"));
  const squares = Array.from({ length: depth + 1 }, () => builder.local("v128"));
  const carry = (levels: readonly Local<"v128">[], index: number, leaf: Value<"v128">) => {
    let node = leaf;
    let level = 0;
    for (; (index >> level) & 1; level++) node = f32x4.add(levels[level]!, node);
    return levels[level]!.set(node);
  };
  return {
    at: (address) =>
      Array.from({ length: count }, (_, index) => [
        d.set(f32x4.sub(v128.load(address, 16 * index), center)),
        carry(sums, index, d),
        carry(squares, index, f32x4.mul(d, d)),
      ]).flat(),
    sum: sums[depth]!,
    squares: squares[depth]!,
  };
}

/** Mean and sum of squared differences of each piece, as two 64-bit floats. */
export const runMoments: Kernel = kernel(
  "runMoments",
  ["x", "out", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { start, bytes, statements } = locate(builder, unit, field);
    const [p, stop, whole, block, end, rounds, done] = builder.locals("i32", 7);
    const sampleSums = builder.locals("v128", SAMPLED_VECTORS);
    const [center, wideSum, wideSquares] = builder.locals("v128", 3);
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
    // a quarter of the vectors. Equal values are met exactly.
    const sampleMean = [
      pivot.set(f32.load(block)),
      center.set(f32x4.splat(pivot)),
      ...sampleSums.map(zero),
      p.set(block),
      end.set(i32.add(block, i32.and(i32.sub(whole, block), i32.const(-TREE_BYTES)))),
      loopWhile(i32.lt(p, end), [
        ...sampleSums.map((s, i) =>
          s.set(f32x4.add(s, f32x4.sub(v128.load(p, SAMPLE_STRIDE_BYTES * i), center)))
        ),
        advance(p, TREE_BYTES),
      ]),
      when(i32.lt(block, end), [
        pivot.set(f32.add(
          pivot,
          f32.div(
            lanes(sum(sampleSums)),
            f32.convert(i32.div(i32.sub(end, block), i32.const(TREE_BYTES / 4 / SAMPLED_VECTORS))),
          ),
        )),
      ]),
    ];
    const tree = differences(builder, { center, count: TREE_VECTORS });
    const step = differences(builder, { center, count: STEP_VECTORS });
    const addTree = ({ at, sum, squares }: Differences) => [
      ...at(p),
      wideSum.set(f64x2.add(wideSum, widen(sum))),
      wideSquares.set(f64x2.add(wideSquares, widen(squares))),
    ];
    const aroundMean = [
      center.set(f32x4.splat(pivot)),
      middle.set(f64.promote(pivot)),
      wideSum.set(f64x2.splat(f64.const(0))),
      wideSquares.set(f64x2.splat(f64.const(0))),
      p.set(block),
      end.set(i32.add(block, i32.and(i32.sub(whole, block), i32.const(-TREE_BYTES)))),
      loopWhile(i32.lt(p, end), [...addTree(tree), advance(p, TREE_BYTES)]),
      loopWhile(i32.lt(p, whole), [...addTree(step), advance(p, STEP_BYTES)]),
      total.set(fold(wideSum)),
      totalSquares.set(fold(wideSquares)),
      loopWhile(i32.lt(p, stop), [
        d64.set(f64.promote(f32.sub(f32.load(p), pivot))),
        total.set(f64.add(total, d64)),
        totalSquares.set(f64.add(totalSquares, f64.mul(d64, d64))),
        advance(p, 4),
      ]),
    ];
    // A sample that missed the mean by more than half a deviation would cost digits: once more, then,
    // from the mean that is known now.
    const missed = f64.lt(
      f64.mul(f64.mul(totalSquares, count), f64.const(MISSED)),
      f64.mul(total, total),
    );
    const trusted = i32.and(
      f64.le(f64.mul(f64.const(LEAST_TRUSTED), count), totalSquares),
      f64.le(totalSquares, f64.const(MOST_TRUSTED)),
    );
    // A short first block has no sample, and 64 bits for all of it.
    const long = f64.le(f64.const(TREE_BYTES / 4), f64.add(moments.count, count));
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
        done.set(i32.const(0)),
        when(long, [
          when(
            f64.lt(f64.const(0), moments.count),
            [pivot.set(f32.demote(moments.mean)), rounds.set(i32.const(1))],
            [...sampleMean, rounds.set(i32.const(2))],
          ),
          // Squares that vanish look as if the mean was missed, for as often as one tries.
          repeat([
            ...aroundMean,
            rounds.set(i32.mul(i32.sub(rounds, i32.const(1)), missed)),
            pivot.set(f32.demote(f64.add(middle, f64.div(total, count)))),
          ], rounds),
          done.set(trusted),
        ]),
        when(done, [], wide),
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
