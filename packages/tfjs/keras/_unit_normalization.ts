/** Keras's UnitNormalization: the Euclidean norm of 1. */

import {
  maximum,
  mul,
  rsqrt,
  type serialization,
  square,
  sum,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { readAxes } from "../layers/_check_config.ts";
import { nameLayer } from "../layers/_names.ts";
import { PACKAGE, registerOnce } from "../layers/_register.ts";
import type { LayerArgs } from "../layers/types.ts";

interface Config extends LayerArgs {
  readonly axis?: number | readonly number[];
}

const MIN_SQUARES = 1e-12;

/** `y = x / sqrt(max(sum(x ** 2), 1e-12))`, the sum over `axis`. */
export class UnitNormalization extends layers.Layer {
  static readonly className: string = `${PACKAGE}>UnitNormalization`;
  readonly #axes: readonly number[];

  constructor(config: Config = {}) {
    super({ ...config, name: nameLayer("evenkeel_unit_normalization", config.name) });
    registerOnce(UnitNormalization);
    this.supportsMasking = true;
    this.#axes = [readAxes(config.axis ?? -1)].flat();
  }

  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const [x] = [inputs].flat();
      if (!x) throw new RangeError("inputs must be one tensor, got none");
      return mul(x, rsqrt(maximum(sum(square(x), [...this.#axes], true), MIN_SQUARES)));
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), axis: [...this.#axes] };
  }
}
