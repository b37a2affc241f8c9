/** Statements that choose and repeat. */

import { i32 } from "./scalars.ts";
import type { Code, Local, Statement, Value } from "./types.ts";

const NO_RESULT = 0x40;
const END = 0x0b;

function join(statements: readonly Statement[]): Code {
  return statements.map((statement) => statement.bytes);
}

/** `if (condition) then else otherwise` */
export function when(
  condition: Value<"i32">,
  then: readonly Statement[],
  otherwise: readonly Statement[] = [],
): Statement {
  const rest = otherwise.length === 0 ? [] : [0x05, join(otherwise)];
  return { bytes: [condition.bytes, 0x04, NO_RESULT, join(then), ...rest, END] };
}

/** `do body while (condition)` */
export function repeat(body: readonly Statement[], condition: Value<"i32">): Statement {
  return { bytes: [0x03, NO_RESULT, join(body), condition.bytes, 0x0d, 0, END] };
}

/** `while (condition) body`: the test stands at the end, where it costs one jump a turn. */
export function loopWhile(condition: Value<"i32">, body: readonly Statement[]): Statement {
  return when(condition, [repeat(body, condition)]);
}

/** `for (; index < end; index += step) body`, unsigned. */
export function count(
  index: Local<"i32">,
  { end, step }: { readonly end: Value<"i32">; readonly step: number },
  body: readonly Statement[],
): Statement {
  return loopWhile(i32.lt(index, end), [...body, advance(index, step)]);
}

/** `local += step` */
export function advance(local: Local<"i32">, step: number | Value<"i32">): Statement {
  return local.set(i32.add(local, typeof step === "number" ? i32.const(step) : step));
}

/** Computes a value for what else it does. */
export function drop(value: Value<"i32">): Statement {
  return { bytes: [value.bytes, 0x1a] };
}

/** A choice without a jump; both values are computed. */
export function select<T extends "i32" | "f32" | "f64">(
  condition: Value<"i32">,
  then: Value<T>,
  otherwise: Value<T>,
): Value<T> {
  return {
    type: then.type,
    bytes: [then.bytes, otherwise.bytes, condition.bytes, 0x1b],
  };
}
