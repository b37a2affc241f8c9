import { assertAllClose, assertBitEqual, randomArray, sizeOf } from "@evenkeel/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import type { Engine } from "./engine.ts";
import {
  batchNorm,
  batchNormInference,
  contribGroupNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  positionalNorm,
  rmsNorm,
} from "./mod.ts";
import { createFusingEngine } from "./simd/mod.ts";
import type { FloatArray, ForwardOptions, FusedActivation, Layout } from "./types.ts";

const ALL: readonly Engine[] = [
  ...ENGINES,
  await createFusingEngine(),
  await createFusingEngine({ threads: 2 }),
];

const BENT: Readonly<Record<FusedActivation, (value: number, slope: number) => number>> = {
  relu: (value) => Math.max(value, 0),
  leakyRelu: (value, slope) => value > 0 ? value : slope * value,
  silu: (value) => value / (1 + Math.exp(-value)),
  tanh: Math.tanh,
};
const ACTIVATIONS = Object.keys(BENT) as FusedActivation[];

const LAYOUTS = ["channels-first", "channels-last"] as const;

type Op = <T extends FloatArray>(x: T, options: ForwardOptions<T>) => { y: T };
/** Each op of the plan family on shape and layout; with odd sizes, so that there are tails. */
function operations(layout: Layout): Readonly<Record<string, { op: Op; channels: number }>> {
  const shape = layout === "channels-first" ? [2, 6, 7, 11] : [2, 7, 11, 6];
  const fixed = { mean: randomArray(6, 1), variance: randomArray(6, 2).map((v) => 1 + v * v) };
  const inner = sizeOf(shape.slice(1));
  return {
    batchNorm: { op: (x, options) => batchNorm(x, { ...options, shape, layout }), channels: 6 },
    batchNormInference: {
      op: (x, options) => batchNormInference(x, { ...options, ...fixed, shape, layout }),
      channels: 6,
    },
    instanceNorm: {
      op: (x, options) => instanceNorm(x, { ...options, shape, layout }),
      channels: 6,
    },
    groupNorm: {
      op: (x, options) => groupNorm(x, { ...options, shape, layout, groups: 2 }),
      channels: 6,
    },
    layerNorm: { op: (x, options) => layerNorm(x, { ...options, shape }), channels: inner },
    rmsNorm: { op: (x, options) => rmsNorm(x, { ...options, shape }), channels: inner },
    positionalNorm: {
      op: (x, options) => positionalNorm(x, { ...options, shape, layout }),
      channels: 6,
    },
    contribGroupNorm: {
      op: (x, options) => contribGroupNorm(x, { ...options, shape, groups: 1 }),
      channels: shape.at(-1)!,
    },
  };
}

const SIZE = 2 * 6 * 7 * 11;

