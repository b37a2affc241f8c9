/** What all norms that mix statistics or parameters have in common, each asked the same questions. */

import {
  assertAllClose,
  assertBitEqual,
  channelsLastShape,
  randomArray,
  sizeOf,
  toChannelsLast,
} from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as norms from "./mod.ts";
import { createEngine } from "./simd/mod.ts";
import type { ActivationNormOptions, FloatArray } from "./types.ts";

/** Which samples there are (parameters of their own follow them), and how large they are. */
interface Sizes {
  readonly samples: readonly number[];
  readonly c: number;
  readonly positions: number;
  readonly layout: "channels-first" | "channels-last";
}

interface Call {
  readonly base: ActivationNormOptions;
  readonly sizes: Sizes;
  readonly x: FloatArray;
  readonly dy: FloatArray;
  /** Whether y is written over x, and dx over dy. */
  readonly inPlace?: boolean;
}

interface Subject {
  readonly name: string;
  /** Whether a sample's result does not depend on its batch. */
  readonly alone: boolean;
  readonly run: (call: Call) => { readonly y: FloatArray; readonly dx: FloatArray };
}

/** Ties the types of one norm's options together, and hides them. */
function subject<P extends object, K extends { readonly y: FloatArray }>(
  name: string,
  alone: boolean,
  { parameters, forward, backward }: {
    readonly parameters: (sizes: Sizes) => P;
    readonly forward: (
      x: FloatArray,
      options: ActivationNormOptions & P & { out?: { y?: FloatArray } },
    ) => K;
    readonly backward: (
      dy: FloatArray,
      x: FloatArray,
      options: ActivationNormOptions & P & Omit<K, "y"> & { out?: { dx?: FloatArray } },
    ) => { readonly dx: FloatArray };
  },
): Subject {
  const run = ({ base, sizes, x, dy, inPlace = false }: Call) => {
    const options = { ...base, ...parameters(sizes) };
    const [from, back] = inPlace ? [x.slice(), dy.slice()] : [x, dy];
    const { y, ...kept } = forward(
      from,
      inPlace ? { ...options, out: { y: from.subarray() } } : options,
    );
    const out = inPlace ? { out: { dx: back.subarray() } } : {};
    const { dx } = backward(back, x, { ...options, ...kept, ...out });
    return { y, dx };
  };
  return { name, alone, run };
}

/** A parameter per channel. */
const channels = ({ c }: Sizes, seed: number) => randomArray(c, seed, { mean: 0.5, sigma: 0.3 });
const share = (sizes: Sizes) => channels(sizes, 9).map((value) => value - Math.floor(value));
const affine = (sizes: Sizes) => ({ gamma: channels(sizes, 1), beta: channels(sizes, 2) });

/** Numbers of their own for each sample, in the layout's order where they are maps. */
function own({ samples, c, positions, layout }: Sizes, seed: number, each: number): Float64Array {
  const parts = samples.map((sample) => {
    const array = randomArray(each, 100 * seed + sample);
    return each === c * positions && layout === "channels-last"
      ? toChannelsLast(array, [1, c, positions])
      : array;
  });
  return Float64Array.from(parts.flatMap((part) => [...part]));
}
const instances = (sizes: Sizes) => ({
  gamma: own(sizes, 1, sizes.c),
  beta: own(sizes, 2, sizes.c),
});
const maps = (sizes: Sizes) => ({
  gamma: own(sizes, 1, sizes.c * sizes.positions),
  beta: own(sizes, 2, sizes.c * sizes.positions),
});
const fixed = (sizes: Sizes) => ({ mean: channels(sizes, 3), variance: share(sizes) });

