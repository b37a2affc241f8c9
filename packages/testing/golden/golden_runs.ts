import { assertAllClose } from "../assert_all_close.ts";
import { AssertionError } from "../assertion_error.ts";
import { channelsLastShape, toChannelsLast } from "../layouts.ts";
import { sizeOf } from "../shapes.ts";
import type { GoldenActivationCase } from "./types.ts";

/** A case in one layout and one type. */
export interface GoldenCall {
  readonly shape: readonly number[];
  readonly layout: "channels-first" | "channels-last";
  readonly settings: Readonly<Record<string, number>>;
  /** An input in this layout and type; throws if the case has none of this name. */
  input(name: string): Float32Array | Float64Array;
}

/** What the code under test answers. */
export interface GoldenAnswer {
  readonly outputs: Readonly<Record<string, ArrayLike<number>>>;
  /** By the names of the inputs. */
  readonly gradients: Readonly<Record<string, ArrayLike<number>>>;
}

interface Tolerance {
  readonly type: typeof Float64Array | typeof Float32Array;
  readonly rtol: number;
  readonly atol: number;
}

const LAYOUTS = ["channels-first", "channels-last"] as const;
const FLOAT64_RTOL = 1e-12;
const FLOAT32_ATOL = 1e-12;

/**
 * Every case in both layouts and both types: what to call the test, and how to run it. Outputs and
 * gradients must be those of the case, to 1e-12 (float64) or 1e-6 (float32) of the largest value.
 *
 * @param options Other layouts; `rtol64`, another relative tolerance for float64; `atol32`, an absolute
 * one for float32, where the right answer is 0.
 */
export function goldenRuns(
  cases: readonly GoldenActivationCase[],
  { layouts = LAYOUTS, rtol64 = FLOAT64_RTOL, atol32 = FLOAT32_ATOL }: {
    readonly layouts?: readonly GoldenCall["layout"][];
    readonly rtol64?: number;
    readonly atol32?: number;
  } = {},
): { title: string; check: (answer: (call: GoldenCall) => GoldenAnswer) => void }[] {
  return cases.flatMap((golden) =>
    layouts.flatMap((layout) =>
      tolerances(rtol64, atol32).map((tolerance) => ({
        title: `${golden.name} [${golden.shape}], ${layout}, ${tolerance.type.name}`,
        check: (answer: (call: GoldenCall) => GoldenAnswer) => {
          compare(golden, layout, { tolerance, answer });
        },
      }))
    )
  );
}

function tolerances(rtol64: number, atol32: number): readonly Tolerance[] {
  return [
    { type: Float64Array, rtol: rtol64, atol: 1e-13 },
    { type: Float32Array, rtol: 1e-6, atol: atol32 },
  ];
}

function compare(
  golden: GoldenActivationCase,
  layout: GoldenCall["layout"],
  { tolerance, answer }: {
    readonly tolerance: Tolerance;
    readonly answer: (call: GoldenCall) => GoldenAnswer;
  },
): void {
  const { shape, settings, inputs } = golden;
  const last = layout === "channels-last";
  // What has a number for each element moves with the layout; parameters stay as they are.
  const place = (array: Float64Array) =>
    last && array.length === sizeOf(shape) ? toChannelsLast(array, shape) : array;
  const { outputs, gradients } = answer({
    shape: last ? channelsLastShape(shape) : shape,
    layout,
    settings,
    input(name) {
      const array = inputs[name];
      if (array === undefined) throw new RangeError(`the case must have "${name}", got none`);
      return tolerance.type.from(place(array));
    },
  });
  for (
    const [kind, expected, actual] of [
      ["", golden.outputs, outputs],
      ["d", golden.gradients, gradients],
    ] as const
  ) {
    for (const [name, array] of Object.entries(expected)) {
      const got = actual[name];
      if (got === undefined) throw new AssertionError(`${kind}${name} must be answered, got none`);
      const { rtol, atol } = tolerance;
      assertAllClose(got, place(array), { rtol, atol, name: `${kind}${name}` });
    }
  }
}
