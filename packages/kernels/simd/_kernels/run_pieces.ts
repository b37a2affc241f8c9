/**
 * What the run kernels have in common. They are for plans whose statistic stays the same along
 * contiguous memory: batch, instance and group norm, channels first, and all layer norms. A unit is one
 * piece of one run.
 */

import { advance, loopWhile, select } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";

type Int = Value<"i32">;

/** How many vectors are done in one turn if nobody says so, except at the end: there they come one by one. */
const VECTORS_AT_ONCE = 4;

/** What says where a unit lies: the elements of a run, the pieces of a run, the elements of a piece. */
export const PIECE_FIELDS = ["length", "pieces", "pieceLength"] as const;
type PieceField = typeof PIECE_FIELDS[number];

/**
 * Where a unit lies: its run, the first byte of its piece, relative to an array and to the run, and its
 * bytes.
 */
export function locate(
  builder: FunctionBuilder,
  unit: Int,
  field: Readonly<Record<PieceField, Int>>,
): Record<"run" | "start" | "from" | "bytes", Local<"i32">> & { statements: Statement[] } {
  const [run, start, from, bytes] = builder.locals("i32", 4);
  const left = i32.sub(field.length, from);
  return {
    run,
    start,
    from,
    bytes,
    statements: [
      run.set(i32.div(unit, field.pieces)),
      from.set(i32.mul(i32.rem(unit, field.pieces), field.pieceLength)),
      bytes.set(select(i32.lt(left, field.pieceLength), left, field.pieceLength)),
      bytes.set(i32.shl(bytes, i32.const(2))),
      start.set(i32.shl(i32.add(from, i32.mul(run, field.length)), i32.const(2))),
      from.set(i32.shl(from, i32.const(2))),
    ],
  };
}

/** Along a piece: many vectors at once, then one by one, then single elements, by the same arithmetic. */
export function alongPiece(
  builder: FunctionBuilder,
  { bytes, pointers }: { readonly bytes: Int; readonly pointers: readonly Local<"i32">[] },
  { vectors, single, atOnce = VECTORS_AT_ONCE }: {
    readonly vectors: (offset: number) => Statement[];
    readonly atOnce?: number;
    readonly single: Statement[];
  },
): Statement[] {
  const [end, whole] = builder.locals("i32", 2);
  const first = pointers[0]!;
  const move = (step: number) => pointers.map((pointer) => advance(pointer, step));
  const turns = (size: number) => [
    whole.set(i32.add(first, i32.and(i32.sub(end, first), i32.const(-16 * size)))),
    loopWhile(i32.lt(first, whole), [
      ...Array.from({ length: size }, (_, i) => vectors(16 * i)).flat(),
      ...move(16 * size),
    ]),
  ];
  return [
    end.set(i32.add(first, bytes)),
    ...turns(atOnce),
    ...turns(1),
    loopWhile(i32.lt(first, end), [...single, ...move(4)]),
  ];
}
