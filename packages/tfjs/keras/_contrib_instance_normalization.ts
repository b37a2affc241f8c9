/** keras-contrib's InstanceNormalization: epsilon outside the root, and all axes when none is named. */

import type { Layout } from "@evenkeel/kernels";
import {
  add,
  div,
  mul,
  reshape,
  type serialization,
  type Tensor,
  tidy,
  util,
} from "@tensorflow/tfjs-core";
import { InputSpec, type Shape } from "@tensorflow/tfjs-layers";
import { channelsOf, perInstance, shiftAndScale } from "../_channels.ts";
import { normTensor } from "../_normalize.ts";
import { root } from "../_roots.ts";
import { AffineLayer } from "../layers/_affine_layer.ts";
import { withChannelsMoved } from "../layers/_channel_views.ts";
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
      const normalize = (x: Tensor, layout: Layout) => this.#normalize(x, layout);
      if (!this.#isWhole) return withChannelsMoved(x, axis, normalize);
      const [n, ...rest] = x.shape as [number, ...number[]];
      const flat = reshape(x, [n, util.sizeFromShape(rest), 1]);
      return reshape(normalize(flat, "channels-last"), x.shape);
    });
  }

  /** Instance norm without an epsilon, times what the other epsilon leaves of it. */
  #normalize(x: Tensor, layout: Layout): Tensor {
    const at = channelsOf(x, layout);
    const { y, variance } = normTensor({ kind: "instance" }, x, { epsilon: 0, layout });
    const deviation = root(perInstance(variance, at));
    return shiftAndScale(mul(y, div(deviation, add(deviation, this.epsilon))), this.affine(), at);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), axis: this.#isWhole ? null : this.axis };
  }
}
