/** How sums over the rows of a piece are formed, and where they go. */

import { advance, loopWhile, repeat, select } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { f64, i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f64x2, v128 } from "../_wasm/vectors.ts";
import type { Piece } from "./column_pieces.ts";
import { GRADIENT_CHAIN } from "./moments.ts";

type Int = Value<"i32">;

/**
 * Rows in chains: sums of 32-bit floats start afresh after every chain. `four` does four rows at once,
 * if that is given.
 */
export function chains(
  builder: FunctionBuilder,
  height: Int,
  { before, four, row, after }: {
    readonly before: Statement[];
    readonly four?: Statement[];
    readonly row: Statement[];
    readonly after: Statement[];
  },
): Statement[] {
  const [done, end, fours] = builder.locals("i32", 3);
  return [
    done.set(i32.const(0)),
    repeat([
      ...before,
      end.set(i32.add(done, i32.const(GRADIENT_CHAIN))),
      end.set(select(i32.lt(height, end), height, end)),
      ...(four === undefined ? [] : [
        fours.set(i32.add(done, i32.and(i32.sub(end, done), i32.const(-4)))),
        loopWhile(i32.lt(done, fours), [...four, advance(done, 4)]),
      ]),
      loopWhile(i32.lt(done, end), [...row, advance(done, 1)]),
      ...after,
    ], i32.lt(done, height)),
  ];
}

/** Where the results of a piece go: a row of 64-bit floats, and a second row after it. */
export function outputRows(
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
