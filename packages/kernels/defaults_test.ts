/** What stands in for options that are left out is what the docs say, and not something near it. */

import { assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as kernels from "./mod.ts";

type Options = Readonly<Record<string, unknown>>;

interface Row {
  readonly name: string;
  readonly call: (options: never) => unknown;
  readonly defaults: Options;
  /** Where twice as much, or the other one of two, changes nothing here. */
  readonly others?: Options;
}

const shape = [2, 4, 4];
// Small, so that epsilons are felt, and not alike.
const x = Float64Array.from({ length: 32 }, (_, i) => 0.01 * Math.sin(i * i + 1));
const style = x.toReversed(), dy = x.map((value, i) => 100 * value * Math.cos(i));
const rho = new Float64Array(4).fill(0.5), eight = new Float64Array(8).fill(0.5);
const reference = { mean: new Float64Array(4), variance: new Float64Array(4), samples: 1 };
const far = () => ({
  running: { mean: new Float64Array(4).fill(-100), variance: new Float64Array(4).fill(1) },
});
const state = () => ({
  state: { u: new Float64Array([1, 0]), v: new Float64Array(16).fill(0.25) },
});
const inside = { epsilon: 1e-5, epsilonPlacement: "inside" };
const epsilon = (epsilon: number) => ({ epsilon });

/** An operation on `x`, with options that have no default. */
function of(
  name: string,
  defaults: Options,
  { needed = {}, others = {} }: {
    readonly needed?: Options | (() => Options);
    readonly others?: Options;
  } = {},
): Row {
  const operation = kernels[name as "instanceNorm"];
  const call = (options: never) => {
    const given = typeof needed === "function" ? needed() : needed;
    return operation(x, { shape, ...given, ...options as object });
  };
  return { name, call, defaults, others };
}

const ROWS: readonly Row[] = [
  of("batchNorm", { ...inside, layout: "channels-first" }),
  of("instanceNorm", { ...inside, layout: "channels-first" }),
  of("groupNorm", { ...inside, layout: "channels-first" }, { needed: { groups: 2 } }),
  of("layerNorm", { ...inside, axis: 1 }),
  of("rmsNorm", { ...inside, axis: 1 }),
  of("positionalNorm", { ...inside, layout: "channels-first" }),
  of("contribGroupNorm", inside, { needed: { groups: 2 } }),
  of("batchNormInference", inside, { needed: reference }),
  of("pixelNorm", epsilon(1e-8)),
  of("filterResponseNorm", epsilon(1e-6)),
  of("globalResponseNorm", epsilon(1e-6), { needed: { gamma: rho } }),
  of("localResponseNorm", { alpha: 1e-4, exponent: 0.75, bias: 1 }, { needed: { size: 3 } }),
  of("divisiveNorm", { epsilon: 1, suppression: 3, border: "crop" }, {
    needed: { window: 3 },
    others: {
      suppression: 1,
      border: "zeros",
    },
  }),
  of("batchRenorm", { epsilon: 1e-5, rMax: 3, dMax: 5 }, {
    needed: far,
    others: { epsilon: 1e-3 },
  }),
  of("ghostBatchNorm", epsilon(1e-5), { needed: { ghostSize: 1 } }),
  of("virtualBatchNorm", epsilon(1e-5), { needed: { reference } }),
  of("switchableNorm", epsilon(1e-5)),
  of("batchInstanceNorm", epsilon(1e-5), { needed: { rho } }),
  of("ibn", epsilon(1e-5), { needed: { instanceChannels: 2 } }),
  of("evoNormB0", epsilon(1e-5)),
  of("evoNormS0", epsilon(1e-5), { needed: { groups: 2 } }),
  of("conditionalInstanceNorm", epsilon(1e-5), {
    needed: { gamma: rho, beta: rho, index: [0, 0] },
  }),
  of("adaptiveLayerInstanceNorm", epsilon(1e-5), { needed: { rho, gamma: eight, beta: eight } }),
  of("spade", { epsilon: 1e-5, kind: "batch" }, {
    needed: { gamma: dy, beta: dy },
    others: { kind: "instance" },
  }),
  of("whitening", { epsilon: 1e-5, groups: 1, kind: "instance" }, {
    others: { groups: 2, kind: "batch" },
  }),
  of("weightNorm", { epsilon: 0, axis: 0 }, { others: { axis: 1, epsilon: 1e-3 } }),
  of("weightStandardization", { ...inside, epsilon: 1e-6, correction: 0, scale: 1, axis: 0 }, {
    others: {
      axis: 1,
      correction: 1,
    },
  }),
  {
    name: "spectralNorm",
    // So small that epsilon is longer than its vectors.
    call: (options) =>
      kernels.spectralNorm(x.map((value) => 1e-11 * value), {
        ...{ shape, ...state() },
        ...options as object,
      }),
    defaults: { start: "u", iterations: 1, epsilon: 1e-12, floor: "least" },
    others: { start: "v", floor: "added" },
  },
  of("createSpectralState", { iterations: 15, axis: 0 }, { others: { axis: 1 } }),
  {
    name: "demodulation",
    call: (options) => kernels.demodulation(x, x.subarray(0, 4), { shape, ...options as object }),
    defaults: { epsilon: 1e-8, axis: 0, inputAxis: 1 },
    others: { axis: 2, inputAxis: 2 },
  },
  {
    name: "adaptiveInstanceNorm",
    call: (options) => kernels.adaptiveInstanceNorm(x, style, { shape, ...options as object }),
    defaults: { epsilon: 1e-5, alpha: 1 },
  },
  {
    name: "whiteningColoring",
    call: (options) => kernels.whiteningColoring(x, style, { shape, ...options as object }),
    defaults: { epsilon: 1e-5, alpha: 1, groups: 1 },
  },
  {
    name: "spectralNormBackward",
    call: (options) =>
      kernels.spectralNormBackward(dy, x, {
        ...{ shape: [2, 16], sigma: 1, u: rho.subarray(0, 2), v: new Float64Array(16).fill(0.25) },
        ...options as object,
      }),
    defaults: { gradient: "projection" },
  },
];

/** Something else that is allowed. */
function other(key: string, value: unknown): unknown {
  const choices: Readonly<Record<string, string>> = {
    epsilonPlacement: "outside",
    layout: "channels-last",
    gradient: "straight-through",
  };
  return typeof value === "number" ? 2 * value : choices[key];
}

for (const { name, call, defaults, others = {} } of ROWS) {
  describe(`${name} without options`, () => {
    const plain = call({} as never);
    it("does what the docs say", () => assertEquals(call(defaults as never), plain));
    for (const [key, value] of Object.entries(defaults)) {
      it(`feels another ${key}`, () => {
        const changed = { [key]: others[key] ?? other(key, value) };
        assertNotEquals(call(changed as never), plain);
      });
    }
  });
}
