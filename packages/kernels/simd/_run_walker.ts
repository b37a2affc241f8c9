/** Runs the run kernels: batch, instance and group norm, channels first; layer and RMS norm. */

import { type Findings, forwardBytes, normalizeParts } from "./_forward.ts";
import { forwardStep, rescue, type Step, type WildLine } from "./_step.ts";
import type { Runs } from "./_geometry.ts";
import type { Kernel } from "./_kernels/job.ts";
import { FORWARD } from "./_kernels/map.ts";
import { lineGradientSums, runGradientSums, runMoments } from "./_kernels/run_sums.ts";
import { addLineSums, LineParameters, rowsOf } from "./_lines.ts";
import type { GradientBuilder } from "./_gradient_builder.ts";
import type { Cut, Job, Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import {
  cutLines,
  type Lines,
  meanWriter,
  MOST_PARAMETERS,
  withParameters,
  type Writer,
} from "./_parameters.ts";
import { type Parts, PIECE, type SummedLines, type Walker } from "./_walker.ts";

/** Short runs are claimed by the dozen. */
const GRAIN_ELEMENTS = 8192;

/** A {@linkcode Walker} over contiguous runs. */
export class RunWalker implements Walker {
  readonly parts: number;
  readonly partSize: number;
  readonly separate: boolean;
  readonly grain: number;
  readonly #machine: Machine;
  readonly #runs: Runs;
  /** How many pieces a run is cut into, and how long they are. */
  readonly #pieces: number;
  readonly #pieceLength: number;
  /** Where each element has parameters of its own. */
  readonly #own: LineParameters | undefined;

  constructor(machine: Machine, runs: Runs) {
    this.#machine = machine;
    this.#runs = runs;
    this.parts = runs.runs;
    this.partSize = runs.length;
    this.separate = runs.separate;
    this.#pieces = Math.ceil(runs.length / PIECE);
    this.#pieceLength = Math.min(runs.length, PIECE);
    this.grain = runs.elementwise ? rowsOf(runs.length) : 1;
    this.#own = runs.elementwise ? new LineParameters(machine, runs.length) : undefined;
  }

  scratchBytes(parts: number): readonly number[] {
    const units = parts * this.#pieces;
    const each = [4 * units, 16 * units, 4 * MOST_PARAMETERS * parts];
    return [...each, ...this.#own?.scratchBytes(parts) ?? []];
  }

  forwardBytes(parts: number): readonly number[] {
    return [forwardBytes(parts, parts), ...this.#own?.scratchBytes(parts) ?? []];
  }

  isWhole(): boolean {
    return this.separate && this.#pieces === 1;
  }

  forward(
    parts: Parts,
    addresses: readonly number[],
    step: Step,
    into: Findings,
  ): readonly Parts[] {
    const own = this.#own?.write(step.own);
    if (!this.isWhole() || own?.tame === false) return [parts];
    const { grain } = this.#cut(parts);
    return normalizeParts(this.#machine, {
      ...{ parts, grain, lines: this.#linesOf(parts), packed: true },
      affine: own?.unit ?? step.own,
      jobs: ({ centers, sums, params }) => ({
        moments: { kernel: runMoments, fields: [addresses[0]!, centers, sums, ...this.#where] },
        apply: this.#mapJob(addresses, params, step),
      }),
    }, into);
  }

  moments(parts: Parts, x: number, into: MomentsBuilder): void {
    this.#machine.withMemory(4 * this.#pieces * (parts.to - parts.from), (centers) => {
      const work = (out: number) => this.#run(runMoments, parts, [x, centers, out]);
      this.#summed(parts, { x, work }, (lines, unit) => {
        into.add(lines, { at: centers / 4 + unit, next: 1 });
      });
    });
  }

  map(parts: Parts, addresses: readonly number[], step: Step): void {
    const own = this.#own?.write(step.own);
    const howMany = parts.to - parts.from;
    const how = { each: step.each, write: step.writer(own?.unit) };
    this.#parametrized(parts, how, (params, wild) => {
      const arraysOf = () =>
        addresses.map((address) => this.#machine.view(address, howMany * this.partSize));
      const bad = own?.tame === false ? Array.from({ length: howMany }, (_, line) => line) : wild;
      const lines = bad.map((line) => this.#wildLine(parts, line));
      rescue(lines, { arraysOf, compute: step.compute }, () => {
        const { kernel, fields } = this.#mapJob(addresses, params, step);
        this.#machine.run(kernel, this.#cut(parts), fields);
      });
    });
  }

  gradientSums(
    parts: Parts,
    { dy, x }: { readonly dy: number; readonly x: number },
    into: GradientBuilder,
  ): void {
    const { scales } = into;
    const own = this.#own?.write({ gamma: scales.gamma });
    const gamma = own && scales.gamma;
    const how = own === undefined
      ? { each: 1, write: meanWriter(scales) }
      : { each: FORWARD.params, write: forwardStep({ ...scales, ...own.unit }).writer() };
    this.#parametrized(parts, how, (params, wild) => {
      const kernel = own === undefined ? runGradientSums : lineGradientSums;
      const fields = [dy, x, ...own?.addresses ?? [], params];
      const work = (out: number) => this.#run(kernel, parts, [...fields, out]);
      this.#summed(parts, { x, work }, (lines, _, from) => {
        into.add(lines, (dy - x) / 4, gamma?.subarray(from));
      });
      if (own === undefined) return;
      const { statistic } = this.#linesOf(parts);
      const length = this.partSize * statistic.length;
      const arrays = { dy: this.#machine.view(dy, length), x: this.#machine.view(x, length) };
      addLineSums(this.#machine, { ...arrays, params, wild, statistic, into });
    });
  }

  close(): void {
    this.#own?.close();
  }

  #run(kernel: Kernel, parts: Parts, fields: readonly number[]): void {
    this.#machine.run(kernel, this.#cut(parts), [...fields, ...this.#where]);
  }

  /** Forward or backward, when the parameters are there. */
  #mapJob(addresses: readonly number[], params: number, step: Step): Job {
    const own = this.#own?.write(step.own).addresses ?? [];
    return {
      kernel: this.#machine.ended(this.#own ? step.line : step.run, step.ending)!,
      fields: [...addresses, params, ...own, ...step.fields, ...this.#where],
    };
  }

  #cut({ from, to }: Parts): Cut {
    const grain = Math.max(1, Math.floor(GRAIN_ELEMENTS / this.#pieceLength));
    return { units: (to - from) * this.#pieces, grain };
  }

  /** What the kernels want to know of the pieces. */
  get #where(): readonly number[] {
    return [this.partSize, this.#pieces, this.#pieceLength];
  }

  #linesOf({ from, to }: Parts): Lines {
    const { statistic, affine } = this.#runs;
    return cutLines({ statistic, affine, first: { s: 0, p: 0 } }, from, to);
  }

  /**
   * Two 64-bit results to a piece. Calls `use(lines, unit, from)` for each piece of a run, run by run, or
   * once for all runs if each is one piece; `unit` is the first piece's number, and `from` the piece's offset
   * in its run. The order is fixed: another one would add up to other bits where runs that share a parameter
   * come in several slices.
   */
  #summed(
    parts: Parts,
    { x, work }: { readonly x: number; readonly work: (out: number) => void },
    use: (lines: SummedLines, unit: number, from: number) => void,
  ): void {
    const pieces = this.#pieces, length = this.partSize, runs = parts.to - parts.from;
    const group = pieces > 1 ? 1 : runs;
    this.#machine.withMemory(16 * pieces * runs, (out) => {
      work(out);
      const { f32, f64 } = this.#machine;
      for (let run = 0, unit = 0; run < runs; run += group) {
        const from = parts.from + run;
        const lines = this.#linesOf({ from, to: from + group });
        for (let done = 0; done < length; done += PIECE, unit++) {
          use(
            {
              ...lines,
              ...{ f32, f64, count: Math.min(length - done, PIECE), products: 1 },
              sums: { at: out / 8 + 2 * unit, next: 2 },
              x: { at: x / 4 + run * length + done, next: length, step: 1 },
            },
            unit,
            done,
          );
        }
      }
    });
  }

  /** So many 32-bit parameters to a run; wild runs are counted from the first one. */
  #parametrized(
    parts: Parts,
    how: { readonly each: number; readonly write: Writer },
    work: (params: number, wild: readonly number[]) => void,
  ): void {
    withParameters(this.#machine, this.#linesOf(parts), { ...how, packed: true, work });
  }

  /** A run, counted from the first of the parts. */
  #wildLine({ from }: Parts, line: number): WildLine {
    const { statistic, affine, elementwise } = this.#runs;
    const place = { s: statistic[from + line]!, p: affine[from + line]! };
    const first = line * this.partSize;
    const placeOf = (index: number) => {
      if (elementwise) place.p = index - first;
      return place;
    };
    return { from: first, to: first + this.partSize, step: 1, placeOf };
  }
}
