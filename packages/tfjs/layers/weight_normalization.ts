/**
 * The weight normalization layer, around a layer with a kernel. It is an entry of its own, so that those who
 * register all layers of `@evenkeel/tfjs/layers` do not pay for it.
 *
 * @module
 */

import {
  add,
  div,
  moments,
  mul,
  neg,
  reshape,
  sqrt,
  type Tensor,
  type Tensor1D,
  tidy,
} from "@tensorflow/tfjs-core";
import { initializers, type layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { weightNorm } from "../weight_norm.ts";
import { resolveIdentifier } from "./_identifiers.ts";
import { type FoundKernel, KernelWrapper, type KernelWrapperConfig } from "./_kernel_wrapper.ts";
import { PACKAGE, registerOnce } from "./_register.ts";

/** What {@linkcode weightNormalization} takes. */
export interface WeightNormalizationConfig extends KernelWrapperConfig {
  /** The layer whose kernel is given a length of its own: dense, a convolution. */
  readonly layer: layers.Layer;
}

/** Added to the variance that `initialize` divides by, as in TensorFlow Addons. */
const VARIANCE_EPSILON = 1e-10;

/**
 * Tells the length of each output's weights from their direction: the layer inside computes with the kernel
 * `gamma * v / |v|`, where v is the kernel that it was made with, and |v| is taken over all that leads to one
 * output. Both are trained. It is what GANs and audio nets have where batches are too small for batch norm:
 * no sample depends on another one, and nothing has to be kept for inference.
 *
 * When built, gamma is |v|, so the layer starts as the one inside would; `initialize` makes it start with
 * outputs of mean 0 and variance 1 on a batch, as in the paper.
 *
 * Input and output are those of the layer inside. Weights: those of the layer, whose kernel is v, then gamma
 * (`[outputs]`). A regularizer of the kernel sees v, whose length does nothing. An output whose v is all 0 stays
 * 0 and has no gradient. The layer inside should be a new one: the weights of one that was built before keep
 * their names, and are not found when a saved model is loaded. `trainable` is the layer's, and gamma's, too.
 *
 * An output is what people call it: of a transposed convolution its filters, of a depthwise one each channel's
 * each multiple. TensorFlow Addons takes the kernel's last axis instead, which of a transposed convolution are
 * the inputs, and initializes from the first batch (`data_init`) by itself. Its files are read by
 * `@evenkeel/tfjs/keras`.
 *
 * Tested against three training steps of PyTorch 1.13 in float64, to 1e-5 of the largest value.
 *
 * @throws {TypeError} If there is no layer.
 * @throws {RangeError} When built, if the layer has no kernel, or two.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { type Tensor, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { layers } from "@tensorflow/tfjs-layers";
 * import { WeightNormalization } from "@evenkeel/tfjs/weight-normalization";
 * import { assertEquals } from "@std/assert";
 *
 * const dense = layers.dense({ units: 1, useBias: false });
 * const layer = new WeightNormalization({ layer: dense });
 * layer.build([null, 2]);
 * layer.setWeights([tensor2d([[3], [4]]), tensor1d([10])]); // v and gamma
 * const y = layer.apply(tensor2d([[1, 0]])) as Tensor;
 * assertEquals(Math.round(y.dataSync()[0]!), 6); // of [6, 8], the length is 10
 * ```
 *
 * @see Salimans, Kingma, "Weight Normalization" (2016), arXiv 1602.07868
 */
export class WeightNormalization extends KernelWrapper {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>WeightNormalization`;

  /** Those of dense layers and convolutions. */
  protected override readonly kernelNames: readonly string[] = ["kernel", "depthwiseKernel"];
  #gamma: LayerVariable | undefined;

  /** Makes the layer, and registers its class. */
  constructor(config: WeightNormalizationConfig) {
    super(config, "evenkeel_weight_normalization");
    registerOnce(WeightNormalization);
  }

  /** Gamma, the lengths. */
  protected override ownWeights(): ReturnType<KernelWrapper["ownWeights"]> {
    return { trainable: this.#gamma === undefined ? [] : [this.#gamma], nonTrainable: [] };
  }

  /** Makes gamma: the lengths that the kernel has. */
  protected override buildFor(kernel: FoundKernel): void {
    tidy(() => {
      const { norm } = this.#normalize(kernel);
      const gamma = this.addWeight("gamma", norm.shape, "float32", initializers.ones());
      gamma.write(norm);
      this.#gamma = gamma;
    });
  }

  /**
   * Sets gamma, and the bias if the layer inside has one, so that the outputs of this batch have mean 0 and
   * variance 1 before the activation: the data-dependent initialization of the paper, to be done once, before
   * training. The direction stays. Without a bias, only the variance can be had.
   *
   * An output that is the same everywhere has no variance, and gets a gamma of 1e5: a batch should have more
   * than one value for each output.
   *
   * @param inputs What the layer takes, a batch that stands for the others. It is not disposed of.
   * @throws {Error} If the layer inside does not take such an input.
   *
   * @example
   * ```ts
   * import "@tensorflow/tfjs-backend-cpu";
   * import { moments, randomUniform, type Tensor } from "@tensorflow/tfjs-core";
   * import { layers } from "@tensorflow/tfjs-layers";
   * import { weightNormalization } from "@evenkeel/tfjs/weight-normalization";
   * import { assertAlmostEquals } from "@std/assert";
   *
   * const layer = weightNormalization({ layer: layers.dense({ units: 1, inputShape: [3] }) });
   * const x = randomUniform([8, 3]);
   * layer.initialize(x);
   * const { mean, variance } = moments(layer.apply(x) as Tensor);
   * assertAlmostEquals(mean.dataSync()[0]!, 0, 1e-4);
   * assertAlmostEquals(variance.dataSync()[0]!, 1, 1e-4);
   * ```
   */
  initialize(inputs: Tensor): void {
    tidy(() => {
      if (!this.built) this.build(inputs.shape);
      this.assertInputCompatibility(inputs);
      const found = this.findKernel();
      const { kernel } = this.#normalize(found);
      const bare = this.#bare(inputs.shape);
      let y: Tensor;
      try {
        y = withKernel(bare, found.name, kernel, () => bare.apply(inputs) as Tensor);
      } finally {
        for (const weight of bare.weights) weight.dispose();
      }
      const { dataFormat } = this.layer.getConfig();
      const channels = dataFormat === "channelsFirst" ? 1 : y.rank - 1;
      const { mean, variance } = moments(y, y.shape.flatMap((_, i) => i === channels ? [] : [i]));
      const gamma = div(1, sqrt(add(variance, VARIANCE_EPSILON)));
      this.#gamma!.write(gamma);
      const { bias } = this.layer as unknown as { readonly bias?: LayerVariable | null };
      bias?.write(neg(mul(mean, gamma)));
    });
  }

  /** Calls the layer inside with a kernel of the lengths gamma. */
  override call(
    inputs: Tensor | Tensor[],
    kwargs: Readonly<Record<string, unknown>>,
  ): Tensor | Tensor[] {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const gamma = this.#gamma?.read() as Tensor1D | undefined;
      if (gamma === undefined) throw new Error("build must be called before call");
      const found = this.findKernel();
      const { kernel } = this.#normalize(found, gamma);
      return withKernel(this.layer, found.name, kernel, () => this.layer.call(inputs, kwargs));
    });
  }

  /** The kernel with outputs of length gamma, or 1, and the lengths that they had. */
  #normalize(
    { name, variable }: FoundKernel,
    gamma?: Tensor1D,
  ): { readonly kernel: Tensor; readonly norm: Tensor1D } {
    const v = variable.read(), options = gamma === undefined ? {} : { gamma };
    if (name === "depthwiseKernel") {
      // Outputs have two axes there: the channel, and which one of its multiples.
      const [height, width, channels, multiplier] = v.shape as [number, number, number, number];
      const folded = reshape(v, [height * width, channels * multiplier]);
      const { y, norm } = weightNorm(folded, options);
      return { kernel: reshape(y, v.shape), norm };
    }
    const axis = this.layer.getClassName().endsWith("Transpose") ? -2 : -1;
    const { y, norm } = weightNorm(v, { ...options, axis });
    return { kernel: y, norm };
  }

  /** A layer like the one inside, without bias and activation. */
  #bare(inputShape: Shape): layers.Layer {
    const className = this.layer.getClassName();
    const config = { ...this.layer.getConfig(), activation: "linear", useBias: false };
    const bare = resolveIdentifier<layers.Layer>("layer", { className, config });
    bare.build(inputShape);
    bare.built = true;
    return bare;
  }
}

/** Lends a layer another kernel while it works: its calls have no argument for one. */
function withKernel<T>(
  layer: layers.Layer,
  name: string,
  kernel: Tensor,
  work: () => T,
): T {
  const weights = layer as unknown as Record<string, Pick<LayerVariable, "read">>;
  const own = weights[name]!;
  weights[name] = { read: () => kernel };
  try {
    return work();
  } finally {
    weights[name] = own;
  }
}

/**
 * Makes a {@linkcode WeightNormalization} layer.
 *
 * @param config The layer inside.
 * @returns A new layer, whose gamma is made when it is built, as are the weights of the layer inside.
 * @throws {TypeError} If there is no layer.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, layers, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { weightNormalization } from "@evenkeel/tfjs/weight-normalization";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = layers.conv2d({ filters: 8, kernelSize: 4, strides: 2 });
 * const y = weightNormalization({ layer }).apply(input({ shape: [64, 64, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 31, 31, 8]);
 * ```
 */
export function weightNormalization(config: WeightNormalizationConfig): WeightNormalization {
  return new WeightNormalization(config);
}

/**
 * Makes `Evenkeel>WeightNormalization` known to `tf.loadLayersModel`. Making a layer does the same, so only a
 * program that loads a model first has to call it. Calling it again does nothing.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { layers, models, sequential } from "@tensorflow/tfjs-layers";
 * import {
 *   registerWeightNormalization,
 *   weightNormalization,
 * } from "@evenkeel/tfjs/weight-normalization";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = weightNormalization({ layer: layers.dense({ units: 1, inputShape: [2] }) });
 * const saved = JSON.parse(String(sequential({ layers: [layer] }).toJSON()));
 *
 * registerWeightNormalization(); // in the program that loads
 * const loaded = await models.modelFromJSON(saved);
 * assertEquals(loaded.layers[0]?.getClassName(), "Evenkeel>WeightNormalization");
 * ```
 */
export function registerWeightNormalization(): void {
  registerOnce(WeightNormalization);
}
