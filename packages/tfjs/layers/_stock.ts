/**
 * The stock `BatchNormalization` as a base class: it reads and writes configurations and makes weights
 * as Keras does. Only what it computes is wrong. TensorFlow.js does not export the class, so it is taken
 * from an instance, on first use: importing this module changes nothing.
 */

import type { serialization, Tensor } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";

/** What the stock factory takes. */
export type StockConfig = NonNullable<Parameters<typeof layers.batchNormalization>[0]>;

/** A weight of a layer. */
export interface LayerWeight {
  read(): Tensor;
  write(value: Tensor): unknown;
}

type AddWeight = layers.Layer["addWeight"];

/** What our layers use of the stock one. */
export interface StockBatchNormalization extends layers.Layer {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly gammaInitializer: Parameters<AddWeight>[3];
  readonly gammaRegularizer: Parameters<AddWeight>[4];
  readonly gammaConstraint: Parameters<AddWeight>[6];
  readonly betaInitializer: Parameters<AddWeight>[3];
  readonly betaRegularizer: Parameters<AddWeight>[4];
  readonly betaConstraint: Parameters<AddWeight>[6];
  gamma?: LayerWeight;
  beta?: LayerWeight;
  movingMean: LayerWeight;
  movingVariance: LayerWeight;
}

/** The stock class. */
export interface StockClass {
  new (config?: StockConfig): StockBatchNormalization;
  readonly className: string;
  fromConfig: serialization.FromConfigMethod<serialization.Serializable>;
}

/** The base class; the same one at every call. */
export function stockClass(): StockClass {
  // deno-lint-ignore no-explicit-any
  return layers.batchNormalization().constructor as any;
}
