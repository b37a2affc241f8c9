/** What the layers have in common that normalize over chosen axes, each element with its own scale. */

import { type serialization, type Tensor, transpose } from "@tensorflow/tfjs-core";
import { layers, type LayerVariable, type Shape } from "@tensorflow/tfjs-layers";
import { checkOneShape, oneTensor, readAxes } from "./_check_config.ts";
import { nameLayer } from "./_names.ts";
import type { Parameter } from "./_parameter.ts";
import type { LayerArgs } from "./types.ts";

/** The input, and its axes in an order that ends in the normalized ones. */
export interface Opened {
  readonly x: Tensor;
  /** How many axes come before the normalized ones in that order. */
  readonly first: number;
  readonly there: readonly number[];
}

/** A layer that normalizes over `axis`, one or several. */
export abstract class AxesLayer extends layers.Layer {
  /** The normalized axes, as they were given. */
  readonly axis: number | readonly number[];
  readonly #weights = new Map<string, LayerVariable>();

  constructor(config: LayerArgs & { readonly axis?: unknown }, namePrefix: string) {
    super({ ...config, name: nameLayer(namePrefix, config.name) });
    this.axis = readAxes(config.axis ?? -1);
    this.supportsMasking = true;
  }

  /** The normalized axes of an input of this rank, from the front and in order. */
  protected frontAxes(rank: number): number[] {
    const front = [this.axis].flat().map((axis) => axis < 0 ? axis + rank : axis);
    if (new Set(front).size !== front.length || front.some((axis) => axis < 1 || axis >= rank)) {
      throw new RangeError(
        `axis must be different numbers from 1 to ${
          rank - 1
        }, or negative to count from the end, ` +
          `got ${JSON.stringify(this.axis)}`,
      );
    }
    return front.sort((a, b) => a - b);
  }

  /** The sizes of the normalized axes of an input of this shape. */
  protected sizes(inputShape: Shape | Shape[]): number[] {
    const shape = checkOneShape(inputShape, 2);
    return this.frontAxes(shape.length).map((axis) => {
      const size = shape[axis];
      if (size === null || size === undefined) {
        throw new RangeError(`inputs must have a size along axis ${axis}, got any`);
      }
      return size;
    });
  }

  /** Makes one weight of the shape of the normalized axes. */
  protected add(name: string, shape: number[], parameter: Parameter): void {
    const { initializer, regularizer, constraint } = parameter;
    this.#weights.set(
      name,
      this.addWeight(name, shape, "float32", initializer, regularizer, true, constraint),
    );
  }

  /** The weight of this name, if the layer has it. */
  protected read(name: string): Tensor | undefined {
    return this.#weights.get(name)?.read();
  }

  /** The one input, checked. */
  protected open(
    inputs: Tensor | Tensor[],
    kwargs: Readonly<Record<string, unknown>>,
  ): Opened {
    this.invokeCallHook(inputs, kwargs);
    const x = oneTensor(inputs);
    const axes = this.frontAxes(x.rank);
    const others = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
    return { x, first: others.length, there: [...others, ...axes] };
  }

  /** Runs an operation that normalizes over the last axes. */
  protected withAxesLast(
    { x, first, there }: Opened,
    operation: (x: Tensor, axis: number) => Tensor,
  ): Tensor {
    if (there.every((axis, i) => axis === i)) return operation(x, first);
    const back = there.map((_, i) => there.indexOf(i));
    return transpose(operation(transpose(x, [...there]), first), back);
  }

  override getConfig(): serialization.ConfigDict {
    const axis = typeof this.axis === "number" ? this.axis : [...this.axis];
    return { ...super.getConfig(), axis };
  }
}
