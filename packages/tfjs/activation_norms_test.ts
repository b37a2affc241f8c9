/** The wider family on the golden cases: values and gradients, on each backend, in each layout. */

import { assertAllClose, channelsLastShape, sizeOf, toChannelsLast } from "@evenkeel/testing";
import * as golden from "@evenkeel/testing/golden";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerEvenkeel } from "./backend/mod.ts";
import * as norms from "./mod.ts";

/** A call of an operation. */
interface Call {
  readonly layout: "channels-first" | "channels-last";
  readonly epsilon: number;
  readonly settings: Readonly<Record<string, number>>;
  /** Channels. */
  readonly c: number;
  /** An input: of the shape of `x` if it has as many elements, otherwise flat. */
  input(name: string): tf.Tensor;
  /** A flat input. */
  vector(name: string): tf.Tensor1D;
  /** An input with so many columns. */
  table(name: string, columns: number): tf.Tensor2D;
}

/** `y`, and perhaps more that the case knows by name; whatever else comes is not looked at. */
type Outputs = { readonly [name: string]: tf.Tensor } & { readonly y: tf.Tensor };

interface Subject {
  readonly name: string;
  readonly cases: readonly golden.GoldenActivationCase[];
  readonly run: (x: tf.Tensor, call: Call) => Outputs;
  readonly layouts?: readonly Call["layout"][];
  /** For gradients that ought to be 0. */
  readonly atol?: number;
}

const affine = ({ layout, epsilon, vector }: Call) => ({
  layout,
  epsilon,
  gamma: vector("gamma"),
  beta: vector("beta"),
});

/** How the generator of the cases writes PyTorch's `dim=None`. */
const WHOLE = -1000;
const axisOf = ({ settings }: Call) => settings.axis!;
const WEIGHTS = { layouts: ["channels-first"] } as const; // they have no layout: taken as they stand

