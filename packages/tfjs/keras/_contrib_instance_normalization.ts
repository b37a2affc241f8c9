/** keras-contrib's InstanceNormalization: epsilon outside the root, and all axes when none is named. */

import {
  add,
  div,
  moments,
  mul,
  reshape,
  type serialization,
  sqrt,
  sub,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { InputSpec, type Shape } from "@tensorflow/tfjs-layers";
import { AffineLayer } from "../layers/_affine_layer.ts";
import { checkOneShape } from "../layers/_check_config.ts";
import { PACKAGE, registerOnce } from "../layers/_register.ts";
import type { AffineConfig } from "../layers/types.ts";

type Config = Omit<AffineConfig, "axis"> & { readonly axis?: number | null };

/** `y = (x - mean) / (sqrt(variance) + epsilon) * gamma + beta`, per sample and, with an axis, channel. */
export class ContribInstanceNormalization extends AffineLayer {
  static readonly className: string = `${PACKAGE}>ContribInstanceNormalization`;
  readonly #isWhole: boolean;

  constructor(config: Config = {}) {
    const { axis, ...rest } = config;
    const isWhole = axis === null || axis === undefined;
    super(isWhole ? rest : { ...rest, axis }, "evenkeel_contrib_instance_normalization");
    registerOnce(ContribInstanceNormalization);
    this.supportsMasking = true;
    this.#isWhole = isWhole;
  }

  override build(inputShape: Shape | Shape[]): void {
    if (this.#isWhole) {
      const { length } = checkOneShape(inputShape, 2);
      this.buildAffine([null, 1], 2); // One gamma and one beta for everything.
      this.inputSpec = [new InputSpec({ ndim: length })];
    } else this.buildAffine(inputShape, 3);
    this.built = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { x, axis } = this.open(inputs, kwargs);
      const axes = x.shape.map((_, i) => i).filter((i) => i > 0 && (this.#isWhole || i !== axis));
      const { mean, variance } = moments(x, axes, true);
      const { gamma, beta } = this.affine();
      const view = (values: Tensor) =>
        reshape(values, x.shape.map((_, i) => !this.#isWhole && i === axis ? -1 : 1));
      let y = div(sub(x, mean), add(sqrt(variance), this.epsilon));
      if (gamma) y = mul(y, view(gamma));
      return beta ? add(y, view(beta)) : y;
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), axis: this.#isWhole ? null : this.axis };
  }
}
