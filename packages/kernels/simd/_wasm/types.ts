/** What WebAssembly code is made of: bytes that leave a value, and bytes that leave none. */

/** The types that a value or a local can have. */
export type Type = "i32" | "f32" | "f64" | "v128";

/**
 * Code under construction: bytes, and code. It is copied once, when all is there: copied at every level, a
 * module would take ten times as long.
 */
export type Code = readonly (number | Code)[];

/** An expression: bytes that leave one value on the stack. */
export interface Value<T extends Type> {
  readonly type: T;
  readonly bytes: Code;
}

/** A statement: bytes that leave the stack as it was. */
export interface Statement {
  readonly bytes: Code;
}

/** A parameter or a local of a function. */
export interface Local<T extends Type> extends Value<T> {
  /** Writes it. */
  set(value: Value<T>): Statement;
}

/** The bytes that name a type in a binary. */
export const TYPE_BYTES: Readonly<Record<Type, number>> = {
  i32: 0x7f,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};
