/**
 * Kernels for plans whose statistic and parameter stay the same along contiguous memory: batch,
 * instance and group norm, channels first. A unit is one piece of one run.
 */

import { advance, loopWhile, select, when } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { CHAIN, LEAST_TRUSTED, mergeBlock, MOST_TRUSTED } from "./moments.ts";

type Int = Value<"i32">;

/** A block is read twice, so it must stay in the first-level cache: 16 KB. */
const BLOCK_BYTES = 16384;
const STEP_VECTORS = 4;
const STEP_BYTES = 16 * STEP_VECTORS;

const PIECE_FIELDS = ["length", "pieces", "pieceLength"] as const;
type PieceField = typeof PIECE_FIELDS[number];

/** The run of a unit, and the first and last byte of its piece, relative to an array. */
function locate(
  builder: FunctionBuilder,
  unit: Int,
  field: Readonly<Record<PieceField, Int>>,
): { run: Local<"i32">; start: Local<"i32">; bytes: Local<"i32">; statements: Statement[] } {
  const run = builder.local("i32");
  const start = builder.local("i32");
  const bytes = builder.local("i32");
  const from = i32.mul(i32.rem(unit, field.pieces), field.pieceLength);
  const left = i32.sub(field.length, start);
  return {
    run,
    start,
    bytes,
    statements: [
      run.set(i32.div(unit, field.pieces)),
      start.set(from),
      bytes.set(select(i32.lt(left, field.pieceLength), left, field.pieceLength)),
      bytes.set(i32.shl(bytes, i32.const(2))),
      start.set(i32.shl(i32.add(start, i32.mul(run, field.length)), i32.const(2))),
    ],
  };
}

function zero(local: Local<"v128">): Statement {
  return local.set(f32x4.splat(f32.const(0)));
}

/** Adds vectors as a tree. */
function sum(vectors: readonly Value<"v128">[]): Value<"v128"> {
  const half = vectors.length / 2;
  if (half < 1) return vectors[0]!;
  return f32x4.add(sum(vectors.slice(0, half)), sum(vectors.slice(half)));
}

/** Four 32-bit lanes into two 64-bit ones. */
function widen(vector: Value<"v128">): Value<"v128"> {
  return f64x2.add(f64x2.promoteLow(vector), f64x2.promoteHigh(vector));
}

function fold(vector: Value<"v128">): Value<"f64"> {
  return f64.add(f64x2.lane(vector, 0), f64x2.lane(vector, 1));
}

function times<T>(make: (index: number) => T): T[] {
  return Array.from({ length: STEP_VECTORS }, (_, index) => make(index));
}

