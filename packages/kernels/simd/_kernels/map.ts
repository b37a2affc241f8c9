/** What forward and backward do to each element. */

import { f32 } from "../_wasm/scalars.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import type { Value } from "../_wasm/types.ts";
import { f32x4 } from "../_wasm/vectors.ts";

/** Arithmetic on one number, or on four at once. */
export type Arithmetic<T extends "f32" | "v128"> = Readonly<
  Record<"add" | "sub" | "mul", (a: Value<T>, b: Value<T>) => Value<T>>
>;

/** An element of each input, parameters of its line, and parameters of its own. */
export interface Operands<T extends "f32" | "v128"> {
  readonly inputs: readonly Value<T>[];
  readonly params: readonly Value<T>[];
  /** Empty where the line's are all there is. */
  readonly own: readonly Value<T>[];
  /** What else there is. */
  readonly more: readonly Value<"i32">[];
}

type Formula = <T extends "f32" | "v128">(by: Arithmetic<T>, operands: Operands<T>) => Value<T>;

/** From some arrays to one, element by element. */
export interface Mapping {
  readonly inputs: readonly ("dy" | "x" | "residual")[];
  readonly output: "y" | "dx";
  /** How many parameters a line has. */
  readonly params: number;
  /** Which an element may have of its own. */
  readonly own: readonly ("gamma" | "beta")[];
  /** What else the formula is told: the bits of a slope. */
  readonly more?: readonly "slope"[];
  readonly one: Emit<"f32">;
  readonly four: Emit<"v128">;
}

type Emit<T extends "f32" | "v128"> = (
  operands: Operands<T>,
  builder: FunctionBuilder,
) => Value<T>;

function mapping(formula: Formula, shape: Omit<Mapping, "one" | "four">): Mapping {
  return {
    ...shape,
    one: (operands) => formula(f32, operands),
    four: (operands) => formula(f32x4, operands),
  };
}

/**
 * `y = (x - mean) * scale + shift`; with parameters of its own, an element goes on to
 * `y * gamma + beta`.
 */
export const FORWARD: Mapping = mapping(
  ({ add, sub, mul }, { inputs: [x], params: [mean, scale, shift], own: [gamma, beta] }) => {
    const y = add(mul(sub(x!, mean!), scale!), shift!);
    return gamma === undefined ? y : add(mul(y, gamma), beta!);
  },
  { inputs: ["x"], output: "y", params: 3, own: ["gamma", "beta"] },
);

/**
 * `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`; the gamma is the second of the line's
 * parameters, or the element's own.
 */
export const BACKWARD: Mapping = mapping(
  (
    { sub, mul },
    { inputs: [dy, x], params: [mean, gamma, offset, slope, rstd], own: [own] },
  ) => {
    const g = sub(mul(dy!, own ?? gamma!), offset!);
    return mul(sub(g, mul(sub(x!, mean!), slope!)), rstd!);
  },
  { inputs: ["dy", "x"], output: "dx", params: 5, own: ["gamma"] },
);
