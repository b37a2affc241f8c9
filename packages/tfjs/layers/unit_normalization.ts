/** The unit normalization layer. */

import {
  mul,
  rsqrt,
  type serialization,
  square,
  sum,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { layers, type Shape } from "@tensorflow/tfjs-layers";
import { largerOf } from "../_bounds.ts";
import { checkOneShape, oneTensor, readAxes } from "./_check_config.ts";
import { nameLayer } from "./_names.ts";
import { PACKAGE, registerOnce } from "./_register.ts";
import type { LayerArgs } from "./types.ts";

/** What {@linkcode unitNormalization} takes: the arguments of Keras 3, with its defaults. */
export interface UnitNormalizationConfig extends LayerArgs {
  /** The axes over which squares are added up; negative ones count from the end. Default -1. */
  readonly axis?: number | readonly number[];
}

const MIN_SQUARES = 1e-12;

/**
 * Divides by the Euclidean length along the axes `axis`: `y = x / sqrt(max(sum(x ** 2), 1e-12))`.
 *
 * Input of any rank; output of the same shape. No weights; training and inference are the same. An empty
 * input gives an empty output. Zeros stay zeros, with a finite gradient. A length beyond 1.8e19, whose square
 * float32 cannot hold, gives 0. NaN stays within its length.
 *
 * Tested against lengths by hand, within 1e-6 of the largest value, and against what models of Keras 3.15 and
 * of tf.keras 2.15 predict, within 1e-5, on the backend cpu.
 *
 * @throws {RangeError} If the axis is not an integer, or a list of at least one; when built, if there are
 * several inputs.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { Tensor, tensor2d } from "@tensorflow/tfjs-core";
 * import { UnitNormalization } from "@evenkeel/tfjs/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = new UnitNormalization().apply(tensor2d([[3, 4]]));
 * assertAlmostEquals(y instanceof Tensor ? y.dataSync()[0]! : 0, 0.6, 1e-6);
 * ```
 *
 * @see https://keras.io/api/layers/normalization_layers/unit_normalization/
 */
export class UnitNormalization extends layers.Layer {
  /** The name in saved models. */
  static readonly className: string = `${PACKAGE}>UnitNormalization`;

  readonly #axes: readonly number[];

  /** Makes the layer, and registers its class. */
  constructor(config: UnitNormalizationConfig = {}) {
    super({ ...config, name: nameLayer("evenkeel_unit_normalization", config.name) });
    registerOnce(UnitNormalization);
    this.supportsMasking = true;
    this.#axes = [readAxes(config.axis ?? -1)].flat();
  }

  /** Checks that the input is one. */
  override build(inputShape: Shape | Shape[]): void {
    checkOneShape(inputShape, 0);
    this.built = true;
  }

  /** Normalizes one tensor. */
  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const x = oneTensor(inputs);
      return mul(x, rsqrt(largerOf(sum(square(x), [...this.#axes], true), MIN_SQUARES)));
    });
  }

  /** Keras's configuration, in TensorFlow.js's spelling. */
  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), axis: [...this.#axes] };
  }
}

/**
 * Makes a {@linkcode UnitNormalization} layer.
 *
 * @param config Axis (-1).
 * @returns A new layer, without weights.
 * @throws {RangeError} If the axis is not an integer, or a list of at least one.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { input, SymbolicTensor } from "@tensorflow/tfjs-layers";
 * import { unitNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const y = unitNormalization().apply(input({ shape: [8, 3] }));
 * assertEquals(y instanceof SymbolicTensor && y.shape, [null, 8, 3]);
 * ```
 */
export function unitNormalization(config: UnitNormalizationConfig = {}): UnitNormalization {
  return new UnitNormalization(config);
}