const SUBJECTS: readonly Subject[] = [
  subject("batchInstanceNorm", false, {
    parameters: (sizes) => ({ ...affine(sizes), rho: share(sizes) }),
    forward: norms.batchInstanceNorm<FloatArray>,
    backward: norms.batchInstanceNormBackward<FloatArray>,
  }),
  subject("batchInstanceNorm, fixed", true, {
    parameters: (sizes) => ({ ...affine(sizes), rho: share(sizes), fixed: fixed(sizes) }),
    forward: norms.batchInstanceNorm<FloatArray>,
    backward: norms.batchInstanceNormBackward<FloatArray>,
  }),
  subject("ibn", false, {
    parameters: affine,
    forward: norms.ibn<FloatArray>,
    backward: norms.ibnBackward<FloatArray>,
  }),
  subject("adaptiveLayerInstanceNorm", true, {
    parameters: (sizes) => ({ ...instances(sizes), rho: share(sizes) }),
    forward: norms.adaptiveLayerInstanceNorm<FloatArray>,
    backward: norms.adaptiveLayerInstanceNormBackward<FloatArray>,
  }),
  subject("conditionalInstanceNorm", true, {
    parameters: (sizes) => ({
      gamma: randomArray(3 * sizes.c, 1),
      beta: randomArray(3 * sizes.c, 2),
      ...(sizes.c > 0 ? { weights: own(sizes, 3, 3) } : { weights: new Float64Array(0) }),
    }),
    forward: norms.conditionalInstanceNorm<FloatArray>,
    backward: norms.conditionalInstanceNormBackward<FloatArray>,
  }),
  subject("adaptiveInstanceNorm", true, {
    parameters: (sizes) => ({ style: own(sizes, 1, sizes.c * sizes.positions), alpha: 0.7 }),
    forward: (x, { style, ...options }) => norms.adaptiveInstanceNorm(x, style, options),
    backward: (dy, x, { style, ...options }) =>
      norms.adaptiveInstanceNormBackward<FloatArray>(dy, x, style, options),
  }),
  subject("switchableNorm", false, {
    parameters: (sizes) => ({ ...affine(sizes), meanLogits: randomArray(3, 4) }),
    forward: norms.switchableNorm<FloatArray>,
    backward: norms.switchableNormBackward<FloatArray>,
  }),
  subject("switchableNorm, fixed", true, {
    parameters: (sizes) => ({ ...affine(sizes), fixed: fixed(sizes) }),
    forward: norms.switchableNorm<FloatArray>,
    backward: norms.switchableNormBackward<FloatArray>,
  }),
  subject("virtualBatchNorm", true, {
    parameters: (sizes) => ({ ...affine(sizes), reference: { ...fixed(sizes), samples: 3 } }),
    forward: norms.virtualBatchNorm<FloatArray>,
    backward: norms.virtualBatchNormBackward<FloatArray>,
  }),
  subject("batchRenorm", false, {
    parameters: (sizes) => ({ ...affine(sizes), running: { ...fixed(sizes), correction: 0 } }),
    forward: norms.batchRenorm<FloatArray>,
    backward: norms.batchRenormBackward<FloatArray>,
  }),
  subject("ghostBatchNorm", false, {
    parameters: (sizes) => ({ ...affine(sizes), ghostSize: 2 }),
    forward: norms.ghostBatchNorm<FloatArray>,
    backward: norms.ghostBatchNormBackward<FloatArray>,
  }),
  subject("spade", false, {
    parameters: maps,
    forward: norms.spade<FloatArray>,
    backward: norms.spadeBackward<FloatArray>,
  }),
  subject("spade, instance", true, {
    parameters: (sizes) => ({ ...maps(sizes), kind: "instance" as const }),
    forward: norms.spade<FloatArray>,
    backward: norms.spadeBackward<FloatArray>,
  }),
  subject("spade, fixed", true, {
    parameters: (sizes) => ({ ...maps(sizes), fixed: fixed(sizes) }),
    forward: norms.spade<FloatArray>,
    backward: norms.spadeBackward<FloatArray>,
  }),
  subject("pixelNorm", true, {
    parameters: () => ({}),
    forward: norms.pixelNorm<FloatArray>,
    backward: norms.pixelNormBackward<FloatArray>,
  }),
  subject("filterResponseNorm", true, {
    parameters: (sizes) => ({ ...affine(sizes), tau: channels(sizes, 5) }),
    forward: norms.filterResponseNorm<FloatArray>,
    backward: norms.filterResponseNormBackward<FloatArray>,
  }),
  subject("localResponseNorm", true, {
    parameters: () => ({ size: 3, alpha: 0.5 }),
    forward: norms.localResponseNorm<FloatArray>,
    backward: norms.localResponseNormBackward<FloatArray>,
  }),
  subject("globalResponseNorm", true, {
    parameters: affine,
    forward: norms.globalResponseNorm<FloatArray>,
    backward: norms.globalResponseNormBackward<FloatArray>,
  }),
  subject("evoNormB0", false, {
    parameters: (sizes) => ({ ...affine(sizes), nu: channels(sizes, 6) }),
    forward: norms.evoNormB0<FloatArray>,
    backward: norms.evoNormB0Backward<FloatArray>,
  }),
  subject("evoNormS0", true, {
    parameters: (sizes) => ({
      ...affine(sizes),
      nu: channels(sizes, 6),
      groups: sizes.c % 2 === 0 ? 2 : 1,
    }),
    forward: norms.evoNormS0<FloatArray>,
    backward: norms.evoNormS0Backward<FloatArray>,
  }),
  subject("divisiveNorm", true, {
    parameters: (sizes) => ({ ...affine(sizes), window: 3, suppression: 5 }),
    forward: norms.divisiveNorm<FloatArray>,
    backward: norms.divisiveNormBackward<FloatArray>,
  }),
  subject("whitening", true, {
    parameters: () => ({ epsilon: 0.01 }),
    forward: norms.whitening<FloatArray>,
    backward: norms.whiteningBackward<FloatArray>,
  }),
  subject("whitening, batch", false, {
    parameters: () => ({ epsilon: 0.01, kind: "batch" as const }),
    forward: norms.whitening<FloatArray>,
    backward: norms.whiteningBackward<FloatArray>,
  }),
  subject("whiteningColoring", true, {
    parameters: (sizes) => ({ style: own(sizes, 1, sizes.c * sizes.positions), epsilon: 0.01 }),
    forward: (x, { style, ...options }) => norms.whiteningColoring(x, style, options),
    backward: (dy, x, { style, ...options }) =>
      norms.whiteningColoringBackward<FloatArray>(dy, x, style, options),
  }),
];

