import { checkGradient } from "./check_gradient.ts";
import { randomArray } from "./random_array.ts";

/** A function of several arrays, and the gradients that it claims to have. */
export interface GradientsCheck<
  Inputs extends Readonly<Record<string, Float64Array<ArrayBuffer>>>,
> {
  /** Where to check. Not written. */
  readonly inputs: Inputs;
  /** The function; its output may be of any length. */
  readonly output: (inputs: Inputs) => Float64Array;
  /** The gradients of `sum(output * dy)`, under the names of their inputs. */
  readonly gradients: (
    inputs: Inputs,
    dy: Float64Array<ArrayBuffer>,
  ) => { readonly [Name in keyof Inputs]?: ArrayLike<number> };
  /** The seed of `dy`. Default 0. */
  readonly seed?: number;
}

/**
 * Asserts for every gradient, one after the other, that central differences find the same, with a
 * random `dy` behind the output.
 *
 * @throws {AssertionError} If one differs; the message names it.
 *
 * @example
 * ```ts
 * import { checkGradients } from "@evenkeel/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const check = {
 *   inputs: { a: new Float64Array([2, 3]), b: new Float64Array([5, 7]) },
 *   output: ({ a, b }: { a: Float64Array; b: Float64Array }) => a.map((v, i) => v * b[i]!),
 * };
 * checkGradients({
 *   ...check,
 *   gradients: ({ a, b }, dy) => ({ a: dy.map((v, i) => v * b[i]!), b: dy.map((v, i) => v * a[i]!) }),
 * });
 * assertThrows(() => checkGradients({ ...check, gradients: (_, dy) => ({ b: dy }) }));
 * ```
 */
export function checkGradients<Inputs extends Readonly<Record<string, Float64Array<ArrayBuffer>>>>(
  { inputs, output, gradients, seed = 0 }: GradientsCheck<Inputs>,
): void {
  const dy = randomArray(output(inputs).length, seed);
  const claimed = Object.entries(gradients(inputs, dy));
  if (claimed.length === 0) throw new RangeError("gradients must hold at least one, got none");
  for (const [name, gradient] of claimed) {
    checkGradient({
      f: (value) => output({ ...inputs, [name]: value }).reduce((sum, y, i) => sum + y * dy[i]!, 0),
      x: inputs[name]!,
      gradient: gradient as ArrayLike<number>,
      name: `d${name}`,
      seed,
    });
  }
}
