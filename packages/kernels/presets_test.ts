import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  batchNorm,
  batchNormInference,
  contribGroupNorm,
  createSpectralState,
  filterResponseNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  localResponseNorm,
  PRESETS,
  rmsNorm,
  spectralNorm,
  spectralNormBackward,
  weightNorm,
} from "./mod.ts";

const { torch, keras, tfa, kerasContrib, flax, onnx, webnn } = PRESETS;

/** Each library's sources and documentation, as numbers: epsilon and where it stands. */
const EPSILONS = {
  torch: { batchNorm: 1e-5, instanceNorm: 1e-5, groupNorm: 1e-5, layerNorm: 1e-5 },
  keras: { batchNorm: 1e-3, groupNorm: 1e-3, layerNorm: 1e-3, rmsNorm: 1e-6 },
  tfa: { instanceNorm: 1e-3, groupNorm: 1e-3, filterResponseNorm: 1e-6 },
  kerasContrib: { instanceNorm: 1e-3, wholeSampleNorm: 1e-3, groupNorm: 1e-5 },
  flax: { batchNorm: 1e-5, instanceNorm: 1e-6, groupNorm: 1e-6, layerNorm: 1e-6, rmsNorm: 1e-6 },
  onnx: {
    batchNorm: 1e-5,
    instanceNorm: 1e-5,
    groupNorm: 1e-5,
    layerNorm: 1e-5,
    rmsNorm: 1e-5,
    meanVarianceNormalization: 1e-9,
  },
  webnn: { batchNorm: 1e-5, instanceNorm: 1e-5, layerNorm: 1e-5 },
} as const;
const OUTSIDE = new Set([
  "kerasContrib.instanceNorm",
  "kerasContrib.wholeSampleNorm",
  "onnx.meanVarianceNormalization",
]);

describe("presets hold what the libraries do", () => {
  for (const [library, norms] of Object.entries(EPSILONS)) {
    for (const [norm, epsilon] of Object.entries(norms)) {
      it(`${library}.${norm}: epsilon ${epsilon}`, () => {
        const all: Record<string, Record<string, object>> = PRESETS;
        const { epsilon: held, epsilonPlacement = "inside" } = all[library]![norm] as {
          epsilon?: number;
          epsilonPlacement?: string;
        };
        assertEquals(held, epsilon);
        const place = OUTSIDE.has(`${library}.${norm}`) ? "outside" : "inside";
        assertEquals(epsilonPlacement, place);
      });
    }
  }
  it("the running statistics", () => {
    // PyTorch's momentum is a rate; Keras's and Flax's 0.99 and ONNX's 0.9 are what is kept.
    assertEquals(torch.running, { rate: 0.1, correction: 1 });
    assertEquals(keras.running, { rate: 0.01, correction: 0 });
    assertEquals(flax.running, { rate: 0.01, correction: 0 });
    assertEquals(onnx.running, { rate: 0.1, correction: 0 });
  });
  it("the layouts", () => {
    for (const { batchNorm } of [torch, onnx, webnn]) {
      assertEquals(batchNorm.layout, "channels-first");
    }
    for (const { groupNorm } of [keras, tfa, flax]) assertEquals(groupNorm.layout, "channels-last");
    assertEquals(kerasContrib.instanceNorm.layout, "channels-last");
  });
  it("the axes and groups", () => {
    for (const { groupNorm } of [keras, tfa, kerasContrib, flax]) {
      assertEquals(groupNorm.groups, 32);
    }
    for (const { layerNorm } of [keras, flax, onnx]) assertEquals(layerNorm.axis, -1);
    for (const { rmsNorm } of [keras, flax, onnx]) assertEquals(rmsNorm.axis, -1);
    assertEquals([webnn.layerNorm.axis, kerasContrib.wholeSampleNorm.axis], [1, 1]);
  });
  it("PyTorch's RMS norm: the epsilon of the type", () => {
    assertEquals(torch.rmsNorm.epsilon, 2 ** -23);
    assertEquals(torch.rmsNormFloat64.epsilon, Number.EPSILON);
  });
  it("the norms of weights", () => {
    assertEquals(torch.spectralNorm, {
      axis: 0,
      start: "v",
      iterations: 1,
      epsilon: 1e-12,
      floor: "least",
      gradient: "projection",
    });
    assertEquals([keras, tfa].map(({ spectralNorm }) => spectralNorm.epsilon), [1e-7, 1e-6]);
    for (const { spectralNorm } of [keras, tfa]) {
      assertEquals([spectralNorm.axis, spectralNorm.gradient], [-1, "straight-through"]);
    }
    assertEquals([flax.spectralNorm.axis, flax.spectralNorm.gradient], [-1, "projection"]);
    assertEquals([torch.weightNorm.axis, tfa.weightNorm.axis, flax.weightNorm.axis], [0, -1, -1]);
    assertEquals(flax.weightNorm.epsilon, 1e-12);
  });
});

/** Small numbers, so that epsilon and where it stands can be seen. */
const SIGMA = 0.02;
const x = randomArray(2 * 3 * 2 * 64, 1, { sigma: SIGMA });
const first = { shape: [2, 64, 3, 2] }, last = { shape: [2, 3, 2, 64] };

/** One set of elements, by the formula. */
function standardize(set: Float64Array, deviation: (variance: number) => number): Float64Array {
  const mean = set.reduce((a, b) => a + b) / set.length;
  const variance = set.reduce((sum, value) => sum + (value - mean) ** 2, 0) / set.length;
  return set.map((value) => (value - mean) / deviation(variance));
}
const inside = (epsilon: number) => (variance: number) => Math.sqrt(variance + epsilon);
const outside = (epsilon: number) => (variance: number) => Math.sqrt(variance) + epsilon;

