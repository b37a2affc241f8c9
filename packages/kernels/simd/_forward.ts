/** Forward in one go: what the kernel is told, and what comes of it. */

import type { Epsilon } from "../engine.ts";
import type { Plan } from "../plan.ts";
import type { FloatArray } from "../types.ts";
import { JOB_BYTES } from "./_kernels/job.ts";
import { FORWARD } from "./_kernels/map.ts";
import { normalizePart } from "./_kernels/normalize.ts";
import type { Job, Machine } from "./_machine.ts";
import type { Lines } from "./_parameters.ts";
import type { Step } from "./_step.ts";
import type { Parts } from "./_walker.ts";

/** What forward finds out, one number to a statistic, and what a deviation is made with. */
export interface ForwardResult {
  readonly plan: Plan;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly rstd: Float64Array;
  readonly epsilon: Epsilon;
}

/** How the lines lie in parts, and what is done to them. */
export interface PartLines {
  readonly parts: Parts;
  /** How many parts are claimed at a time. */
  readonly grain: number;
  readonly lines: Lines;
  /** Whether a line's parameters stand together; otherwise there are rows of them. */
  readonly packed: boolean;
  readonly own: Step["own"];
  /** From where centers, sums and parameters are: the jobs that write and read those. */
  readonly jobs: (
    at: { readonly centers: number; readonly sums: number; readonly params: number },
  ) => { readonly moments: Job; readonly apply: Job };
}

/** What all lines share: two jobs, and two numbers. */
const HEAD_BYTES = 2 * JOB_BYTES + 16;
/** Sums and squares, gamma, beta, mean, variance, rstd; center, and parameters. */
const LINE_BYTES = 7 * 8 + 4 + 4 * FORWARD.params;

/** How many bytes {@linkcode normalizeParts} borrows. */
export function forwardBytes(parts: number, lines: number): number {
  return HEAD_BYTES + LINE_BYTES * lines + 4 * parts;
}

/**
 * Writes the output and the statistics of parts whose lines have a statistic each, one after the other.
 * Gives the parts that 32-bit arithmetic is not good enough for: nothing of their output has been written.
 */
export function normalizeParts(
  machine: Machine,
  { parts: { from, to }, grain, lines, packed, own, jobs }: PartLines,
  into: ForwardResult,
): Parts[] {
  const { statistic, affine, first } = lines;
  const howMany = statistic.length, parts = to - from;
  const left: { from: number; to: number }[] = [];
  machine.withMemory(forwardBytes(parts, howMany), (start) => {
    const { f32, f64 } = machine;
    let next = start + 2 * JOB_BYTES;
    const take = (bytes: number) => (next += bytes) - bytes;
    const epsilon = take(16), sums = take(16 * howMany);
    const gamma = take(8 * howMany), beta = take(8 * howMany);
    const mean = take(8 * howMany), variance = take(8 * howMany), rstd = take(8 * howMany);
    const params = take(4 * FORWARD.params * howMany);
    const centers = take(4 * howMany), flags = take(4 * parts);
    f64[epsilon / 8] = into.epsilon.inside;
    f64[epsilon / 8 + 1] = into.epsilon.outside;
    const spread = (array: FloatArray, at: number) => {
      // Whole lines have their statistics in order.
      if (affine === statistic && array.length === howMany) return f64.set(array, at);
      for (let line = 0; line < howMany; line++) f64[at + line] = array[first.p + affine[line]!]!;
    };
    spread(own.gamma, gamma / 8);
    spread(own.beta!, beta / 8);
    const { moments, apply } = jobs({ centers, sums, params });
    machine.write(start, moments);
    machine.write(start + JOB_BYTES, apply);
    machine.run(normalizePart, { units: parts, grain }, [
      ...[start, start + JOB_BYTES, howMany / parts, into.plan.count, +into.plan.centered],
      ...[centers, sums, gamma, beta, mean, variance, rstd, params],
      ...(packed ? [4 * FORWARD.params, 4] : [4, 4 * howMany]),
      ...[epsilon, flags],
    ]);
    const copy = (array: Float64Array, at: number) =>
      array.set(f64.subarray(at / 8, at / 8 + howMany), first.s + statistic[0]!);
    copy(into.mean, mean);
    copy(into.variance, variance);
    copy(into.rstd, rstd);
    for (let part = from, flag = flags / 4; part < to; part++, flag++) {
      if (f32[flag] === 0) continue;
      const last = left.at(-1);
      if (last?.to === part) last.to++;
      else left.push({ from: part, to: part + 1 });
    }
  });
  return left;
}
