/** Synchronized batch norm of replicas that all live here. */

import { type Gather, syncBatchNorm, syncBatchNormBackward } from "@evenkeel/kernels";
import type { NormInput, NormOutput } from "./norms_on_arrays.ts";

/** One batch cut into replicas of so many samples, put together again. */
export async function runReplicas(
  { x, dy, shape, ...affine }: NormInput,
  samples: readonly number[],
): Promise<NormOutput> {
  const [, c, positions] = shape;
  const gathers = createGathers(samples.length);
  let end = 0;
  const parts = await Promise.all(samples.map(async (n, replica) => {
    const from = end;
    end += n * c * positions;
    const [own, downstream] = [x.slice(from, end), dy.slice(from, end)];
    const options = { ...affine, shape: [n, c, positions], gather: gathers[replica]! };
    const { y, ...kept } = await syncBatchNorm(own, options);
    return { y, ...await syncBatchNormBackward(downstream, own, { ...options, ...kept }) };
  }));
  return {
    y: join(parts.map(({ y }) => y)),
    dx: join(parts.map(({ dx }) => dx)),
    dgamma: add(parts.map(({ dgamma }) => dgamma)),
    dbeta: add(parts.map(({ dbeta }) => dbeta)),
  };
}

/** A round ends when everybody has spoken; then everybody hears all. */
function createGathers(replicas: number): Gather[] {
  let round: { spoken: Float64Array[]; heard: PromiseWithResolvers<Float64Array[]> } | undefined;
  return Array.from({ length: replicas }, (_, replica): Gather => async (numbers) => {
    round ??= { spoken: [], heard: Promise.withResolvers() };
    const { spoken, heard } = round;
    spoken[replica] = numbers.slice();
    if (Object.keys(spoken).length === replicas) {
      round = undefined;
      heard.resolve(spoken);
    }
    return await heard.promise;
  });
}

function join(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

function add(parts: readonly Float64Array[]): Float64Array {
  return parts.reduce((sum, part) => sum.map((value, i) => value + part[i]!));
}
