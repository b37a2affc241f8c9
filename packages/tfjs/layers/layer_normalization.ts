/** The layer normalization layer. */

import { mul, reshape, type serialization, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { layerNorm } from "../layer_norm.ts";
import { normTensor } from "../_normalize.ts";
import { rstdOf } from "../_roots.ts";
import { AxesLayer } from "./_axes_layer.ts";
import { checkEpsilon } from "../_check.ts";
import { checkFlag } from "./_check_config.ts";
import { type Parameter, readParameter, serializeParameter } from "./_parameter.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import type { AffineConfig } from "./types.ts";

/** What {@linkcode layerNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface LayerNormalizationConfig extends Omit<AffineConfig, "axis"> {
  /** The normalized axes, none of them that of the samples. Default -1, the last. */
  readonly axis?: number | readonly number[];
  /**
   * Keras's deprecated variant `y = x / sqrt(variance + epsilon) * gamma`: no centering, no beta.
   * Default false. What is called RMS norm elsewhere is {@linkcode RMSNormalization}.
   */
  readonly rmsScaling?: boolean;
}

const DEFAULT_EPSILON = 1e-3;

/**
 * Normalizes each sample over the axes `axis`:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`, with the biased variance.
 *
 * Input of rank 2 or more; output of the same shape. Weights: gamma, beta, each of the shape of the
 * normalized axes. Training and inference are the same. An empty input gives an empty output; a statistic of
 * one element, or of equal ones, becomes beta (with `rmsScaling` it is divided by `sqrt(epsilon)`, and
 * becomes 0 where that is 0); NaN stays within its statistic.
 *
 * Tested against what models of Keras 3.15 and tf.keras 2.15 predict: within 1e-5 of the largest value, on
 * the backend cpu. `layerNorm` of `@evenkeel/tfjs`, which it calls, is tested to 1e-6.
 *
 * @throws {RangeError} If an argument is out of range, or, when built, if an axis does not fit the
 * input or has no known size.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { LayerNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = new LayerNormalization({ epsilon: 0 }).apply(tensor2d([[1, 3], [10, 30]]));
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [-1, 1, -1, 1]);
 * ```
 *
 * @see Ba, Kiros, Hinton, "Layer Normalization" (2016), arXiv 1607.06450
 */
export class LayerNormalization extends AxesLayer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>LayerNormalization`;

  /** Added to the variance, inside the root. */
  readonly epsilon: number;
  /** Whether beta is added. */
  readonly center: boolean;
  /** Whether gamma is multiplied by. */
  readonly scale: boolean;
  /** Whether the input is only scaled. */
  readonly rmsScaling: boolean;
  readonly #gamma: Parameter;
  readonly #beta: Parameter;

  /** Makes the layer, and registers its class. */
  constructor(config: LayerNormalizationConfig = {}) {
    super(config, "evenkeel_layer_normalization");
    registerOnce(LayerNormalization);
    this.epsilon = checkEpsilon(config.epsilon ?? DEFAULT_EPSILON);
    this.center = checkFlag("center", config.center ?? true);
    this.scale = checkFlag("scale", config.scale ?? true);
    this.rmsScaling = checkFlag("rmsScaling", config.rmsScaling ?? false);
    this.#gamma = readParameter(config, "gamma", "ones");
    this.#beta = readParameter(config, "beta", "zeros");
  }

  /** Makes gamma and beta. */
  override build(inputShape: Shape | Shape[]): void {
    const sizes = this.sizes(inputShape);
    if (this.scale || this.rmsScaling) this.add("gamma", sizes, this.#gamma);
    if (this.center && !this.rmsScaling) this.add("beta", sizes, this.#beta);
    this.built = true;
  }

  /** Normalizes one tensor. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const [gamma, beta] = [this.read("gamma"), this.read("beta")];
      const operation = this.rmsScaling
        ? (x: Tensor, axis: number) => this.#scaleOnly(x, axis)
        : (x: Tensor, axis: number) =>
          layerNorm(x, {
            axis,
            epsilon: this.epsilon,
            ...(gamma && { gamma }),
            ...(beta && { beta }),
          });
      return this.withAxesLast(this.open(inputs, kwargs), operation);
    });
  }

  #scaleOnly(x: Tensor, axis: number): Tensor {
    const { variance } = normTensor({ kind: "layer" }, x, { axis });
    const rstd = rstdOf(
      reshape(variance, x.shape.map((size, i) => i < axis ? size : 1)),
      this.epsilon,
    );
    return mul(mul(x, rstd), this.read("gamma")!);
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return {
      ...super.getConfig(),
      epsilon: this.epsilon,
      center: this.center,
      scale: this.scale,
      rmsScaling: this.rmsScaling,
      ...serializeParameter("gamma", this.#gamma),
      ...serializeParameter("beta", this.#beta),
    };
  }
}

/**
 * Makes a {@linkcode LayerNormalization} layer.
 *
 * @param config Axis (-1), epsilon (1e-3), center and scale (true), rmsScaling (false), and the
 * initializers, regularizers and constraints of gamma and beta.
 * @returns A new layer, whose weights are made when it is built.
 * @throws {RangeError} If an argument is out of range.
 * @throws {TypeError} If an argument is of a wrong type.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { layerNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = layerNormalization({ axis: [1, 2] }).apply(input({ shape: [8, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 8, 3]);
 * ```
 */
export function layerNormalization(config: LayerNormalizationConfig = {}): LayerNormalization {
  return new LayerNormalization(config);
}
