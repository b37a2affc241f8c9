/** A layer around a layer whose kernel it changes: what all of them share. */

import type { serialization, Tensor } from "@tensorflow/tfjs-core";
import { layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { describe } from "../_describe.ts";
import { resolveIdentifier, serializeIdentifier } from "./_identifiers.ts";
import { nameLayer } from "./_names.ts";
import type { LayerArgs } from "./types.ts";

/** What every such layer takes. */
export interface KernelWrapperConfig extends LayerArgs {
  /** The layer inside. */
  readonly layer: layers.Layer;
}

/** A kernel, and what the layer inside calls it. */
export interface FoundKernel {
  readonly name: string;
  readonly variable: LayerVariable;
}

/**
 * Shapes, masks, penalties and `trainable` are those of the layer inside. Weights: those of the layer inside,
 * then {@linkcode ownWeights}.
 */
export abstract class KernelWrapper extends layers.Layer {
  /** The layer inside. */
  readonly layer: layers.Layer;

  /** Makes the layer, which is named after `prefix` and counted, unless it has a name. */
  constructor(config: KernelWrapperConfig, prefix: string) {
    const { layer, ...others } = { ...config };
    if (!(layer instanceof layers.Layer)) {
      throw new TypeError(`layer must be a layer of TensorFlow.js, got ${describe(layer)}`);
    }
    // A Sequential asks its first layer, which is this one now.
    const shape = others.inputShape ?? others.batchInputShape ?? layer.batchInputShape;
    const adopted = shape === layer.batchInputShape && shape !== undefined
      ? { batchInputShape: shape, dtype: layer.dtype }
      : {};
    super({ ...others, ...adopted, name: nameLayer(prefix, others.name) });
    this.layer = layer;
    this.supportsMasking = layer.supportsMasking;
    if (others.trainable !== undefined) layer.trainable = others.trainable;
  }

  /** The wrapper's weights, as far as they have been made. */
  protected abstract ownWeights(): {
    readonly trainable: readonly LayerVariable[];
    readonly nonTrainable: readonly LayerVariable[];
  };

  /** Makes the wrapper's weights for the kernel, which has been made. */
  protected abstract buildFor(kernel: FoundKernel): void;

  /** Whether optimizers train the layer inside. */
  override get trainable(): boolean {
    return this.layer.trainable;
  }
  override set trainable(trainable: boolean) {
    this.layer.trainable = trainable;
  }

  /** Those of the layer inside, then the wrapper's. */
  override get trainableWeights(): LayerVariable[] {
    const own = this.trainable ? this.ownWeights().trainable : [];
    return [...this.layer.trainableWeights, ...own];
  }

  /** Those of the layer inside, then the wrapper's. */
  override get nonTrainableWeights(): LayerVariable[] {
    const { trainable, nonTrainable } = this.ownWeights();
    const frozen = this.trainable ? [] : trainable;
    return [...this.layer.nonTrainableWeights, ...frozen, ...nonTrainable];
  }

  /** The penalties of the layer inside. */
  override get losses(): layers.Layer["losses"] {
    return this.layer.losses;
  }

  /** Makes the weights. */
  override build(inputShape: Shape | Shape[]): void {
    if (!this.layer.built) {
      this.layer.build(inputShape);
      this.layer.built = true;
    }
    this.inputSpec = this.layer.inputSpec;
    this.buildFor(this.findKernel());
    this.built = true;
  }

  /** The shape that the layer inside says. */
  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return this.layer.computeOutputShape(inputShape);
  }

  /** The mask that the layer inside says. */
  override computeMask(inputs: Tensor | Tensor[], mask?: Tensor | Tensor[]): Tensor | Tensor[] {
    return this.layer.computeMask(inputs, mask);
  }

  /** The configuration, with the layer inside in its `{ className, config }`. */
  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), layer: serializeIdentifier(this.layer) };
  }

  /** Makes the layer that {@linkcode getConfig} tells of. */
  static override fromConfig<T extends serialization.Serializable>(
    create: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    const layer = resolveIdentifier("layer", config["layer"] as serialization.ConfigDict);
    return new create({ ...config, layer });
  }

  /** What the wrapped layer may call the weight that it multiplies its input with. */
  protected abstract readonly kernelNames: readonly string[];

  /** The kernel of the layer inside, which has been built. */
  protected findKernel(): FoundKernel {
    // The weights are private to their classes, whose types tell nothing of them.
    const weights = this.layer as unknown as Readonly<Record<string, LayerVariable | undefined>>;
    const name = this.kernelNames.find((name) => weights[name]);
    if (name !== undefined && !weights["pointwiseKernel"]) {
      return { name, variable: weights[name]! };
    }
    const wanted = this.kernelNames.includes("embeddings") ? "kernel, or embeddings" : "kernel";
    throw new RangeError(`layer must have one ${wanted}, got ${this.layer.getClassName()}`);
  }
}