const LAYOUTS = ["channels-first", "channels-last"] as const;

/** A call on some samples; the shape is given channels first. */
function createCall(
  [n, c, ...spatial]: readonly [number, number, ...number[]],
  { layout, samples, x, dy }: {
    readonly layout: Sizes["layout"];
    readonly samples?: readonly number[];
    readonly x: FloatArray;
    readonly dy?: FloatArray;
  },
): Call {
  const first = [n, c, ...spatial];
  const shape = layout === "channels-first" ? first : channelsLastShape(first);
  const all = samples ?? Array.from({ length: n }, (_, sample) => sample);
  const sizes = { samples: all, c, positions: sizeOf(spatial), layout };
  const type = x instanceof Float32Array ? "float32" : "float64";
  return { base: { shape, layout }, sizes, x, dy: dy ?? randomArray(x.length, 8, { type }) };
}

for (const { name, alone, run } of SUBJECTS) {
  describe(`${name}, forward and backward`, () => {
    for (const layout of LAYOUTS) {
      it(`has nothing to say about nothing, ${layout}`, () => {
        for (const shape of [[0, 4, 3], [2, 4, 0], [2, 0, 3], [0, 4]] as const) {
          const { y, dx } = run(createCall([...shape], { layout, x: new Float32Array(0) }));
          assertEquals([y.length, dx.length], [0, 0]);
        }
      });
      it(`stays finite for one element, and for equal ones, ${layout}`, () => {
        for (const shape of [[1, 1], [1, 1, 1, 1], [3, 4], [2, 4, 1], [1, 4, 3, 2]] as const) {
          const x = new Float64Array(sizeOf([...shape])).fill(1.5);
          const { y, dx } = run(createCall([...shape], { layout, x }));
          assertEquals([y.every(Number.isFinite), dx.every(Number.isFinite)], [true, true]);
        }
      });
      it(`can work in place, to the bit, ${layout}`, () => {
        const x = randomArray(96, 7, { mean: 1, type: "float32" });
        const call = createCall([3, 4, 2, 4], { layout, x });
        const apart = run(call), inPlace = run({ ...call, inPlace: true });
        assertBitEqual(inPlace.y, apart.y, "y");
        assertBitEqual(inPlace.dx, apart.dx, "dx");
      });
      if (alone) {
        it(`does not look at a sample's mates, to the bit, ${layout}`, () => {
          const size = 4 * 91;
          const x = randomArray(3 * size, 7, { mean: 3, type: "float32" });
          const dy = randomArray(3 * size, 8, { type: "float32" });
          x.fill(NaN, 5, 6).fill(Infinity, 9, 10); // in the first sample
          const whole = run(createCall([3, 4, 7, 13], { layout, x, dy }));
          for (const sample of [1, 2]) {
            const part = <T extends FloatArray>(array: T) =>
              array.slice(sample * size, (sample + 1) * size) as T;
            const one = { layout, samples: [sample], x: part(x), dy: part(dy) };
            const { y, dx } = run(createCall([1, 4, 7, 13], one));
            assertEquals(y.every(Number.isFinite), true);
            assertBitEqual(part(whole.y), y, "y");
            assertBitEqual(part(whole.dx), dx, "dx");
          }
        });
      }
    }
    it("refuses a wrong length, type and shape", () => {
      const x = new Float32Array(24), shape = [2, 4, 3] as const;
      const call = (change: Partial<Call>) => () =>
        run({ ...createCall([...shape], { layout: "channels-first", x }), ...change });
      const short = new Float32Array(23);
      assertThrows(call({ x: short }), RangeError, "x must have 24 elements");
      assertThrows(call({ dy: short }), RangeError, "dy must have 24 elements");
      assertThrows(call({ base: { shape: [24] } }), RangeError, "shape must have at least 2 axes");
      const layout = "NCHW" as "channels-first";
      assertThrows(call({ base: { shape, layout } }), RangeError, 'got "NCHW"');
    });
  });
}

describe("the SIMD engine agrees with the scalar one", () => {
  // One thread: nothing has to be disposed of.
  let shared: ReturnType<typeof createEngine> | undefined;
  for (const { name, run } of SUBJECTS) {
    for (const layout of LAYOUTS) {
      it(`${name}, ${layout}`, async () => {
        const engine = await (shared ??= createEngine());
        const x = randomArray(3 * 8 * 20 * 9, 7, { mean: 2, type: "float32" });
        const call = createCall([3, 8, 20, 9], { layout, x });
        const scalar = run(call), simd = run({ ...call, base: { ...call.base, engine } });
        assertAllClose(simd.y, scalar.y, { rtol: 1e-6, name: "y" });
        assertAllClose(simd.dx, scalar.dx, { rtol: 1e-6, name: "dx" });
      });
    }
  }
});
