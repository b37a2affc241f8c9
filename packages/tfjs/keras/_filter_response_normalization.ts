/** The FilterResponseNormalization of TensorFlow Addons. */

import {
  abs,
  add,
  mean,
  mul,
  rsqrt,
  type serialization,
  square,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { initializers, layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { checkFlag, checkOneShape, readAxes } from "../layers/_check_config.ts";
import { nameLayer } from "../layers/_names.ts";
import { readParameter, serializeParameter } from "../layers/_parameter.ts";
import { PACKAGE, registerOnce } from "../layers/_register.ts";
import type { AffineConfig } from "../layers/types.ts";

interface Config extends Omit<AffineConfig, "axis"> {
  readonly axis?: number | readonly number[];
  readonly learnedEpsilon?: boolean;
}

const RANK = 4;
const DEFAULT_EPSILON = 1e-6;
const LEARNED_EPSILON = 1e-4;

/** `y = x / sqrt(mean(x ** 2) + |epsilon| + |learned epsilon|) * gamma + beta`, the mean over `axis`. */
export class FilterResponseNormalization extends layers.Layer {
  static readonly className: string = `${PACKAGE}>FilterResponseNormalization`;
  readonly #config: Config;
  readonly #reduced: readonly number[];
  readonly #isLearned: boolean;
  #variables: { gamma: LayerVariable; beta: LayerVariable; epsilon?: LayerVariable } | undefined;

  constructor(config: Config = {}) {
    super({ ...config, name: nameLayer("evenkeel_filter_response_normalization", config.name) });
    registerOnce(FilterResponseNormalization);
    this.supportsMasking = true;
    this.#config = config;
    this.#reduced = [readAxes(config.axis ?? [1, 2])].flat();
    this.#isLearned = checkFlag("learnedEpsilon", config.learnedEpsilon ?? false);
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = checkOneShape(inputShape, RANK);
    const channels = shape.at(-1);
    if (shape.length !== RANK || !channels) {
      throw new RangeError(
        `inputs must be [n, height, width, c] with a number of channels, got [${
          shape.map(String)
        }]`,
      );
    }
    const make = (name: string, sizes: number[], parameter: ReturnType<typeof readParameter>) => {
      const { initializer, regularizer, constraint } = parameter;
      return this.addWeight(name, sizes, "float32", initializer, regularizer, true, constraint);
    };
    // The order of the writer: the learned epsilon is made by its constructor, before gamma.
    const epsilon = this.#isLearned &&
      make("learned_epsilon", [1], {
        ...readParameter({}, "beta", "zeros"),
        initializer: initializers.constant({ value: LEARNED_EPSILON }),
      });
    const sizes = [1, 1, 1, channels];
    this.#variables = {
      gamma: make("gamma", sizes, readParameter(this.#config, "gamma", "ones")),
      beta: make("beta", sizes, readParameter(this.#config, "beta", "zeros")),
      ...(epsilon && { epsilon }),
    };
    this.built = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const [x] = [inputs].flat();
      const variables = this.#variables;
      if (!x || !variables) throw new Error("build must be called before call");
      const { gamma, beta, epsilon } = variables;
      const fixed = Math.abs(this.#config.epsilon ?? DEFAULT_EPSILON);
      const added = epsilon ? add(abs(epsilon.read()), fixed) : fixed;
      const power = mean(square(x), [...this.#reduced], true);
      return add(mul(mul(x, rsqrt(add(power, added))), gamma.read()), beta.read());
    });
  }

  override getConfig(): serialization.ConfigDict {
    return {
      ...super.getConfig(),
      axis: [...this.#reduced],
      epsilon: this.#config.epsilon ?? DEFAULT_EPSILON,
      learnedEpsilon: this.#isLearned,
      ...serializeParameter("gamma", readParameter(this.#config, "gamma", "ones")),
      ...serializeParameter("beta", readParameter(this.#config, "beta", "zeros")),
    };
  }
}
