/** Adam's state is data, so that a resumed run is the same run, bit for bit. */

import { adamUpdate } from "@evenkeel/kernels/nn";
import type { Weights } from "../model/weights.ts";

/** The moments of one net's gradients, and how often they were updated. */
export interface AdamState {
  step: number;
  readonly first: Map<string, Float32Array>;
  readonly second: Map<string, Float32Array>;
}

/** How one update goes. */
export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
}

/** Zero moments for the weights whose names pass. */
export function createAdam(weights: Weights, isTrainable: (name: string) => boolean): AdamState {
  const zeros = () =>
    new Map(
      [...weights].filter(([name]) => isTrainable(name))
        .map(([name, { values }]) => [name, new Float32Array(values.length)]),
    );
  return { step: 0, first: zeros(), second: zeros() };
}

/** One update of all weights that have a gradient, in place. */
export function updateAdam(
  weights: Weights,
  gradients: ReadonlyMap<string, Float32Array>,
  { state, learningRate, beta1, beta2 }: AdamOptions & { readonly state: AdamState },
): void {
  state.step++;
  for (const [name, gradient] of gradients) {
    adamUpdate(weights.get(name)!.values, gradient, {
      mean: state.first.get(name)!,
      square: state.second.get(name)!,
      step: state.step,
      learningRate,
      betas: [beta1, beta2],
    });
  }
}
