/** Runs the run kernels: batch, instance and group norm, channels first. */

import type { Affine, Projection, Scales } from "../engine.ts";
import type { Runs } from "./_geometry.ts";
import type { Kernel } from "./_kernels/job.ts";
import { runApply } from "./_kernels/run_apply.ts";
import { runGradientApply } from "./_kernels/run_gradient_apply.ts";
import { runGradientSums } from "./_kernels/run_gradient_sums.ts";
import { runMoments } from "./_kernels/run_moments.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import { type Place, type Target, writeAffine, writeGradient } from "./_parameters.ts";
import type { Parts, SumsBuilder, Walker } from "./_walker.ts";

/**
 * Long runs are cut into pieces of 256 KB, so that threads have something to share. The cut does not
 * depend on how many threads there are, and so neither do the bits.
 */
const PIECE = 65536;
/** Short runs are claimed by the dozen. */
const GRAIN_ELEMENTS = 8192;

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
      const rescue = wild.map((run) => ({ run, x: this.#view(at.x, parts, run).slice() }));
      this.#run(runApply, parts, [at.x, at.y, params]);
      for (const { run, x } of rescue) {
        const y = this.#view(at.y, parts, run);
        const s = this.#runs.statistic[run]!, p = this.#runs.affine[run]!;
        const mean = affine.mean[s]!, rstd = affine.rstd[s]!;
        const gamma = affine.gamma[p]!, beta = affine.beta[p]!;
        for (let i = 0; i < y.length; i++) y[i] = (x[i]! - mean) * rstd * gamma + beta;
      }
    });
  }

  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void {
    const { statistic, affine } = this.#runs;
    const write = ({ s }: Place, target: Target) => {
      target.f32[target.at] = scales.mean[s]!;
      return true;
    };
    this.#parametrized(parts, { each: 1, write }, (params) => {
      const work = (out: number) => this.#run(runGradientSums, parts, [at.dy, at.x, params, out]);
      this.#summed(parts, work, (run, first, results) => {
        let plain = 0, product = 0;
        for (let i = 0; i < this.#pieces; i++) {
          plain += results[first + 2 * i]!;
          product += results[first + 2 * i + 1]!;
        }
        const s = statistic[run]!;
        const mean = scales.mean[s]!;
        const centered = product - plain * (mean - Math.fround(mean));
        into.add(s, affine[run]!, plain, centered * scales.rstd[s]!);
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
      const rescue = wild.map((run) => ({
        run,
        dy: this.#view(at.dy, parts, run).slice(),
        x: this.#view(at.x, parts, run).slice(),
      }));
      this.#run(runGradientApply, parts, [at.dy, at.x, at.dx, params]);
      for (const { run, dy, x } of rescue) {
        const dx = this.#view(at.dx, parts, run);
        const s = this.#runs.statistic[run]!;
        const mean = scales.mean[s]!, r = scales.rstd[s]!;
        const gamma = scales.gamma[this.#runs.affine[run]!]!;
        const offset = scales.offset[s]!, slope = scales.slope[s]!;
        for (let i = 0; i < dx.length; i++) {
          dx[i] = r * (dy[i]! * gamma - offset - (x[i]! - mean) * r * slope);
        }
      }
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
      for (let run = from; run < to; run++) {
        use(run, out / 8 + each * (run - from), this.#machine.f64);
      }
    });
  }

  /** So many 32-bit parameters to a run. A run is wild if they are not good enough. */
  #parametrized(
    { from, to }: Parts,
    { each, write }: {
      readonly each: number;
      readonly write: (place: Place, target: Target) => boolean;
    },
    work: (params: number, wild: readonly number[]) => void,
  ): void {
    const { statistic, affine } = this.#runs;
    this.#machine.withMemory(4 * each * (to - from), (params) => {
      const wild = [];
      const place = { s: 0, p: 0 };
      const target = { f32: this.#machine.f32, at: params / 4, stride: 1 };
      for (let run = from; run < to; run++, target.at += each) {
        place.s = statistic[run]!;
        place.p = affine[run]!;
        if (!write(place, target)) wild.push(run);
      }
      work(params, wild);
    });
  }

  #view(base: number, { from }: Parts, run: number): Float32Array {
    return this.#machine.view(base + 4 * (run - from) * this.partSize, this.partSize);
  }
}
