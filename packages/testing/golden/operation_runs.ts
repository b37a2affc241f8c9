import { assertAllClose } from "../assert_all_close.ts";
import { AssertionError } from "../assertion_error.ts";
import type { GoldenAnswer } from "./golden_runs.ts";
import type { GoldenOperationCase } from "./types.ts";

/** A case in one type. */
export interface OperationCall<T extends Float32Array | Float64Array> {
  /** A setting that is a list of numbers; throws if the case has none of this name. */
  list(name: string): readonly number[];
  /** A setting that is two numbers. */
  pair(name: string): readonly [number, number];
  /** A setting that is one number. */
  number(name: string): number;
  /** The padding on each side. */
  padding(): {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  /** An input in this type; throws if the case has none of this name. */
  input(name: string): T;
}

/** How a case is called, and how it is run. */
export interface OperationRun<T extends Float32Array | Float64Array> {
  readonly title: string;
  readonly check: (answer: (call: OperationCall<T>) => GoldenAnswer) => void;
}

/**
 * Every case in float32. Outputs and gradients must be those of the case, to 1e-6 of the largest value
 * unless told otherwise.
 */
export function float32Runs(
  cases: readonly GoldenOperationCase[],
  { rtol = 1e-6 }: { readonly rtol?: number } = {},
): OperationRun<Float32Array>[] {
  return cases.map((golden) => ({
    title: `${golden.name}, Float32Array`,
    check(answer) {
      const call = { ...settingsOf(golden), input: (name: string) => inputOf(golden, name) };
      const input = (name: string) => Float32Array.from(call.input(name));
      compare(golden, { rtol, atol: 1e-12 }, answer({ ...call, input }));
    },
  }));
}

/** Every case in float64, to 1e-12 of the largest value. */
export function float64Runs(cases: readonly GoldenOperationCase[]): OperationRun<Float64Array>[] {
  return cases.map((golden) => ({
    title: `${golden.name}, Float64Array`,
    check(answer) {
      const input = (name: string) => inputOf(golden, name).slice();
      compare(golden, { rtol: 1e-12, atol: 1e-14 }, answer({ ...settingsOf(golden), input }));
    },
  }));
}

function settingsOf(
  { settings }: GoldenOperationCase,
): Omit<OperationCall<Float64Array>, "input"> {
  const list = (name: string, length?: number): readonly number[] => {
    const setting = settings[name];
    if (setting === undefined) throw new RangeError(`the case must have "${name}", got none`);
    if (length !== undefined && setting.length !== length) {
      throw new RangeError(`${name} must have ${length} numbers, got ${setting.length}`);
    }
    return setting;
  };
  return {
    list: (name) => list(name),
    pair(name) {
      const [a, b] = list(name, 2);
      return [a!, b!];
    },
    number: (name) => list(name, 1)[0]!,
    padding() {
      const [top, bottom, left, right] = list("padding", 4);
      return { top: top!, bottom: bottom!, left: left!, right: right! };
    },
  };
}

function inputOf({ inputs }: GoldenOperationCase, name: string): Float64Array {
  const array = inputs[name];
  if (array === undefined) throw new RangeError(`the case must have "${name}", got none`);
  return array;
}

function compare(
  golden: GoldenOperationCase,
  tolerance: { readonly rtol: number; readonly atol: number },
  { outputs, gradients }: GoldenAnswer,
): void {
  for (
    const [kind, expected, actual] of [
      ["", golden.outputs, outputs],
      ["d", golden.gradients, gradients],
    ] as const
  ) {
    for (const [name, array] of Object.entries(expected)) {
      const got = actual[name];
      if (got === undefined) throw new AssertionError(`${kind}${name} must be answered, got none`);
      assertAllClose(got, array, { ...tolerance, name: `${kind}${name}` });
    }
  }
}
