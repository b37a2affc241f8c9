/** The inner loop of products whose rows are packed: 4 rows by 8 columns, or 8 by 4, in registers. */

import { advance, loopWhile } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32, instruction } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { v128 } from "../../simd/_wasm/vectors.ts";
import { accumulate, broadcast, type Tile } from "./tile.ts";

type Int = Value<"i32">;
type Vector = Value<"v128">;

/** How many columns a full panel has. */
export const PACKED_COLUMNS = 8;

/** Four of the eight lanes of two vectors. */
function shuffle(a: Vector, b: Vector, lanes: readonly number[]): Vector {
  const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
  return instruction("v128", [0xfd, 0x0d, ...bytes], a, b);
}

/** Rows become columns: loads four vectors and stores them at `to`, turned. */
export function turnSquare(
  builder: FunctionBuilder,
  { read, to }: { readonly read: readonly Vector[]; readonly to: Local<"i32"> },
): Statement[] {
  const rows = builder.locals("v128", 4);
  const pairs = builder.locals("v128", 4);
  const [a, b, c, d] = rows;
  const [low, high, lowOther, highOther] = pairs;
  return [
    ...rows.map((row, i) => row.set(read[i]!)),
    low.set(shuffle(a, b, [0, 4, 1, 5])),
    lowOther.set(shuffle(c, d, [0, 4, 1, 5])),
    high.set(shuffle(a, b, [2, 6, 3, 7])),
    highOther.set(shuffle(c, d, [2, 6, 3, 7])),
    v128.store(to, shuffle(low, lowOther, [0, 1, 4, 5])),
    v128.store(to, shuffle(low, lowOther, [2, 3, 6, 7]), 16),
    v128.store(to, shuffle(high, highOther, [0, 1, 4, 5]), 32),
    v128.store(to, shuffle(high, highOther, [2, 3, 6, 7]), 48),
  ];
}

/** How many steps of a product stand one after the other in its loop. */
const UNROLLED_STEPS = 4;

/**
 * Multiplies packed rows with a panel: `sums[i][j] += sum over k of rows[k][i] * panel[k][j]`. All
 * addresses move on as they are read, and what is read next to each other lies next to each other: where
 * every address is checked against the memory's size, that counts as much as the arithmetic.
 *
 * @param rows For each four rows the address of their elements, `[length, 4]`.
 * @param panel The address of the panel, `[length, 4 * vectors]`.
 * @param length How many steps there are.
 */
export function multiplyPacked(
  builder: FunctionBuilder,
  tile: Tile,
  { rows, panel, length }: {
    readonly rows: readonly Local<"i32">[];
    readonly panel: Local<"i32">;
    readonly length: Int;
  },
): Statement[] {
  const vectors = tile.sums[0]!.length;
  const stepBytes = 16 * vectors;
  const elements = rows.map(() => builder.local("v128"));
  const weights = Array.from({ length: vectors }, () => builder.local("v128"));
  const spread = builder.local("v128");
  const [end, wholeEnd] = builder.locals("i32", 2);
  const first = rows[0]!;
  const steps = (howMany: number): Statement[] => [
    ...Array.from({ length: howMany }, (_, step) => [
      ...elements.map((element, i) => element.set(v128.load(rows[i]!, 16 * step))),
      ...weights.map((weight, j) => weight.set(v128.load(panel, step * stepBytes + 16 * j))),
      ...accumulate(builder, tile, {
        weights,
        element: (i) => ({
          set: spread.set(broadcast(elements[Math.floor(i / 4)]!, i % 4)),
          value: spread,
        }),
      }),
    ]).flat(),
    ...rows.map((row) => advance(row, 16 * howMany)),
    advance(panel, stepBytes * howMany),
  ];
  return [
    end.set(i32.add(first, i32.shl(length, i32.const(4)))),
    wholeEnd.set(i32.add(
      first,
      i32.shl(i32.and(length, i32.const(-UNROLLED_STEPS)), i32.const(4)),
    )),
    loopWhile(i32.lt(first, wholeEnd), steps(UNROLLED_STEPS)),
    loopWhile(i32.lt(first, end), steps(1)),
  ];
}
