/** Adam on plain arrays: the state is data, so that a resumed run is the same run, bit for bit. */

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

const EPSILON = 1e-8;

/** Zero moments for the weights whose names pass. */
export function createAdam(weights: Weights, isTrainable: (name: string) => boolean): AdamState {
  const zeros = () =>
    new Map(
      [...weights].filter(([name]) => isTrainable(name))
        .map(([name, { values }]) => [name, new Float32Array(values.length)]),
    );
  return { step: 0, first: zeros(), second: zeros() };
}

/**
 * One update in place (Kingma, Ba, 2015): `w -= rate * mhat / (sqrt(vhat) + 1e-8)`, with both bias
 * corrections from the step count.
 */
export function updateAdam(
  weights: Weights,
  gradients: ReadonlyMap<string, Float32Array>,
  { state, learningRate, beta1, beta2 }: AdamOptions & { readonly state: AdamState },
): void {
  state.step++;
  const unbias1 = 1 / (1 - beta1 ** state.step);
  const unbias2 = 1 / (1 - beta2 ** state.step);
  for (const [name, gradient] of gradients) {
    const { values } = weights.get(name)!;
    const first = state.first.get(name)!;
    const second = state.second.get(name)!;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i]!;
      const m = first[i] = beta1 * first[i]! + (1 - beta1) * g;
      const v = second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
      values[i] = values[i]! - learningRate * m * unbias1 / (Math.sqrt(v * unbias2) + EPSILON);
    }
  }
}
