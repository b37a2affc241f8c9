/** Runs the column kernels: batch, instance and group norm, channels last. */

import type { Affine, Projection, Scales } from "../engine.ts";
import type { Sheets } from "./_geometry.ts";
import { columnApply } from "./_kernels/column_apply.ts";
import { columnGradientApply } from "./_kernels/column_gradient_apply.ts";
import { columnGradientSums } from "./_kernels/column_gradient_sums.ts";
import { columnMoments } from "./_kernels/column_moments.ts";
import type { Kernel } from "./_kernels/job.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import { type Place, type Target, writeAffine, writeGradient } from "./_parameters.ts";
import type { Parts, SumsBuilder, Walker } from "./_walker.ts";

/** Sheets are cut into pieces of about 256 KB, whatever the number of threads. */
const PIECE = 65536;
const PIECE_COLUMNS = 1024;
const TILE_ROWS = 64;

/** A {@linkcode Walker} over sheets of columns. */
export class SheetWalker implements Walker {
  readonly parts: number;
  readonly partSize: number;
  readonly separate: boolean;
  readonly #machine: Machine;
  readonly #sheets: Sheets;
  readonly #cut: {
    readonly rowPieces: number;
    readonly pieceRows: number;
    readonly columnPieces: number;
    readonly pieceColumns: number;
  };

  constructor(machine: Machine, sheets: Sheets) {
    this.#machine = machine;
    this.#sheets = sheets;
    const { rows, columns } = sheets;
    this.parts = sheets.sheets;
    this.partSize = rows * columns + sheets.rest;
    this.separate = sheets.separate;
    const pieceColumns = Math.min(columns, PIECE_COLUMNS);
    const tiles = Math.max(1, Math.floor(PIECE / pieceColumns / TILE_ROWS));
    const pieceRows = Math.min(rows, tiles * TILE_ROWS);
    this.#cut = {
      rowPieces: Math.ceil(rows / pieceRows),
      pieceRows,
      columnPieces: Math.ceil(columns / pieceColumns),
      pieceColumns,
    };
  }

  moments(parts: Parts, x: number, into: MomentsBuilder): void {
    const { statistic, sheetStatistic, rest } = this.#sheets;
    this.#eachSheet(parts, (sheet, offset) => {
      const first = sheetStatistic[sheet]!;
      this.#summed((out) => this.#run(columnMoments, [x + offset, out]), (piece, results) => {
        for (let j = 0; j < piece.columns; j++) {
          const s = first + statistic[piece.column + j]!;
          into.add(s, piece.rows, results[piece.at + j]!, results[piece.second + j]!);
        }
      });
      const left = this.#rest(x + offset);
      for (let i = 0; i < rest; i++) into.add(first + statistic[i]!, 1, left[i]!, 0);
    });
  }

  apply(parts: Parts, at: { readonly x: number; readonly y: number }, affine: Affine): void {
    this.#eachSheet(parts, (sheet, offset) => {
      const [x, y] = [at.x + offset, at.y + offset];
      const write = (place: Place, target: Target) => writeAffine(affine, place, target);
      this.#parametrized(sheet, { rows: 3, write }, (params, tame) => {
        if (!tame) {
          this.#elements(
            sheet,
            x,
            y,
            (value, s, p) =>
              (value - affine.mean[s]!) * affine.rstd[s]! * affine.gamma[p]! + affine.beta[p]!,
          );
          return;
        }
        this.#run(columnApply, [x, y, params]);
        const { columns } = this.#sheets;
        const target = this.#machine.view(params, 3 * columns);
        const from = this.#rest(x), to = this.#rest(y);
        // Rounded after each step, as the kernel does it.
        for (let i = 0; i < from.length; i++) {
          const centered = Math.fround(from[i]! - target[i]!);
          to[i] = Math.fround(centered * target[columns + i]!) + target[2 * columns + i]!;
        }
      });
    });
  }

  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void {
    const { statistic, affine, sheetStatistic, sheetAffine, rest } = this.#sheets;
    this.#eachSheet(parts, (sheet, offset) => {
      const [dy, x] = [at.dy + offset, at.x + offset];
      const firstS = sheetStatistic[sheet]!, firstP = sheetAffine[sheet]!;
      const add = (column: number, plain: number, product: number) => {
        const s = firstS + statistic[column]!;
        const mean = scales.mean[s]!;
        const centered = product - plain * (mean - Math.fround(mean));
        into.add(s, firstP + affine[column]!, plain, centered * scales.rstd[s]!);
      };
      const write = ({ s }: Place, target: Target) => {
        target.f32[target.at] = scales.mean[s]!;
        return true;
      };
      this.#parametrized(sheet, { rows: 1, write }, (params) => {
        const work = (out: number) => this.#run(columnGradientSums, [dy, x, params, out]);
        this.#summed(work, (piece, results) => {
          for (let j = 0; j < piece.columns; j++) {
            add(piece.column + j, results[piece.at + j]!, results[piece.second + j]!);
          }
        });
        const g = this.#rest(dy), values = this.#rest(x);
        const means = this.#machine.view(params, rest);
        for (let i = 0; i < rest; i++) add(i, g[i]!, g[i]! * (values[i]! - means[i]!));
      });
    });
  }

  gradientApply(
    parts: Parts,
    at: { readonly dy: number; readonly x: number; readonly dx: number },
    scales: Scales & Projection,
  ): void {
    this.#eachSheet(parts, (sheet, offset) => {
      const [dy, x, dx] = [at.dy + offset, at.x + offset, at.dx + offset];
      const write = (place: Place, target: Target) => writeGradient(scales, place, target);
      this.#parametrized(sheet, { rows: 5, write }, (params, tame) => {
        if (!tame) {
          const values = this.#machine.view(x, this.partSize);
          this.#elements(sheet, dy, dx, (g, s, p, i) => {
            const r = scales.rstd[s]!;
            const xhat = (values[i]! - scales.mean[s]!) * r;
            return r * (g * scales.gamma[p]! - scales.offset[s]! - xhat * scales.slope[s]!);
          });
          return;
        }
        this.#run(columnGradientApply, [dy, x, dx, params]);
        const { columns } = this.#sheets;
        const target = this.#machine.view(params, 5 * columns);
        const g = this.#rest(dy), values = this.#rest(x), to = this.#rest(dx);
        for (let i = 0; i < to.length; i++) {
          const scaled = Math.fround(g[i]! * target[columns + i]!);
          const centered = Math.fround(values[i]! - target[i]!);
          const moved = Math.fround(centered * target[3 * columns + i]!);
          const rest = Math.fround(Math.fround(scaled - target[2 * columns + i]!) - moved);
          to[i] = rest * target[4 * columns + i]!;
        }
      });
    });
  }

  #eachSheet({ from, to }: Parts, body: (sheet: number, offset: number) => void): void {
    for (let sheet = from; sheet < to; sheet++) body(sheet, 4 * (sheet - from) * this.partSize);
  }

  #run(kernel: Kernel, fields: readonly number[]): void {
    const { rows, columns } = this.#sheets;
    const { rowPieces, pieceRows, columnPieces, pieceColumns } = this.#cut;
    const where = [rows, columns, rowPieces, pieceRows, columnPieces, pieceColumns];
    this.#machine.run(kernel, { units: rowPieces * columnPieces, grain: 1 }, [...fields, ...where]);
  }

  /** Two rows of 64-bit results to a piece. */
  #summed(
    work: (out: number) => void,
    use: (piece: Piece, results: Float64Array) => void,
  ): void {
    const { rows, columns } = this.#sheets;
    const { rowPieces, pieceRows, columnPieces, pieceColumns } = this.#cut;
    const howMany = 2 * pieceColumns * rowPieces * columnPieces;
    this.#machine.withMemory(8 * howMany, (out) => {
      work(out);
      let at = out / 8;
      for (let i = 0; i < rowPieces; i++) {
        for (let j = 0; j < columnPieces; j++, at += 2 * pieceColumns) {
          const column = j * pieceColumns;
          use({
            rows: Math.min(pieceRows, rows - i * pieceRows),
            columns: Math.min(pieceColumns, columns - column),
            column,
            at,
            second: at + pieceColumns,
          }, this.#machine.f64);
        }
      }
    });
  }

  /** Rows of 32-bit parameters, one to a column; a sheet is tame if they are good enough. */
  #parametrized(
    sheet: number,
    { rows, write }: {
      readonly rows: number;
      readonly write: (place: Place, target: Target) => boolean;
    },
    work: (params: number, tame: boolean) => void,
  ): void {
    const { statistic, affine, sheetStatistic, sheetAffine, columns } = this.#sheets;
    const firstS = sheetStatistic[sheet]!, firstP = sheetAffine[sheet]!;
    this.#machine.withMemory(4 * rows * columns, (params) => {
      let tame = true;
      const place = { s: 0, p: 0 };
      const target = { f32: this.#machine.f32, at: params / 4, stride: columns };
      for (let j = 0; j < columns; j++, target.at++) {
        place.s = firstS + statistic[j]!;
        place.p = firstP + affine[j]!;
        tame = write(place, target) && tame;
      }
      work(params, tame);
    });
  }

  /** The elements that no whole row took. */
  #rest(base: number): Float32Array {
    const { rows, columns, rest } = this.#sheets;
    return this.#machine.view(base + 4 * rows * columns, rest);
  }

  /** A sheet, element by element, in 64 bits. */
  #elements(
    sheet: number,
    from: number,
    to: number,
    compute: (value: number, s: number, p: number, index: number) => number,
  ): void {
    const { statistic, affine, sheetStatistic, sheetAffine, columns } = this.#sheets;
    const source = this.#machine.view(from, this.partSize);
    const target = this.#machine.view(to, this.partSize);
    for (let i = 0; i < source.length; i++) {
      const j = i % columns;
      const s = sheetStatistic[sheet]! + statistic[j]!;
      target[i] = compute(source[i]!, s, sheetAffine[sheet]! + affine[j]!, i);
    }
  }
}

interface Piece {
  readonly rows: number;
  readonly columns: number;
  /** Its first column. */
  readonly column: number;
  /** Where its first row of results begins. */
  readonly at: number;
  /** Where its second row of results begins. */
  readonly second: number;
}
