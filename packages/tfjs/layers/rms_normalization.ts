/** The root-mean-square normalization layer. */

import { type serialization, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { rmsNorm } from "../rms_norm.ts";
import { AxesLayer } from "./_axes_layer.ts";
import { checkEpsilon } from "../_check.ts";
import { readParameter } from "./_parameter.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import type { LayerArgs } from "./types.ts";

/** What {@linkcode rmsNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface RMSNormalizationConfig extends LayerArgs {
  /** The normalized axes, none of them that of the samples. Default -1, the last. */
  readonly axis?: number | readonly number[];
  /** Added to the mean square, inside the root; at least 0. Default 1e-6. */
  readonly epsilon?: number;
}

const DEFAULT_EPSILON = 1e-6;

/**
 * Divides each sample by its root mean square over the axes `axis`:
 * `y = x / sqrt(mean(x ** 2) + epsilon) * scale`.
 *
 * Input of rank 2 or more; output of the same shape. One weight: scale, of the shape of the normalized
 * axes. Training and inference are the same. An empty input gives an empty output; zeros stay zeros, with
 * `epsilon: 0`, too; NaN stays within its statistic.
 *
 * Tested against what a model of Keras 3.15 predicts: within 1e-5 of the largest value, on the backend cpu.
 * `rmsNorm` of `@evenkeel/tfjs`, which it calls, is tested to 1e-6.
 *
 * @throws {RangeError} If an argument is out of range, or, when built, if an axis does not fit the
 * input or has no known size.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { RMSNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = new RMSNormalization({ epsilon: 0 }).apply(tensor2d([[2, -2], [8, 8]]));
 * assertEquals(y instanceof Tensor && [...y.dataSync()], [1, -1, 1, 1]);
 * ```
 *
 * @see Zhang, Sennrich, "Root Mean Square Layer Normalization" (2019), arXiv 1910.07467
 */
export class RMSNormalization extends AxesLayer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>RMSNormalization`;

  /** Added to the mean square, inside the root. */
  readonly epsilon: number;

  /** Makes the layer, and registers its class. */
  constructor(config: RMSNormalizationConfig = {}) {
    super(config, "evenkeel_rms_normalization");
    registerOnce(RMSNormalization);
    this.epsilon = checkEpsilon(config.epsilon ?? DEFAULT_EPSILON);
  }

  /** Makes the scale. */
  override build(inputShape: Shape | Shape[]): void {
    this.add("scale", this.sizes(inputShape), readParameter({}, "gamma", "ones"));
    this.built = true;
  }

  /** Normalizes one tensor. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { epsilon } = this;
      const gamma = this.read("scale")!;
      return this.withAxesLast(
        this.open(inputs, kwargs),
        (x, axis) => rmsNorm(x, { axis, epsilon, gamma }),
      );
    });
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}

/**
 * Makes an {@linkcode RMSNormalization} layer.
 *
 * @param config Axis (-1) and epsilon (1e-6).
 * @returns A new layer, whose weights are made when it is built.
 * @throws {RangeError} If an argument is out of range.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { rmsNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = rmsNormalization().apply(input({ shape: [8, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 8, 3]);
 * ```
 */
export function rmsNormalization(config: RMSNormalizationConfig = {}): RMSNormalization {
  return new RMSNormalization(config);
}
