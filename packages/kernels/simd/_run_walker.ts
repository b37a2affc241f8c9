/** Runs the run kernels: batch, instance and group norm, channels first. */

import type { Affine, Projection, Scales } from "../engine.ts";
import { applyWide, gradientWide } from "./_element.ts";
import type { Runs } from "./_geometry.ts";
import type { Kernel } from "./_kernels/job.ts";
import { runApply } from "./_kernels/run_apply.ts";
import { runGradientApply } from "./_kernels/run_gradient_apply.ts";
import { runGradientSums } from "./_kernels/run_gradient_sums.ts";
import { runMoments } from "./_kernels/run_moments.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import {
  type Lines,
  type Place,
  type Target,
  withParameters,
  writeAffine,
  writeGradient,
  writeMean,
} from "./_parameters.ts";
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
  readonly #machine: Machine;
  readonly #runs: Runs;
  /** How many pieces a run is cut into, and how long they are. */
  readonly #pieces: number;
  readonly #pieceLength: number;

  constructor(machine: Machine, runs: Runs) {
    this.#machine = machine;
    this.#runs = runs;
    this.parts = runs.runs;
    this.partSize = runs.length;
    this.separate = runs.separate;
    this.#pieces = Math.ceil(runs.length / PIECE);
    this.#pieceLength = Math.min(runs.length, PIECE);
  }

  scratchBytes(parts: number): number {
    return parts * (16 * this.#pieces + 4 * MOST_PARAMETERS) + SLACK_BYTES;
  }

  moments(parts: Parts, x: number, into: MomentsBuilder): void {
    this.#summed(parts, (out) => this.#run(runMoments, parts, [x, out]), (run, at, results) => {
      const s = this.#runs.statistic[run]!;
      for (let left = this.partSize; left > 0; left -= PIECE, at += 2) {
        into.add(s, Math.min(left, PIECE), results[at]!, results[at + 1]!);
      }
    });
  }

  apply(parts: Parts, at: { readonly x: number; readonly y: number }, affine: Affine): void {
    const write = (place: Place, target: Target) => writeAffine(affine, place, target);
    this.#parametrized(parts, { each: 3, write }, (params, wild) => {
      const rescued = wild.map((line) => {
        const place = this.#place(parts.from + line);
        return this.#view(at.x, line).map((x) => applyWide(affine, place, x));
      });
      this.#run(runApply, parts, [at.x, at.y, params]);
      wild.forEach((line, i) => this.#view(at.y, line).set(rescued[i]!));
    });
  }

  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void {
    this.#parametrized(parts, { each: 1, write: writeMean(scales) }, (params) => {
      const work = (out: number) => this.#run(runGradientSums, parts, [at.dy, at.x, params, out]);
      const length = (parts.to - parts.from) * this.partSize;
      const dy = this.#machine.view(at.dy, length), x = this.#machine.view(at.x, length);
      this.#summed(parts, work, (run, first, results) => {
        let plain = 0, product = 0;
        for (let i = 0; i < this.#pieces; i++) {
          plain += results[first + 2 * i]!;
          product += results[first + 2 * i + 1]!;
        }
        const from = (run - parts.from) * this.partSize;
        const where = { from, to: from + this.partSize, step: 1, dy, x };
        addSums(into, { plain, product }, { scales, place: this.#place(run), ...where });
      });
    });
  }

  gradientApply(
    parts: Parts,
    at: { readonly dy: number; readonly x: number; readonly dx: number },
    scales: Scales & Projection,
  ): void {
    const write = (place: Place, target: Target) => writeGradient(scales, place, target);
    this.#parametrized(parts, { each: 5, write }, (params, wild) => {
      const rescued = wild.map((line) => {
        const place = this.#place(parts.from + line);
        const dy = this.#view(at.dy, line);
        return this.#view(at.x, line).map((x, i) => gradientWide(scales, place, { g: dy[i]!, x }));
      });
      this.#run(runGradientApply, parts, [at.dy, at.x, at.dx, params]);
      wild.forEach((line, i) => this.#view(at.dx, line).set(rescued[i]!));
    });
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

  #place(run: number): Place {
    return { s: this.#runs.statistic[run]!, p: this.#runs.affine[run]! };
  }

  #view(base: number, line: number): Float32Array {
    return this.#machine.view(base + 4 * line * this.partSize, this.partSize);
  }
}
