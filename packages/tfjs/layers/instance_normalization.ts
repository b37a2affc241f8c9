/**
 * The layer `InstanceNormalization`.
 *
 * @module
 */

import { serialization, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { InputSpec, type layers } from "@tensorflow/tfjs-layers";
import { instanceNorm } from "../instance_norm.ts";
import { alongAxis, axisOf, oneTensor } from "./_call.ts";
import { stockClass } from "./_stock.ts";
import type { StockClass } from "./_stock.ts";
import { affineOf, type BatchNormalizationConfig } from "./batch_normalization.ts";

/** What the layer takes: the arguments of TensorFlow Addons. */
export type InstanceNormalizationConfig = Omit<
  BatchNormalizationConfig,
  "momentum" | "movingMeanInitializer" | "movingVarianceInitializer"
>;

let defined: StockClass | undefined;

/** The class, which is made and registered on first use. */
export function instanceNormalizationClass(): StockClass {
  defined ??= define();
  return defined;
}

function define(): StockClass {
  class InstanceNormalization extends stockClass() {
    static override readonly className: string = "InstanceNormalization";

    override build(inputShape: Parameters<layers.Layer["build"]>[0]): void {
      const shape = inputShape as (number | null)[];
      const axis = axisOf(this.axis, shape.length);
      const channels = shape[axis];
      if (typeof channels !== "number") {
        throw new RangeError(`axis ${this.axis} must have a size, got [${shape}]`);
      }
      this.inputSpec = [new InputSpec({ ndim: shape.length, axes: { [axis]: channels } })];
      const { gammaInitializer, gammaRegularizer, gammaConstraint } = this;
      const { betaInitializer, betaRegularizer, betaConstraint } = this;
      const add = (
        name: string,
        [initializer, regularizer, constraint]: [
          typeof gammaInitializer,
          typeof gammaRegularizer,
          typeof gammaConstraint,
        ],
      ) => this.addWeight(name, [channels], "float32", initializer, regularizer, true, constraint);
      if (this.scale) {
        this.gamma = add("gamma", [gammaInitializer, gammaRegularizer, gammaConstraint]);
      }
      if (this.center) {
        this.beta = add("beta", [betaInitializer, betaRegularizer, betaConstraint]);
      }
      this.built = true;
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      return tidy(() => {
        const x = oneTensor(inputs);
        const options = { epsilon: this.epsilon, ...affineOf(this) };
        return alongAxis(
          x,
          axisOf(this.axis, x.shape.length),
          (x, layout) => instanceNorm(x, { ...options, layout }),
        );
      });
    }

    override getConfig(): serialization.ConfigDict {
      const { momentum: _, movingMeanInitializer: __, movingVarianceInitializer: ___, ...config } =
        super.getConfig();
      return config;
    }
  }
  serialization.registerClass(InstanceNormalization, "Evenkeel");
  return InstanceNormalization;
}

/**
 * Instance normalization as a layer, with the arguments and defaults of TensorFlow Addons:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`, over the positions of each channel of each
 * sample. Keras 3 says the same as `GroupNormalization(groups=-1)`.
 *
 * It computes the same in training and inference. Inputs of rank 2 to 5, channels along any axis but 0.
 * Weights: gamma, beta.
 *
 * @throws {RangeError} If the axis is 0 or there is none such, or it has no size.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor3d } from "@tensorflow/tfjs-core";
 * import { instanceNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = instanceNormalization({ epsilon: 0 });
 * const y = layer.apply(tensor3d([[[1], [3]]]));
 * assertEquals("dataSync" in y ? [...y.dataSync()] : [], [-1, 1]);
 * ```
 *
 * @see Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), arXiv 1607.08022
 */
export function instanceNormalization(config: InstanceNormalizationConfig = {}): layers.Layer {
  return new (instanceNormalizationClass())(config);
}