/** Mean and sum of squared differences of each piece, as two 64-bit floats. */
export const runMoments: Kernel = kernel(
  "runMoments",
  ["x", "out", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { start, bytes, statements } = locate(builder, unit, field);
    const [p, stop, whole, block, end] = builder.locals("i32", 5) as [
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
    ];
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

/** Along a piece: whole steps of vectors, then single elements, by the same arithmetic. */
function alongPiece(
  builder: FunctionBuilder,
  { bytes, pointers }: { readonly bytes: Int; readonly pointers: readonly Local<"i32">[] },
  { vectors, single }: {
    readonly vectors: (offset: number) => Statement[];
    readonly single: Statement[];
  },
): Statement[] {
  const [end, whole] = builder.locals("i32", 2);
  const first = pointers[0]!;
  const move = (step: number) => pointers.map((pointer) => advance(pointer, step));
  return [
    end.set(i32.add(first, bytes)),
    whole.set(i32.add(first, i32.and(bytes, i32.const(-STEP_BYTES)))),
    loopWhile(i32.lt(first, whole), [
      ...times((i) => vectors(16 * i)).flat(),
      ...move(STEP_BYTES),
    ]),
    loopWhile(i32.lt(first, end), [...single, ...move(4)]),
  ];
}

/** `y = (x - mean) * scale + shift`, three 32-bit floats to a run. */
export const runApply: Kernel = kernel(
  "runApply",
  ["x", "y", "params", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { run, start, bytes, statements } = locate(builder, unit, field);
    const [mean, scale, shift] = builder.locals("f32", 3);
    const [means, scales, shifts] = builder.locals("v128", 3);
    const [x, y] = builder.locals("i32", 2);
    return [
      ...statements,
      x.set(i32.add(field.params, i32.mul(run, i32.const(12)))),
      mean.set(f32.load(x)),
      scale.set(f32.load(x, 4)),
      shift.set(f32.load(x, 8)),
      means.set(f32x4.splat(mean)),
      scales.set(f32x4.splat(scale)),
      shifts.set(f32x4.splat(shift)),
      x.set(i32.add(field.x, start)),
      y.set(i32.add(field.y, start)),
      ...alongPiece(builder, { bytes, pointers: [x, y] }, {
        vectors: (offset) => {
          const centered = f32x4.sub(v128.load(x, offset), means);
          const result = f32x4.add(f32x4.mul(centered, scales), shifts);
          return [v128.store(y, result, offset)];
        },
        single: [
          f32.store(
            y,
            f32.add(f32.mul(f32.sub(f32.load(x), mean), scale), shift),
          ),
        ],
      }),
    ];
  },
);

/** Sums of `dy`, and of `dy * (x - mean)`, of each piece, as two 64-bit floats. */
export const runGradientSums: Kernel = kernel(
  "runGradientSums",
  ["dy", "x", "params", "out", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { run, start, bytes, statements } = locate(builder, unit, field);
    const [x, dy, stop, whole, end] = builder.locals("i32", 5);
    const plain = builder.locals("v128", STEP_VECTORS);
    const product = builder.locals("v128", STEP_VECTORS);
    const [d, means, widePlain, wideProduct] = builder.locals("v128", 4);
    const mean = builder.local("f32");
    const [total, totalProduct, d64] = builder.locals("f64", 3);
    return [
      ...statements,
      mean.set(f32.load(i32.add(field.params, i32.mul(run, i32.const(4))))),
      means.set(f32x4.splat(mean)),
      widePlain.set(f64x2.splat(f64.const(0))),
      wideProduct.set(f64x2.splat(f64.const(0))),
      x.set(i32.add(field.x, start)),
      dy.set(i32.add(field.dy, start)),
      stop.set(i32.add(x, bytes)),
      whole.set(i32.add(x, i32.and(bytes, i32.const(-STEP_BYTES)))),
      loopWhile(i32.lt(x, whole), [
        ...[...plain, ...product].map(zero),
        end.set(i32.add(x, i32.const(CHAIN * STEP_BYTES))),
        end.set(select(i32.lt(whole, end), whole, end)),
        loopWhile(i32.lt(x, end), [
          ...times((i) => [
            d.set(v128.load(dy, 16 * i)),
            plain[i]!.set(f32x4.add(plain[i]!, d)),
            product[i]!.set(f32x4.add(
              product[i]!,
              f32x4.mul(d, f32x4.sub(v128.load(x, 16 * i), means)),
            )),
          ]).flat(),
          advance(x, STEP_BYTES),
          advance(dy, STEP_BYTES),
        ]),
        widePlain.set(f64x2.add(widePlain, widen(sum(plain)))),
        wideProduct.set(f64x2.add(wideProduct, widen(sum(product)))),
      ]),
      total.set(fold(widePlain)),
      totalProduct.set(fold(wideProduct)),
      loopWhile(i32.lt(x, stop), [
        d64.set(f64.promote(f32.load(dy))),
        total.set(f64.add(total, d64)),
        totalProduct.set(f64.add(
          totalProduct,
          f64.mul(d64, f64.promote(f32.sub(f32.load(x), mean))),
        )),
        advance(x, 4),
        advance(dy, 4),
      ]),
      end.set(i32.add(field.out, i32.mul(unit, i32.const(16)))),
      f64.store(end, total),
      f64.store(end, totalProduct, 8),
    ];
  },
);

/**
 * `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`, five 32-bit floats to a run: mean, gamma,
 * offset, slope, rstd.
 */
export const runGradientApply: Kernel = kernel(
  "runGradientApply",
  ["dy", "x", "dx", "params", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { run, start, bytes, statements } = locate(builder, unit, field);
    const singles = builder.locals("f32", 5);
    const vectors = builder.locals("v128", 5);
    const [mean, gamma, offset, slope, rstd] = singles;
    const [means, gammas, offsets, slopes, rstds] = vectors;
    const [dy, x, dx] = builder.locals("i32", 3);
    return [
      ...statements,
      x.set(i32.add(field.params, i32.mul(run, i32.const(20)))),
      ...singles.map((single, i) => single.set(f32.load(x, 4 * i))),
      ...vectors.map((vector, i) => vector.set(f32x4.splat(singles[i]!))),
      dy.set(i32.add(field.dy, start)),
      x.set(i32.add(field.x, start)),
      dx.set(i32.add(field.dx, start)),
      ...alongPiece(builder, { bytes, pointers: [dy, x, dx] }, {
        vectors: (from) => {
          const g = f32x4.mul(v128.load(dy, from), gammas);
          const centered = f32x4.sub(v128.load(x, from), means);
          const rest = f32x4.sub(f32x4.sub(g, offsets), f32x4.mul(centered, slopes));
          return [v128.store(dx, f32x4.mul(rest, rstds), from)];
        },
        single: [
          f32.store(
            dx,
            f32.mul(
              f32.sub(
                f32.sub(f32.mul(f32.load(dy), gamma), offset),
                f32.mul(f32.sub(f32.load(x), mean), slope),
              ),
              rstd,
            ),
          ),
        ],
      }),
    ];
  },
);
