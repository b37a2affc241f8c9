/**
 * The conventions of seven libraries, by name: spread one into the options of an operation.
 *
 * @module
 */

/**
 * PyTorch: channels first, the running variance unbiased. Layer and RMS norm have no default axis, group
 * norm no default groups. RMS norm's epsilon is that of the type.
 */
export const TORCH = {
  batchNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  instanceNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  groupNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  layerNorm: { epsilon: 1e-5, epsilonPlacement: "inside" },
  /** For float32: `finfo(float32).eps`. */
  rmsNorm: { epsilon: 1.1920928955078125e-7, epsilonPlacement: "inside" },
  /** For float64: `finfo(float64).eps`. */
  rmsNormFloat64: { epsilon: 2.220446049250313e-16, epsilonPlacement: "inside" },
  localResponseNorm: { alpha: 1e-4, exponent: 0.75, bias: 1, layout: "channels-first" },
  weightNorm: { axis: 0, epsilon: 0 },
  /** `nn.utils.parametrizations.spectral_norm`; the older `nn.utils.spectral_norm` starts from u. */
  spectralNorm: {
    axis: 0,
    start: "v",
    iterations: 1,
    epsilon: 1e-12,
    floor: "least",
    gradient: "projection",
  },
  /** For `running`. Instance norm averages over the samples what this gives for each. */
  running: { rate: 0.1, correction: 1 },
} as const;

/**
 * Keras 3: channels last, the running variance biased, `momentum` 0.99 as a rate. (The fused batch norm of
 * tf.keras, for rank 4 and 5, stores the unbiased variance: add `correction: 1`.) Its instance norm is
 * group norm with `groups` as many as channels, which Keras writes as -1.
 */
export const KERAS = {
  batchNorm: { epsilon: 1e-3, epsilonPlacement: "inside", layout: "channels-last" },
  groupNorm: { epsilon: 1e-3, epsilonPlacement: "inside", layout: "channels-last", groups: 32 },
  layerNorm: { epsilon: 1e-3, epsilonPlacement: "inside", axis: -1 },
  rmsNorm: { epsilon: 1e-6, epsilonPlacement: "inside", axis: -1 },
  /** The gradient is that of Keras on PyTorch and TensorFlow; on JAX it is `"projection"`. */
  spectralNorm: {
    axis: -1,
    start: "u",
    iterations: 1,
    epsilon: 1e-7,
    floor: "least",
    gradient: "straight-through",
  },
  running: { rate: 0.01, correction: 0 },
} as const;

/** TensorFlow Addons: its instance norm is its group norm with one group per channel. */
export const TFA = {
  instanceNorm: { epsilon: 1e-3, epsilonPlacement: "inside", layout: "channels-last" },
  groupNorm: { epsilon: 1e-3, epsilonPlacement: "inside", layout: "channels-last", groups: 32 },
  filterResponseNorm: { epsilon: 1e-6, layout: "channels-last" },
  weightNorm: { axis: -1, epsilon: 0 },
  spectralNorm: {
    axis: -1,
    start: "u",
    iterations: 1,
    epsilon: 1e-6,
    floor: "least",
    gradient: "straight-through",
  },
} as const;

/**
 * keras-contrib: instance norm adds epsilon to the standard deviation. With its default `axis=None` it
 * normalizes whole samples, with one gamma and one beta: that is `layerNorm` with `wholeSampleNorm`, gamma
 * and beta filled with the one number. Its group norm is `contribGroupNorm`: see there.
 */
export const KERAS_CONTRIB = {
  /** With `axis=-1`. */
  instanceNorm: { epsilon: 1e-3, epsilonPlacement: "outside", layout: "channels-last" },
  /** With `axis=None`, for `layerNorm`. */
  wholeSampleNorm: { epsilon: 1e-3, epsilonPlacement: "outside", axis: 1 },
  /** For `contribGroupNorm`. */
  groupNorm: { epsilon: 1e-5, epsilonPlacement: "inside", groups: 32 },
} as const;

/** Flax: channels last, the running variance biased, `momentum` 0.99 as a rate. */
export const FLAX = {
  batchNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-last" },
  instanceNorm: { epsilon: 1e-6, epsilonPlacement: "inside", layout: "channels-last" },
  groupNorm: { epsilon: 1e-6, epsilonPlacement: "inside", layout: "channels-last", groups: 32 },
  layerNorm: { epsilon: 1e-6, epsilonPlacement: "inside", axis: -1 },
  rmsNorm: { epsilon: 1e-6, epsilonPlacement: "inside", axis: -1 },
  weightNorm: { axis: -1, epsilon: 1e-12 },
  /** For `spectralNorm` of this package: that of `@evenkeel/tfjs` knows the floor `"least"` alone. */
  spectralNorm: {
    axis: -1,
    start: "u",
    iterations: 1,
    epsilon: 1e-12,
    floor: "added",
    gradient: "projection",
  },
  running: { rate: 0.01, correction: 0 },
} as const;

/**
 * ONNX: channels first, the running variance biased, `momentum` 0.9 as a rate; the axis of layer and RMS
 * norm is the first normalized one. Group norm of opset 18 has a gamma and beta per group: repeat each for
 * the channels of its group. `meanVarianceNormalization` is `batchNorm` with its default axes.
 */
export const ONNX = {
  batchNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  instanceNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  groupNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  layerNorm: { epsilon: 1e-5, epsilonPlacement: "inside", axis: -1 },
  rmsNorm: { epsilon: 1e-5, epsilonPlacement: "inside", axis: -1 },
  localResponseNorm: { alpha: 1e-4, exponent: 0.75, bias: 1, layout: "channels-first" },
  /** For `batchNorm`, rank 4: axes 0, 2 and 3. */
  meanVarianceNormalization: {
    epsilon: 1e-9,
    epsilonPlacement: "outside",
    layout: "channels-first",
  },
  running: { rate: 0.1, correction: 0 },
} as const;

/** WebNN, which only infers: for `batchNormInference`, `instanceNorm` and `layerNorm`. */
export const WEBNN = {
  batchNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  instanceNorm: { epsilon: 1e-5, epsilonPlacement: "inside", layout: "channels-first" },
  layerNorm: { epsilon: 1e-5, epsilonPlacement: "inside", axis: 1 },
} as const;

/**
 * All of them: `PRESETS.keras.batchNorm`. Each is an export of its own as well, so that a bundle has only
 * those that it names.
 *
 * An entry holds what the library does when it is not told otherwise: epsilon and its place, the layout,
 * the axis or groups; `running` holds the rate and the correction of the running variance.
 *
 * @example
 * ```ts
 * import { batchNorm, PRESETS } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const { keras } = PRESETS;
 * const running = {
 *   mean: new Float64Array(1),
 *   variance: new Float64Array([1]),
 *   ...keras.running,
 * };
 * batchNorm(new Float64Array([0, 2]), { shape: [2, 1], running, ...keras.batchNorm });
 * assertEquals([running.mean[0], running.variance[0]], [0.01, 1]);
 * ```
 */
export const PRESETS: {
  readonly torch: typeof TORCH;
  readonly keras: typeof KERAS;
  readonly tfa: typeof TFA;
  readonly kerasContrib: typeof KERAS_CONTRIB;
  readonly flax: typeof FLAX;
  readonly onnx: typeof ONNX;
  readonly webnn: typeof WEBNN;
} = {
  torch: TORCH,
  keras: KERAS,
  tfa: TFA,
  kerasContrib: KERAS_CONTRIB,
  flax: FLAX,
  onnx: ONNX,
  webnn: WEBNN,
};
