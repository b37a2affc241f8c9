/** What the layers have in common: an axis of channels, epsilon, gamma and beta. */

import type { serialization, Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import { InputSpec, layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { checkEpsilon } from "../_check.ts";
import { checkChannels, checkFlag, checkOneShape, oneTensor, readAxis } from "./_check_config.ts";
import { nameLayer } from "./_names.ts";
import {
  type Parameter,
  type ParameterName,
  readParameter,
  serializeParameter,
} from "./_parameter.ts";
import type { AffineConfig } from "./types.ts";

const DEFAULT_EPSILON = 1e-3;

/** A layer that scales and shifts channels. */
export abstract class AffineLayer extends layers.Layer {
  /** The axis of the channels, as it was given. */
  readonly axis: number;
  /** Added to the variance, inside the root. */
  readonly epsilon: number;
  /** Whether beta is added. */
  readonly center: boolean;
  /** Whether gamma is multiplied by. */
  readonly scale: boolean;
  readonly #gamma: Parameter;
  readonly #beta: Parameter;
  readonly #weights = new Map<ParameterName, LayerVariable>();

  constructor(config: AffineConfig, namePrefix: string) {
    super({ ...config, name: nameLayer(namePrefix, config.name) });
    this.axis = readAxis(config.axis ?? -1);
    this.epsilon = checkEpsilon(config.epsilon ?? DEFAULT_EPSILON);
    this.center = checkFlag("center", config.center ?? true);
    this.scale = checkFlag("scale", config.scale ?? true);
    this.#gamma = readParameter(config, "gamma", "ones");
    this.#beta = readParameter(config, "beta", "zeros");
  }

  /** Checks the shape of the input and makes gamma and beta; returns the number of channels. */
  protected buildAffine(inputShape: Shape | Shape[], minRank: number): number {
    const shape = checkOneShape(inputShape, minRank);
    const { axis, channels } = checkChannels(this.axis, shape);
    this.inputSpec = [new InputSpec({ ndim: shape.length, axes: { [axis]: channels } })];
    if (this.scale) this.#add("gamma", channels, this.#gamma);
    if (this.center) this.#add("beta", channels, this.#beta);
    return channels;
  }

  #add(name: ParameterName, channels: number, parameter: Parameter): void {
    const { initializer, regularizer, constraint } = parameter;
    const weight = this.addWeight(
      name,
      [channels],
      "float32",
      initializer,
      regularizer,
      true,
      constraint,
    );
    this.#weights.set(name, weight);
  }

  /** What the operations take. */
  protected affine(): { readonly epsilon: number; gamma?: Tensor1D; beta?: Tensor1D } {
    const options: { epsilon: number; gamma?: Tensor1D; beta?: Tensor1D } = {
      epsilon: this.epsilon,
    };
    for (const [name, weight] of this.#weights) options[name] = weight.read() as Tensor1D;
    return options;
  }

  /** The one input, checked, and the axis of its channels counted from the front. */
  protected open(
    inputs: Tensor | Tensor[],
    kwargs: Readonly<Record<string, unknown>>,
  ): { readonly x: Tensor; readonly axis: number } {
    this.invokeCallHook(inputs, kwargs);
    const x = oneTensor(inputs);
    return { x, axis: this.axis < 0 ? this.axis + x.rank : this.axis };
  }

  override getConfig(): serialization.ConfigDict {
    return {
      ...super.getConfig(),
      axis: this.axis,
      epsilon: this.epsilon,
      center: this.center,
      scale: this.scale,
      ...serializeParameter("gamma", this.#gamma),
      ...serializeParameter("beta", this.#beta),
    };
  }
}
