/** Runs the run kernels: batch, instance and group norm, channels first; layer and RMS norm. */

import type { Scales } from "../engine.ts";
import { forwardStep, rescue, type Step, type WildLine } from "./_step.ts";
import type { Runs } from "./_geometry.ts";
import type { Kernel } from "./_kernels/job.ts";
import { lineGradientSums, runGradientSums } from "./_kernels/run_gradient_sums.ts";
import { runMoments } from "./_kernels/run_moments.ts";
import { addLineSums, LineParameters, rowsOf } from "./_lines.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import { type Lines, type Place, type Target, withParameters, writeMean } from "./_parameters.ts";
import { addSums, type Parts, type SumsBuilder, type Walker } from "./_walker.ts";

/**
 * Long runs are cut into pieces of 256 KB, so that threads have something to share. The cut does not
 * depend on how many threads there are, and so neither do the bits.
 */
const PIECE = 65536;
/** Short runs are claimed by the dozen. */
const GRAIN_ELEMENTS = 8192;
const MOST_PARAMETERS = 5;
/** Two blocks of scratch memory are rounded up to whole lines of 64 bytes. */
const SLACK_BYTES = 128;

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

  scratchBytes(parts: number): number {
    const each = parts * (16 * this.#pieces + 4 * MOST_PARAMETERS) + SLACK_BYTES;
    return each + (this.#own?.scratchBytes(parts) ?? 0);
  }

  moments(parts: Parts, x: number, into: MomentsBuilder): void {
    this.#summed(parts, (out) => this.#run(runMoments, parts, [x, out]), (run, at, results) => {
      const s = this.#runs.statistic[run]!;
      for (let left = this.partSize; left > 0; left -= PIECE, at += 2) {
        const count = Math.min(left, PIECE);
        const mean = results[at]!, squares = results[at + 1]!;
        if (this.#runs.centered) into.add(s, count, mean, squares);
        else into.add(s, count, 0, squares + count * mean * mean);
      }
    });
  }

  map(parts: Parts, addresses: readonly number[], step: Step): void {
    const own = this.#own?.write(step.own);
    const writeLine = step.writer(own?.unit);
    const write = (place: Place, target: Target) => writeLine(place, target) && own?.tame !== false;
    this.#parametrized(parts, { each: step.each, write }, (params, wild) => {
      const length = (parts.to - parts.from) * this.partSize;
      const arrays = addresses.map((address) => this.#machine.view(address, length));
      const lines = wild.map((line) => this.#wildLine(parts, line));
      rescue(lines, { arrays, compute: step.compute }, () => {
        const kernel = this.#machine.ended(own ? step.line : step.run, step.ending)!;
        this.#run(kernel, parts, [
          ...[...addresses, params],
          ...[...own?.addresses ?? [], ...step.fields],
        ]);
      });
    });
  }

  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void {
    const own = this.#own?.write({ gamma: scales.gamma });
    const length = (parts.to - parts.from) * this.partSize;
    const dy = this.#machine.view(at.dy, length), x = this.#machine.view(at.x, length);
    const place = { s: 0, p: 0 };
    const gamma = own && scales.gamma;
    const line = { scales, place, from: 0, to: 0, step: 1, dy, x, gamma };
    const how = own === undefined
      ? { each: 1, write: writeMean(scales) }
      : { each: 3, write: forwardStep({ ...scales, ...own.unit }).writer() };
    this.#parametrized(parts, how, (params, wild) => {
      const kernel = own === undefined ? runGradientSums : lineGradientSums;
      const given = own?.addresses ?? [];
      const work = (out: number) => this.#run(kernel, parts, [at.dy, at.x, params, out, ...given]);
      this.#summed(parts, work, (run, first, results) => {
        let plain = 0, product = 0;
        for (let i = 0; i < this.#pieces; i++) {
          plain += results[first + 2 * i]!;
          product += results[first + 2 * i + 1]!;
        }
        line.from = (run - parts.from) * this.partSize;
        line.to = line.from + this.partSize;
        place.s = this.#runs.statistic[run]!;
        place.p = this.#runs.affine[run]!;
        addSums(into, { plain, product }, line);
      });
      if (own === undefined) return;
      const statistic = this.#runs.statistic.subarray(parts.from, parts.to);
      addLineSums(this.#machine, { params, wild, dy, x, statistic, scales, into });
    });
  }

  close(): void {
    this.#own?.close();
  }

  #run(kernel: Kernel, { from, to }: Parts, fields: readonly number[]): void {
    const grain = Math.max(1, Math.floor(GRAIN_ELEMENTS / this.#pieceLength));
    const cut = { units: (to - from) * this.#pieces, grain };
    this.#machine.run(kernel, cut, [...fields, this.partSize, this.#pieces, this.#pieceLength]);
  }

  /** Two 64-bit results to a piece; `use` is told where those of a run begin. */
  #summed(
    { from, to }: Parts,
    work: (out: number) => void,
    use: (run: number, at: number, results: Float64Array) => void,
  ): void {
    const each = 2 * this.#pieces;
    this.#machine.withMemory(8 * each * (to - from), (out) => {
      work(out);
      const results = new Float64Array(this.#machine.memory.buffer);
      for (let run = from; run < to; run++) {
        use(run, out / 8 + each * (run - from), results);
      }
    });
  }

  /** So many 32-bit parameters to a run; wild runs are counted from the first one. */
  #parametrized(
    { from, to }: Parts,
    how: Pick<Lines, "each" | "write">,
    work: (params: number, wild: readonly number[]) => void,
  ): void {
    const { statistic, affine } = this.#runs;
    const find = (line: number, place: Place) => {
      place.s = statistic[from + line]!;
      place.p = affine[from + line]!;
    };
    withParameters(this.#machine, { ...how, lines: to - from, packed: true, find }, work);
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