const SUBJECTS: readonly Subject[] = [
  {
    name: "adaptiveInstanceNorm",
    cases: golden.ADAPTIVE_INSTANCE_NORM,
    run: (x, { input, layout, epsilon, settings }) => {
      const options = { layout, epsilon, alpha: settings.alpha! };
      return { y: norms.adaptiveInstanceNorm(x, input("style"), options) };
    },
  },
  {
    name: "adaptiveLayerInstanceNorm",
    cases: golden.ADAPTIVE_LAYER_INSTANCE_NORM,
    run: (x, { layout, epsilon, c, vector, table }) => {
      const own = { gamma: table("gamma", c), beta: table("beta", c) };
      const options = { layout, epsilon, rho: vector("rho"), ...own };
      return { y: norms.adaptiveLayerInstanceNorm(x, options) };
    },
  },
  {
    name: "batchInstanceNorm",
    cases: golden.BATCH_INSTANCE_NORM,
    run: (x, call) => ({
      ...norms.batchInstanceNorm(x, { ...affine(call), rho: call.vector("rho") }),
    }),
  },
  {
    name: "batchRenorm",
    cases: golden.BATCH_RENORM,
    run: (x, call) => {
      const { rMax, dMax } = call.settings;
      const running = { mean: call.vector("mean"), variance: call.vector("variance") };
      const limits = { rMax: rMax!, dMax: dMax! };
      return { ...norms.batchRenorm(x, { ...affine(call), running, ...limits }) };
    },
  },
  {
    name: "conditionalInstanceNorm",
    cases: golden.CONDITIONAL_INSTANCE_NORM,
    run: (x, { layout, epsilon, c, table }) => {
      const tables = { gamma: table("gamma", c), beta: table("beta", c) };
      const options = { layout, epsilon, ...tables, weights: table("weights", 3) };
      return { y: norms.conditionalInstanceNorm(x, options) };
    },
  },
  {
    name: "demodulation",
    cases: golden.DEMODULATION,
    ...WEIGHTS,
    run: (x, call) => {
      const { axis, inputAxis } = call.settings;
      const style = call.table("style", x.shape.at(inputAxis!)!);
      const options = { axis: axis!, inputAxis: inputAxis!, epsilon: call.epsilon };
      // Flat, as its dy: there is more of it than of x.
      return { y: tf.reshape(norms.demodulation(x, style, options), [-1]) };
    },
  },
  {
    name: "evoNormB0",
    cases: golden.EVO_NORM_B0,
    run: (x, call) => ({ ...norms.evoNormB0(x, { ...affine(call), nu: call.vector("nu") }) }),
  },
  {
    name: "evoNormS0",
    cases: golden.EVO_NORM_S0,
    run: (x, call) => {
      const groups = call.settings.groups!;
      return { y: norms.evoNormS0(x, { ...affine(call), nu: call.vector("nu"), groups }) };
    },
  },
  {
    name: "filterResponseNorm",
    cases: golden.FILTER_RESPONSE_NORM,
    run: (x, call) => {
      const more = { tau: call.vector("tau"), learnedEpsilon: call.vector("learnedEpsilon") };
      return { y: norms.filterResponseNorm(x, { ...affine(call), ...more }) };
    },
  },
  {
    name: "ghostBatchNorm",
    cases: golden.GHOST_BATCH_NORM,
    run: (x, call) => {
      const ghostSize = call.settings.ghostSize!;
      return { ...norms.ghostBatchNorm(x, { ...affine(call), ghostSize }) };
    },
  },
  {
    name: "globalResponseNorm",
    cases: golden.GLOBAL_RESPONSE_NORM,
    run: (x, call) => ({ y: norms.globalResponseNorm(x, affine(call)) }),
  },
  { name: "ibn", cases: golden.IBN, run: (x, call) => ({ ...norms.ibn(x, affine(call)) }) },
  {
    name: "localResponseNorm",
    cases: golden.LOCAL_RESPONSE_NORM,
    run: (x, { layout, settings }) => {
      const { size, alpha, exponent, bias } = settings;
      const options = { size: size!, alpha: alpha!, exponent: exponent!, bias: bias! };
      return { y: norms.localResponseNorm(x, { ...options, layout }) };
    },
  },
  {
    name: "pixelNorm",
    cases: golden.PIXEL_NORM,
    run: (x, { layout, epsilon }) => ({ y: norms.pixelNorm(x, { layout, epsilon }) }),
  },
  {
    name: "spade",
    cases: golden.SPADE,
    run: (x, { layout, epsilon, input }) => {
      const maps = { gamma: input("gamma"), beta: input("beta") };
      return { ...norms.spade(x, { layout, epsilon, ...maps }) };
    },
  },
  {
    name: "switchableNorm",
    cases: golden.SWITCHABLE_NORM,
    run: (x, call) => {
      const { vector } = call;
      const meanLogits = vector("meanLogits"), varianceLogits = vector("varianceLogits");
      return { ...norms.switchableNorm(x, { ...affine(call), meanLogits, varianceLogits }) };
    },
  },
  {
    name: "virtualBatchNorm",
    cases: golden.VIRTUAL_BATCH_NORM,
    run: (x, call) => {
      const { layout, input } = call;
      const { mean, variance } = norms.batchNorm(input("reference"), { layout });
      const reference = { mean, variance, samples: input("reference").shape[0]! };
      return { y: norms.virtualBatchNorm(x, { ...affine(call), reference }) };
    },
  },
  ...(["u", "v"] as const).map((start): Subject => ({
    name: `spectralNorm from ${start}`,
    cases: start === "u" ? golden.PAPER_SPECTRAL_NORM : golden.SPECTRAL_NORM,
    ...WEIGHTS,
    run: (x, call) => {
      const state = { u: call.vector("u"), v: call.vector("v") };
      const iterations = call.settings.iterations!;
      return { ...norms.spectralNorm(x, { axis: axisOf(call), state, start, iterations }) };
    },
  })),
  {
    name: "weightNorm",
    cases: golden.WEIGHT_NORM,
    ...WEIGHTS,
    atol: 1e-6,
    run: (x, call) => {
      const axis = axisOf(call) === WHOLE ? null : axisOf(call);
      return { ...norms.weightNorm(x, { axis, gamma: call.vector("gamma") }) };
    },
  },
  ...([
    ["timm's", golden.WEIGHT_STANDARDIZATION, {}],
    ["the authors'", golden.AUTHORS_WEIGHT_STANDARDIZATION, {
      epsilonPlacement: "outside",
      correction: 1,
    }],
  ] as const).map(([whose, cases, choices]): Subject => ({
    name: `weightStandardization, ${whose}`,
    cases,
    ...WEIGHTS,
    run: (x, call) => {
      const { epsilon, settings } = call;
      const options = { axis: axisOf(call), epsilon, gamma: call.vector("gamma"), ...choices };
      return { y: norms.weightStandardization(x, { ...options, scale: settings.scale! }) };
    },
  })),
];