describe("presets can be spread into the options", () => {
  it("instance norms of four libraries, of the same numbers", () => {
    // The channel 5 of the first sample, channels last.
    const channel = (y: Float64Array) => y.slice(0, 6 * 64).filter((_, i) => i % 64 === 5);
    const cases = [
      [tfa.instanceNorm, inside(1e-3)],
      [kerasContrib.instanceNorm, outside(1e-3)],
      [flax.instanceNorm, inside(1e-6)],
    ] as const;
    for (const [preset, deviation] of cases) {
      const { y } = instanceNorm(x, { ...last, ...preset });
      assertAllClose(channel(y), standardize(channel(x), deviation));
    }
    const { y } = instanceNorm(x, { ...first, ...torch.instanceNorm });
    assertAllClose(y.slice(0, 6), standardize(x.slice(0, 6), inside(1e-5)));
  });
  it("group norms: of channels, and keras-contrib's of memory", () => {
    // Two channels of 64 make a group of 32.
    const group = (y: Float64Array) => y.slice(0, 6 * 64).filter((_, i) => i % 64 < 2);
    const { y } = groupNorm(x, { ...last, ...keras.groupNorm });
    assertAllClose(group(y), standardize(group(x), inside(1e-3)));
    const contrib = contribGroupNorm(x, { ...last, ...kerasContrib.groupNorm }).y;
    assertAllClose(contrib.slice(0, 12), standardize(x.slice(0, 12), inside(1e-5)));
  });
  it("whole samples, positions and everything", () => {
    const whole = layerNorm(x, { ...last, ...kerasContrib.wholeSampleNorm }).y;
    assertAllClose(whole.slice(0, 384), standardize(x.slice(0, 384), outside(1e-3)));
    const rows = layerNorm(x, { ...last, ...keras.layerNorm }).y;
    assertAllClose(rows.slice(0, 64), standardize(x.slice(0, 64), inside(1e-3)));
    const plane = { shape: [1, 1, 24, 32] };
    const { y } = batchNorm(x, { ...plane, ...onnx.meanVarianceNormalization });
    assertAllClose(y, standardize(x, outside(1e-9)));
  });
  it("running statistics of four libraries", () => {
    const set = new Float64Array([0, 2, 4, 6]); // mean 3, variance 5, unbiased 20 / 3
    for (
      const [{ running: preset, batchNorm: choices }, mean, variance] of [
        [torch, 0.3, 0.9 + 0.1 * 20 / 3],
        [keras, 0.03, 0.99 + 0.01 * 5],
        [flax, 0.03, 0.99 + 0.01 * 5],
        [onnx, 0.3, 0.9 + 0.1 * 5],
      ] as const
    ) {
      const start = { mean: new Float64Array(1), variance: new Float64Array([1]) };
      const running = { ...start, ...preset };
      batchNorm(set, { shape: [4, 1], ...choices, running });
      assertAllClose([...running.mean, ...running.variance], [mean, variance]);
    }
  });
  it("everything else", () => {
    const ones = new Float64Array(4).fill(1);
    const given = { shape: [1, 4], mean: new Float64Array(4), variance: new Float64Array(4) };
    const { y } = batchNormInference(ones, { ...given, ...webnn.batchNorm });
    assertAllClose(y, ones.map(() => 1e-5 ** -0.5));
    const rms = rmsNorm(ones, { shape: [1, 4], ...keras.rmsNorm }).y;
    assertAllClose(rms, ones.map(() => (1 + 1e-6) ** -0.5));
    // FRN of one position: its own square.
    const frn = filterResponseNorm(ones, { shape: [1, 1, 1, 4], ...tfa.filterResponseNorm }).y;
    assertAllClose(frn, ones.map(() => (1 + 1e-6) ** -0.5));
    for (const { localResponseNorm: preset } of [torch, onnx]) {
      const lrn = localResponseNorm(ones, { shape: [1, 4], size: 1, ...preset }).y;
      assertAllClose(lrn, ones.map(() => (1 + 1e-4) ** -0.75));
    }
    assertAllClose(weightNorm(ones, { shape: [1, 4], ...torch.weightNorm }).y, ones.map(() => 0.5));
  });
  it("spectral norm, forward and backward", () => {
    const shape = [3, 4], weight = randomArray(12, 2), dy = randomArray(12, 3);
    for (const { spectralNorm: preset } of [torch, keras, tfa, flax]) {
      const options = { shape, ...preset };
      const state = createSpectralState(weight, options);
      const { y: _, ...kept } = spectralNorm(weight, { ...options, state });
      const { dx } = spectralNormBackward(dy, weight, { ...options, ...kept });
      const same = dx.every((value, i) => value === dy[i]);
      assertEquals(same, preset.gradient === "straight-through");
    }
  });
  it("spectral norm of weights that epsilon is felt by", () => {
    const size = 5e-8, weight = new Float64Array([size]);
    const vectors = [torch, keras, tfa, flax].map(({ spectralNorm: preset }) => {
      const state = { u: new Float64Array([1]), v: new Float64Array([1]) };
      return spectralNorm(weight, { shape: [1, 1], ...preset, axis: 0, state }).u[0]!;
    });
    // Two divisions: of the weight, and of its product with what came of the first one.
    const first = size / Math.sqrt(size ** 2 + 1e-12);
    const second = size * first / Math.sqrt((size * first) ** 2 + 1e-12);
    assertAllClose(vectors, [1, 0.5 ** 2, 0.05 ** 2, second]);
  });
});