for (const engine of ALL) {
  describe(`norm, residual, activation in one sweep: ${engine.name}`, () => {
    for (const layout of LAYOUTS) {
      for (const [name, { op, channels }] of Object.entries(operations(layout))) {
        it(`${name}, ${layout}, is what its parts are in float64`, () => {
          for (const type of ["float32", "float64"] as const) {
            const x: FloatArray = randomArray(SIZE, 3, { type, mean: 2 });
            const residual: FloatArray = randomArray(SIZE, 4, { type });
            const affine = { gamma: randomArray(channels, 5), beta: randomArray(channels, 6) };
            const plain = op(Float64Array.from(x), affine).y;
            for (const activation of [undefined, ...ACTIVATIONS]) {
              for (const added of [undefined, residual]) {
                const negativeSlope = 0.25;
                const options = {
                  ...{ ...affine, negativeSlope, engine },
                  ...(activation === undefined ? {} : { activation }),
                  ...(added === undefined ? {} : { residual: added }),
                };
                const wanted = plain.map((value, i) => {
                  const sum = value + (added?.[i] ?? 0);
                  return activation === undefined ? sum : BENT[activation](sum, negativeSlope);
                });
                const tolerance = type === "float64" ? 1e-12 : 1e-6;
                const how = { rtol: tolerance, atol: tolerance, name: `${activation}, ${type}` };
                const { y } = op(x, options);
                assertAllClose(y, wanted, how);
                // In place, and over the residual; bits do not depend on where a result goes.
                const copy = x.slice();
                assertStrictEquals(op(copy, { ...options, out: { y: copy } }).y, copy);
                assertBitEqual(copy, y);
                if (added === undefined) continue;
                const over = added.slice();
                op(x, { ...options, residual: over, out: { y: over } });
                assertBitEqual(over, y);
                const both = x.slice();
                op(both, { ...options, residual: both, out: { y: both } });
                assertBitEqual(both, op(x, { ...options, residual: x }).y);
              }
            }
          }
        });
      }
    }
    it("NaN and infinity stay where they are, and come out as in PyTorch", () => {
      const limits = {
        relu: [NaN, 0, Infinity, 0, 0],
        leakyRelu: [NaN, -Infinity, Infinity, -0.02, 0],
        silu: [NaN, NaN, Infinity, -2 / (1 + Math.exp(2)), 0],
        tanh: [NaN, -1, 1, Math.tanh(-2), 0],
      };
      for (const layout of LAYOUTS) {
        for (const activation of ACTIVATIONS) {
          const x = new Float32Array(35), mean = new Float32Array(1), variance = mean.map(() => 1);
          x.set([NaN, -Infinity, Infinity, -2, 0], 15);
          const shape = layout === "channels-first" ? [1, 1, 35] : [1, 35, 1];
          const options = { shape, layout, mean, variance, epsilon: 0, activation, engine };
          const wanted = new Float64Array(35);
          wanted.set(limits[activation], 15);
          assertAllClose(batchNormInference(x, options).y, wanted);
          // The same through a residual.
          const residual = x.slice();
          assertAllClose(batchNormInference(x.fill(0), { ...options, residual }).y, wanted);
        }
      }
    });
    it("numbers that 32 bits are not good for in between are done in 64", () => {
      for (const layout of LAYOUTS) {
        const x = Float32Array.from({ length: 64 }, (_, i) => (i - 20) * 1e-30);
        const residual = x.map((_, i) => i / 64);
        const fixed = { mean: new Float64Array([1e-30]), variance: new Float64Array([1e-60]) };
        const shape = layout === "channels-first" ? [1, 1, 64] : [1, 64, 1];
        const options = { ...fixed, shape, layout, epsilon: 0, residual, engine };
        const { y } = batchNormInference(x, { ...options, activation: "tanh" });
        const wanted = Float64Array.from(x, (v, i) => Math.tanh(v / 1e-30 - 1 + residual[i]!));
        assertAllClose(y, wanted, { atol: 1e-6 });
      }
    });
    it("takes nothing", () => {
      const x = new Float32Array(0);
      const options = { shape: [0, 3, 4], activation: "silu", residual: x, engine } as const;
      assertEquals(instanceNorm(x, options).y.length, 0);
    });
  });
}

describe("activation and residual", () => {
  const x = new Float32Array([-1, 1, -3, 3]), shape = [1, 1, 4];
  it("are refused if they make no sense, before anything is written", () => {
    const out = { y: new Float32Array(4).fill(7) };
    const call = (options: object) => () => instanceNorm(x, { shape, out, ...options });
    assertThrows(
      call({ activation: "gelu" }),
      RangeError,
      'activation must be "relu", "leakyRelu", "silu" or "tanh", got "gelu"',
    );
    for (const negativeSlope of [NaN, Infinity, 1e39, -1e39]) {
      const message = `negativeSlope must be a finite float32, got ${negativeSlope}`;
      assertThrows(call({ negativeSlope }), RangeError, message);
    }
    const text = 'negativeSlope must be a finite float32, got "0.1"';
    assertThrows(call({ negativeSlope: "0.1" as never }), RangeError, text);
    assertThrows(
      call({ residual: new Float32Array(3) }),
      RangeError,
      "residual must have 4 elements (as many as x), got 3",
    );
    assertThrows(
      call({ residual: new Float64Array(4) }),
      TypeError,
      "residual must be a Float32Array like x, got Float64Array",
    );
    assertThrows(call({ residual: [1, 2, 3, 4] }), TypeError, "residual must be a Float32Array or");
    assertEquals([...out.y], [7, 7, 7, 7]);
  });
  it("leave the statistics alone, and the slope is 0.01 unless given", () => {
    const plain = instanceNorm(x, { shape, epsilon: 0 });
    const { y, mean, variance, rstd } = instanceNorm(x, {
      ...{ shape, epsilon: 0, activation: "leakyRelu" },
    });
    assertEquals([mean, variance, rstd], [plain.mean, plain.variance, plain.rstd]);
    assertAllClose(y, plain.y.map((value) => value > 0 ? value : 0.01 * value));
  });
});
