/** Sums over the rows of matrices, in float64. */

import { advance, loopWhile, select } from "../../simd/_wasm/control.ts";
import { f64, i32 } from "../../simd/_wasm/scalars.ts";
import { f64x2, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";

const BLOCK_BYTES = 64;
/** Each holds two columns. */
const PAIRS = 8;

/**
 * `sums[column] = sum over rows of x[row, column]`, `chunkRows` rows of a matrix to a unit, each with sums of
 * its own. Rows are as many whole blocks of 64 bytes.
 */
export const sumRows: Kernel = kernel(
  "sumRows",
  ["x", "sums", "rowBytes", "rows", "chunkRows", "chunks", "xMatrixBytes"],
  (builder, unit, field) => {
    const [row, rowCount, from, to, at, end, fromEnd] = builder.locals("i32", 7);
    const value = builder.local("v128");
    const sums = builder.locals("v128", PAIRS);
    return [
      row.set(i32.mul(i32.rem(unit, field.chunks), field.chunkRows)),
      rowCount.set(i32.sub(field.rows, row)),
      rowCount.set(select(i32.lt(rowCount, field.chunkRows), rowCount, field.chunkRows)),
      from.set(i32.add(
        i32.add(field.x, i32.mul(i32.div(unit, field.chunks), field.xMatrixBytes)),
        i32.mul(row, field.rowBytes),
      )),
      fromEnd.set(i32.add(from, field.rowBytes)),
      rowCount.set(i32.mul(rowCount, field.rowBytes)),
      to.set(i32.add(field.sums, i32.mul(unit, i32.shl(field.rowBytes, i32.const(1))))),
      loopWhile(i32.lt(from, fromEnd), [
        ...sums.map((sum) => sum.set(f64x2.splat(f64.const(0)))),
        at.set(from),
        end.set(i32.add(from, rowCount)),
        loopWhile(i32.lt(at, end), [
          ...[0, 1, 2, 3].flatMap((i) => [
            value.set(v128.load(at, 16 * i)),
            sums[2 * i]!.set(f64x2.add(sums[2 * i]!, f64x2.promoteLow(value))),
            sums[2 * i + 1]!.set(f64x2.add(sums[2 * i + 1]!, f64x2.promoteHigh(value))),
          ]),
          advance(at, field.rowBytes),
        ]),
        ...sums.map((sum, i) => v128.store(to, sum, 16 * i)),
        advance(from, BLOCK_BYTES),
        advance(to, 2 * BLOCK_BYTES),
      ]),
    ];
  },
);