/** The stock cpu backend, ours, and one that has none of our kernels, where all is composed. */
const BACKENDS = ["cpu", "evenkeel", "composed"] as const;
const LAYOUTS = ["channels-first", "channels-last"] as const;
const RTOL = 1e-5;

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
  tf.registerBackend("composed", tf.findBackendFactory("cpu"));
  tf.copyRegisteredKernels("cpu", "composed");
});

for (const subject of SUBJECTS) {
  for (const backend of BACKENDS) {
    describe(`${subject.name} agrees with PyTorch float64: ${backend}`, () => {
      for (const layout of subject.layouts ?? LAYOUTS) {
        for (const one of subject.cases) {
          it(`${one.name} [${one.shape}], ${layout}`, async () => {
            await tf.setBackend(backend);
            check(subject, one, layout);
          });
        }
      }
    });
  }
}

/** Values, gradients, and that nothing is left but what is returned. */
function check(
  { run, atol = 1e-12 }: Subject,
  one: golden.GoldenActivationCase,
  layout: Call["layout"],
): void {
  const place = (array: Float64Array) =>
    layout === "channels-last" && array.length === sizeOf(one.shape)
      ? toChannelsLast(array, one.shape)
      : array;
  const inputs = Object.entries(one.inputs).map(([name, array]) => {
    const whole = array.length === sizeOf(one.shape);
    const placed = layout === "channels-last" ? channelsLastShape(one.shape) : one.shape;
    const shape = whole ? [...placed] : [array.length];
    return [name, tf.tensor(Float32Array.from(place(array)), shape)] as const;
  });
  const runWith = (given: ReadonlyMap<string, tf.Tensor>) =>
    run(given.get("x")!, createCall(one, layout, given));
  const compare = (
    expected: Readonly<Record<string, Float64Array>>,
    actual: Readonly<Record<string, tf.Tensor>>,
    prefix: string,
  ) => {
    for (const [name, array] of Object.entries(expected)) {
      const options = { rtol: RTOL, atol, name: `${prefix}${name}` };
      assertAllClose(actual[name]!.dataSync(), place(array), options);
    }
  };

  tf.tidy(() => {
    const outputs = runWith(new Map(inputs));
    compare(one.outputs, outputs, "");
    const names = Object.keys(one.gradients);
    const dy = new Map(inputs).get("dy")!;
    const f = (...xs: tf.Tensor[]) =>
      runWith(new Map([...inputs, ...xs.map((x, i) => [names[i]!, x] as const)])).y;
    const gradients = tf.grads(f)(names.map((name) => new Map(inputs).get(name)!), dy);
    compare(one.gradients, Object.fromEntries(names.map((name, i) => [name, gradients[i]!])), "d");
  });
  tf.dispose(inputs.map(([, tensor]) => tensor));
}

function createCall(
  { shape, settings }: golden.GoldenActivationCase,
  layout: Call["layout"],
  inputs: ReadonlyMap<string, tf.Tensor>,
): Call {
  const input = (name: string) => inputs.get(name)!;
  return {
    layout,
    settings,
    epsilon: settings.epsilon!,
    c: shape[1]!,
    input,
    vector: (name) => tf.reshape(input(name), [-1]),
    table: (name, columns) => tf.reshape(input(name), [-1, columns]),
  };
}
