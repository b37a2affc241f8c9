/** Forward in one go: what the kernel is told, and what comes of it. */

import type { Epsilon } from "../engine.ts";
import type { Plan } from "../plan.ts";
import type { FloatArray } from "../types.ts";
import { FORWARD } from "./_kernels/map.ts";
import { normalizePart } from "./_kernels/normalize.ts";
import type { Job, Machine } from "./_machine.ts";
import type { Lines } from "./_parameters.ts";
import type { Step } from "./_step.ts";
import type { Parts } from "./_walker.ts";

/** Where forward puts what it finds out, one number to a statistic; and what it has to know for that. */
export interface Findings {
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
  /** What lines are multiplied with, and what is added. */
  readonly affine: Step["own"];
  /** The jobs that write centers and sums, and read parameters; they are told where those are. */
  readonly jobs: (
    at: { readonly centers: number; readonly sums: number; readonly params: number },
  ) => { readonly moments: Job; readonly apply: Job };
}

const EPSILON_BYTES = 16;
/** Sums and squares, gamma, beta, mean, variance, rstd; center, and parameters. */
const LINE_BYTES = 7 * 8 + 4 + 4 * FORWARD.params;

/** How many bytes {@linkcode normalizeParts} borrows. */
export function forwardBytes(parts: number, lines: number): number {
  return EPSILON_BYTES + LINE_BYTES * lines + 4 * parts;
}

/**
 * Writes the output and the statistics of parts whose lines have a statistic each, one after the other.
 * Gives the parts that 32-bit arithmetic is not good enough for: nothing of their output has been written.
 */
export function normalizeParts(
  machine: Machine,
  { parts: { from, to }, grain, lines, packed, affine: { gamma, beta }, jobs }: PartLines,
  into: Findings,
): Parts[] {
  const { statistic, affine, first } = lines;
  const lineCount = statistic.length, partCount = to - from;
  const left: { from: number; to: number }[] = [];
  machine.withMemory(forwardBytes(partCount, lineCount), (start) => {
    const { f64 } = machine;
    let end = start;
    const take = (bytes: number) => (end += bytes) - bytes;
    const takeDoubles = () => take(8 * lineCount);
    const epsilon = take(EPSILON_BYTES), sums = take(16 * lineCount);
    const gammas = takeDoubles(), betas = takeDoubles();
    const mean = takeDoubles(), variance = takeDoubles(), rstd = takeDoubles();
    const params = take(4 * FORWARD.params * lineCount);
    const centers = take(4 * lineCount), flags = take(4 * partCount);
    f64[epsilon / 8] = into.epsilon.inside;
    f64[epsilon / 8 + 1] = into.epsilon.outside;
    const spread = (array: FloatArray, at: number) => {
      // The statistics of whole lines are in order, and so are the same indices of parameters.
      if (affine === statistic && array.length === lineCount) return f64.set(array, at);
      for (let line = 0; line < lineCount; line++) f64[at + line] = array[first.p + affine[line]!]!;
    };
    spread(gamma, gammas / 8);
    spread(beta!, betas / 8);
    const { moments, apply } = jobs({ centers, sums, params });
    machine.run(normalizePart, { units: partCount, grain }, [
      ...[machine.writeInner(0, moments), machine.writeInner(1, apply)],
      ...[lineCount / partCount, into.plan.count, +into.plan.centered],
      ...[centers, sums, gammas, betas, mean, variance, rstd, params],
      ...(packed ? [4 * FORWARD.params, 4] : [4, 4 * lineCount]),
      ...[epsilon, flags],
    ]);
    const copy = (array: Float64Array, at: number) =>
      array.set(f64.subarray(at / 8, at / 8 + lineCount), first.s + statistic[0]!);
    copy(into.mean, mean);
    copy(into.variance, variance);
    copy(into.rstd, rstd);
    new Uint32Array(f64.buffer, flags, partCount).forEach((flag, i) => {
      if (flag === 0) return;
      const part = from + i, last = left.at(-1);
      if (last?.to === part) last.to++;
      else left.push({ from: part, to: part + 1 });
    });
  });
  return left;
}
