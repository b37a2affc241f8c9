/** The norms of the adapter experiment in float64: what contenders are held against. */

import {
  batchNorm,
  batchNormBackward,
  groupNorm,
  groupNormBackward,
  instanceNorm,
  instanceNormBackward,
} from "@evenkeel/kernels";
import type { AdapterCase } from "./adapter_cases.ts";
import { memoryShape } from "./cases.ts";
import type { Probe } from "./_probe.ts";
import { affineInput, fillNoise, probe } from "./_shared/inputs.js";

/** What stands below the root, for everyone. */
export const ADAPTER_EPSILON = 1e-5;

/** How many elements of each output are compared. */
export const ADAPTER_PROBES = 512;

const SEEDS = { x: 1, dy: 2 } as const;

/** What a case is computed from; `x` and `dy` channels last. */
export interface AdapterInputs {
  readonly x: Float32Array;
  readonly dy: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
}

/** The arrays of a case. */
export function adapterInputs(one: AdapterCase): AdapterInputs {
  const create = (seed: number) => {
    const array = new Float32Array(one.sizes.reduce((a, b) => a * b));
    fillNoise(array, seed);
    return array;
  };
  return { x: create(SEEDS.x), dy: create(SEEDS.dy), ...affineInput(one.sizes[1]) };
}

/** What a probe of the case should be. */
export function adapterReference(one: AdapterCase): Probe {
  const inputs = adapterInputs(one);
  const [x, dy] = [Float64Array.from(inputs.x), Float64Array.from(inputs.dy)];
  const { layout, groups } = one;
  const affine = { gamma: Float64Array.from(inputs.gamma) };
  const options = { shape: memoryShape(one), layout, epsilon: ADAPTER_EPSILON, ...affine };
  const forward = { ...options, beta: Float64Array.from(inputs.beta) };
  const answers = {
    batch: () => {
      const { y, mean, rstd } = batchNorm(x, forward);
      return { y, ...batchNormBackward(dy, x, { ...options, mean, rstd }) };
    },
    instance: () => {
      const { y, mean, rstd } = instanceNorm(x, forward);
      return { y, ...instanceNormBackward(dy, x, { ...options, mean, rstd }) };
    },
    group: () => {
      const { y, mean, rstd } = groupNorm(x, { ...forward, groups });
      return { y, ...groupNormBackward(dy, x, { ...options, groups, mean, rstd }) };
    },
  };
  const { y, dx, dgamma, dbeta } = answers[one.op]();
  const take = (array: ArrayLike<number>) => probe(array, ADAPTER_PROBES);
  return { y: take(y), dx: take(dx), dgamma: probe(dgamma), dbeta: probe(dbeta) };
}
