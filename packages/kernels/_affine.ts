/** Where gamma and beta come from: a vector of channels, or numbers of their own for each instance. */

import { checkArray } from "./_check.ts";
import type { Sizes } from "./_pool.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** One number per channel in float64, or `absent` everywhere. */
export function channelArray(
  name: string,
  array: FloatArray | undefined,
  { c, absent }: { readonly c: number; readonly absent: number },
): Float64Array {
  if (array === undefined) return new Float64Array(c).fill(absent);
  checkArray(name, array, { length: c, unit: "channels" });
  return Float64Array.from(array);
}

/** Gamma and beta of the channels, spread over the instances. */
export function channelAffine(
  { gamma, beta }: { readonly gamma?: FloatArray; readonly beta?: FloatArray },
  sizes: Sizes,
): { readonly gamma: Float64Array; readonly beta: Float64Array } {
  const { c } = sizes;
  return {
    gamma: toInstances(channelArray("gamma", gamma, { c, absent: 1 }), sizes),
    beta: toInstances(channelArray("beta", beta, { c, absent: 0 }), sizes),
  };
}

/** One number per channel of each sample in float64, or `absent` everywhere. */
export function instanceArray(
  name: string,
  array: FloatArray | undefined,
  { n, c, absent }: Sizes & { readonly absent: number },
): Float64Array {
  if (array === undefined) return new Float64Array(n * c).fill(absent);
  checkArray(name, array, { length: n * c, unit: "channels of each sample" });
  return Float64Array.from(array);
}

/** Gives every sample the channels' numbers. */
export function toInstances(channels: Float64Array, { n, c }: Sizes): Float64Array {
  const instances = new Float64Array(n * c);
  for (let sample = 0; sample < n; sample++) instances.set(channels, sample * c);
  return instances;
}

/** The gradient of {@linkcode toInstances}: sums over the samples. */
export function sumOverSamples(instances: Float64Array, { n, c }: Sizes): Float64Array {
  const channels = new Float64Array(c);
  for (let i = 0; i < n * c; i++) channels[i % c] = channels[i % c]! + instances[i]!;
  return channels;
}

/** Gamma and beta that change nothing. */
export function unitAffine(
  { affines }: Plan,
): { readonly gamma: Float64Array; readonly beta: Float64Array } {
  return { gamma: new Float64Array(affines).fill(1), beta: new Float64Array(affines) };
}
