/** Keras's preprocessing layer Normalization: statistics that were taken from a data set once. */

import {
  add,
  div,
  maximum,
  mul,
  reshape,
  scalar,
  type serialization,
  sqrt,
  sub,
  type Tensor,
  tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { initializers, layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { checkFlag, checkOneShape, oneTensor } from "../layers/_check_config.ts";
import { nameLayer } from "../layers/_names.ts";
import { PACKAGE, registerOnce } from "../layers/_register.ts";
import type { LayerArgs } from "../layers/types.ts";

type Numbers = readonly unknown[] | number;

interface Config extends LayerArgs {
  readonly axis?: number | readonly number[] | null;
  readonly mean?: Numbers | null;
  readonly variance?: Numbers | null;
  readonly invert?: boolean;
}

/** Keras's `backend.epsilon()`, which bounds the standard deviation from below. */
const MIN_DEVIATION = 1e-7;

/** `y = (x - mean) / max(sqrt(variance), 1e-7)` with a mean and a variance for each place along `axis`. */
export class FeatureNormalization extends layers.Layer {
  static readonly className: string = `${PACKAGE}>FeatureNormalization`;
  readonly #config: Config;
  readonly #kept: readonly number[];
  readonly #isInverse: boolean;
  #view: number[] = [];
  #learned: { readonly mean: LayerVariable; readonly variance: LayerVariable } | undefined;

  constructor(config: Config = {}) {
    super({ ...config, name: nameLayer("evenkeel_feature_normalization", config.name) });
    registerOnce(FeatureNormalization);
    this.#config = config;
    this.#kept = [config.axis === undefined ? -1 : config.axis ?? []].flat();
    this.#isInverse = checkFlag("invert", config.invert ?? false);
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = checkOneShape(inputShape, 1);
    const kept = this.#kept.map((axis) => axis < 0 ? axis + shape.length : axis);
    this.#view = shape.map((size, i) => {
      if (kept.includes(i) && size === null) {
        throw new RangeError(`inputs must have a size along axis ${i}, got any`);
      }
      return kept.includes(i) ? size! : 1;
    });
    if (this.#config.mean === null || this.#config.mean === undefined) {
      const sizes = this.#view.filter((_, i) => kept.includes(i));
      const make = (name: string, initializer: ReturnType<typeof initializers.zeros>) =>
        this.addWeight(name, sizes, "float32", initializer, undefined, false);
      this.#learned = {
        mean: make("mean", initializers.zeros()),
        variance: make("variance", initializers.ones()),
      };
    }
    this.built = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const x = oneTensor(inputs);
      const mean = this.#statistic("mean");
      const deviation = maximum(sqrt(this.#statistic("variance")), scalar(MIN_DEVIATION));
      return this.#isInverse ? add(mul(x, deviation), mean) : div(sub(x, mean), deviation);
    });
  }

  #statistic(name: "mean" | "variance"): Tensor {
    if (this.#learned) return reshape(this.#learned[name].read(), this.#view);
    const values = tensor(flatten(this.#config[name] ?? 0));
    return values.size === 1 ? reshape(values, []) : reshape(values, this.#view);
  }

  override getConfig(): serialization.ConfigDict {
    const { mean = null, variance = null } = this.#config;
    return {
      ...super.getConfig(),
      axis: [...this.#kept],
      mean: mean as number | number[] | null,
      variance: variance as number | number[] | null,
      invert: this.#isInverse,
    };
  }
}

function flatten(values: unknown): number[] {
  return Array.isArray(values) ? values.flatMap(flatten) : [Number(values)];
}
