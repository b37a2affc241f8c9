/** The spectral normalization layer, around a layer with a kernel. */

import {
  div,
  type Rank,
  reshape,
  type serialization,
  type Tensor,
  tidy,
  transpose,
  type Variable,
  zeros,
} from "@tensorflow/tfjs-core";
import { initializers, type layers, type LayerVariable } from "@tensorflow/tfjs-layers";
import { checkInteger } from "../_check.ts";
import { iterate, spectralScale } from "../_power_iteration.ts";
import { type FoundKernel, KernelWrapper, type KernelWrapperConfig } from "./_kernel_wrapper.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import { isTraining } from "./_training.ts";

/** What {@linkcode spectralNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface SpectralNormalizationConfig extends KernelWrapperConfig {
  /** The layer whose kernel is normalized: dense, a convolution, an embedding. */
  readonly layer: layers.Layer;
  /** How many power iterations each call in training makes, at least 1. Default 1. */
  readonly powerIterations?: number;
}

/** The least length that a vector is divided by. */
const EPSILON = 1e-7;

/**
 * Divides the kernel of a layer by its largest singular value: what keeps the discriminator of a GAN smooth.
 * Dense layers then stretch no vector; convolutions may, by less than before.
 *
 * In training, each call makes `powerIterations` steps of power iteration, `v = W' u / |W' u|` and
 * `u = W v / |W v|`, and writes `kernel / (u W v)` in place of the kernel, where W is the kernel with one
 * row for each index of its last axis. The gradient is that with respect to what has been written, as in
 * Keras; `spectralNorm` of `@evenkeel/tfjs` has the one of the paper, through sigma. Inference uses the
 * kernel as it is, and so does a call with a kernel of zeros. `training` decides, an argument of the call
 * that `fit` sets.
 *
 * Input and output are those of the layer inside. Weights: those of the layer, then vector_u (`[1, n]`). The
 * layer inside should be a new one: the weights of one that was built before keep their names, and are not
 * found when a saved model is loaded. `trainable` is the layer's; as in Keras, training normalizes the kernel
 * of a frozen layer, too.
 *
 * Tested against three training steps of Keras 3.15, to 1e-5 of the largest value.
 *
 * @throws {TypeError} If there is no layer.
 * @throws {RangeError} If `powerIterations` is not an integer of at least 1; when built, if the layer has no
 * kernel, or two.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { layers } from "@tensorflow/tfjs-layers";
 * import { SpectralNormalization } from "@evenkeel/tfjs/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const dense = layers.dense({ units: 1, kernelInitializer: "ones" });
 * const layer = new SpectralNormalization({ layer: dense });
 * layer.apply(tensor2d([[3, 4]]), { training: true });
 * const [kernel] = layer.getWeights();
 * assertAlmostEquals(kernel!.dataSync()[0]!, Math.SQRT1_2, 1e-6); // of [1, 1], the length is 1 now
 * ```
 *
 * @see Miyato et al., "Spectral Normalization for Generative Adversarial Networks" (2018),
 * arXiv 1802.05957
 */
export class SpectralNormalization extends KernelWrapper {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>SpectralNormalization`;

  /** How many power iterations each call in training makes. */
  readonly powerIterations: number;
  /** Those of dense layers, convolutions and embeddings. */
  protected override readonly kernelNames: readonly string[] = [
    "kernel",
    "depthwiseKernel",
    "embeddings",
  ];
  #vector: LayerVariable | undefined;

  /** Makes the layer, and registers its class. */
  constructor(config: SpectralNormalizationConfig) {
    const { powerIterations = 1, ...others } = { ...config };
    super(others, "evenkeel_spectral_normalization");
    registerOnce(SpectralNormalization);
    this.powerIterations = checkInteger("powerIterations", powerIterations, 1);
  }

  /** Vector_u, which power iteration writes. */
  protected override ownWeights(): ReturnType<KernelWrapper["ownWeights"]> {
    return { trainable: [], nonTrainable: this.#vector === undefined ? [] : [this.#vector] };
  }

  /** Makes vector_u. */
  protected override buildFor({ variable }: FoundKernel): void {
    this.#vector = this.addWeight(
      "vector_u",
      [1, variable.shape.at(-1)!],
      "float32",
      initializers.truncatedNormal({ stddev: 0.02 }),
      undefined,
      false,
    );
  }

  /** Calls the layer inside; if `kwargs.training`, normalizes its kernel before. */
  override call(
    inputs: Tensor | Tensor[],
    kwargs: Readonly<Record<string, unknown>>,
  ): Tensor | Tensor[] {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      if (isTraining(this, kwargs)) this.#renew();
      return this.layer.call(inputs, kwargs);
    });
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), powerIterations: this.powerIterations };
  }

  #renew(): void {
    const kernel = this.findKernel().variable, vector = this.#vector;
    if (vector === undefined) throw new Error("build must be called before call");
    const outputs = kernel.shape.at(-1)!;
    const matrix = transpose(reshape<Rank.R2>(kernel.read(), [-1, outputs]));
    const u = reshape<Rank.R2>(vector.read(), [outputs, 1]);
    const vectors = iterate(matrix, { u, v: zeros([matrix.shape[1], 1]) }, {
      ...{ start: "u", epsilon: EPSILON, iterations: this.powerIterations },
    });
    const [, divisor] = spectralScale(matrix, vectors);
    const variable = kernel.read() as Variable;
    variable.assign(div(variable, divisor)); // without the kernel's constraint, as in Keras
    vector.write(reshape(vectors.u, [1, outputs]));
  }
}

/**
 * Makes a {@linkcode SpectralNormalization} layer.
 *
 * @param config The layer inside, and how many power iterations each call in training makes (1).
 * @returns A new layer, whose vector_u is made when it is built, as are the weights of the layer inside.
 * @throws {TypeError} If there is no layer.
 * @throws {RangeError} If `powerIterations` is not an integer of at least 1.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, layers, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { spectralNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = layers.conv2d({ filters: 8, kernelSize: 4, strides: 2 });
 * const y = spectralNormalization({ layer }).apply(input({ shape: [64, 64, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 31, 31, 8]);
 * ```
 */
export function spectralNormalization(config: SpectralNormalizationConfig): SpectralNormalization {
  return new SpectralNormalization(config);
}
