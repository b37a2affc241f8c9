/** Runs the column kernels: batch, instance and group norm, channels last. */

import type { Scales } from "../engine.ts";
import { rescue, type Step, type WildLine } from "./_step.ts";
import type { Sheets } from "./_geometry.ts";
import { columnGradientSums } from "./_kernels/column_gradient_sums.ts";
import { columnMoments } from "./_kernels/column_moments.ts";
import { TILE_ROWS } from "./_kernels/column_pieces.ts";
import type { Kernel } from "./_kernels/job.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import { type Lines, type Place, withParameters, writeMean } from "./_parameters.ts";
import { addSums, type Parts, type SumsBuilder, type Walker } from "./_walker.ts";

/** Sheets are cut into pieces of about 256 KB, whatever the number of threads. */
const PIECE = 65536;
const PIECE_COLUMNS = 1024;
const MOST_PARAMETERS = 5;
/** Three blocks of scratch memory are rounded up to whole lines of 64 bytes. */
const SLACK_BYTES = 192;

/** A {@linkcode Walker} over sheets of columns. */
export class SheetWalker implements Walker {
  readonly parts: number;
  readonly partSize: number;
  readonly separate: boolean;
  readonly grain: number = 1;
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
    // All of a short sheet may be left over, and then there is no piece.
    const pieceRows = Math.max(1, Math.min(rows, tiles * TILE_ROWS));
    this.#cut = {
      rowPieces: Math.ceil(rows / pieceRows),
      pieceRows,
      columnPieces: Math.ceil(columns / pieceColumns),
      pieceColumns,
    };
  }

  scratchBytes(): number {
    const { rowPieces, columnPieces, pieceColumns } = this.#cut;
    const sums = 16 * pieceColumns * rowPieces * columnPieces;
    return sums + 4 * (MOST_PARAMETERS + 2) * this.#sheets.columns + SLACK_BYTES;
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

  map(parts: Parts, addresses: readonly number[], step: Step): void {
    const kernel = this.#machine.ended(step.column, step.ending)!;
    const { each, compute } = step;
    this.#eachSheet(parts, (sheet, offset) => {
      const places = addresses.map((address) => address + offset);
      this.#parametrized(sheet, { each, write: step.writer() }, (params, wild) => {
        const arrays = places.map((place) => this.#machine.view(place, this.partSize));
        const lines = wild.map((column) => this.#wildLine(sheet, column));
        rescue(lines, { arrays, compute }, () => {
          const given = [params, ...step.fields];
          this.#run(kernel, [...places, ...given]);
          this.#mapRest(kernel, places, given);
        });
      });
    });
  }

  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void {
    const { columns, rest } = this.#sheets;
    this.#eachSheet(parts, (sheet, offset) => {
      const [dy, x] = [at.dy + offset, at.x + offset];
      const plain = new Float64Array(columns), product = new Float64Array(columns);
      this.#parametrized(sheet, { each: 1, write: writeMean(scales) }, (params) => {
        const work = (out: number) => this.#run(columnGradientSums, [dy, x, params, out]);
        this.#summed(work, (piece, results) => {
          for (let j = 0, column = piece.column; j < piece.columns; j++, column++) {
            plain[column] = plain[column]! + results[piece.at + j]!;
            product[column] = product[column]! + results[piece.second + j]!;
          }
        });
        const g = this.#rest(dy), values = this.#rest(x);
        const means = this.#machine.view(params, rest);
        for (let i = 0; i < rest; i++) {
          plain[i] = plain[i]! + g[i]!;
          product[i] = product[i]! + g[i]! * (values[i]! - means[i]!);
        }
      });
      const where = {
        ...{ scales, to: this.partSize, step: columns },
        ...{ dy: this.#machine.view(dy, this.partSize), x: this.#machine.view(x, this.partSize) },
      };
      for (let from = 0; from < columns; from++) {
        const sums = { plain: plain[from]!, product: product[from]! };
        addSums(into, sums, { ...where, from, place: this.#place(sheet, from) });
      }
    });
  }

  /** Nothing is borrowed. */
  close(): void {}

  #eachSheet({ from, to }: Parts, body: (sheet: number, offset: number) => void): void {
    for (let sheet = from; sheet < to; sheet++) body(sheet, 4 * (sheet - from) * this.partSize);
  }

  /** Does what is left over as a row of its own, whose end is anything. */
  #mapRest(kernel: Kernel, places: readonly number[], given: readonly number[]): void {
    const { columns, rest } = this.#sheets;
    if (rest === 0) return;
    const { columnPieces, pieceColumns } = this.#cut;
    const inputs = places.slice(0, -1).map((place) => this.#rest(place));
    this.#machine.withMemory(8 * columns, (row) => {
      const rows = inputs.map((_, i) => row + 4 * i * columns);
      rows.forEach((address, i) => this.#machine.view(address, rest).set(inputs[i]!));
      const fields = [...rows, row, ...given, 1, columns, 1, columnPieces, pieceColumns];
      this.#machine.run(kernel, { units: columnPieces, grain: columnPieces }, fields);
      this.#rest(places.at(-1)!).set(this.#machine.view(row, rest));
    });
  }

  #run(kernel: Kernel, fields: readonly number[]): void {
    const { rows, columns } = this.#sheets;
    const { rowPieces, pieceRows, columnPieces, pieceColumns } = this.#cut;
    const where = [rows, columns, pieceRows, columnPieces, pieceColumns];
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
      const results = new Float64Array(this.#machine.memory.buffer);
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
          }, results);
        }
      }
    });
  }

  /** Rows of 32-bit parameters, one to a column. */
  #parametrized(
    sheet: number,
    how: Pick<Lines, "each" | "write">,
    work: (params: number, wild: readonly number[]) => void,
  ): void {
    const { columns } = this.#sheets;
    const find = (column: number, place: Place) => this.#place(sheet, column, place);
    withParameters(this.#machine, { ...how, lines: columns, packed: false, find }, work);
  }

  /** The elements that no whole row took. */
  #rest(base: number): Float32Array {
    const { rows, columns, rest } = this.#sheets;
    return this.#machine.view(base + 4 * rows * columns, rest);
  }

  /** The statistic and the parameter of a column of a sheet. */
  #place(sheet: number, column: number, place: Place = { s: 0, p: 0 }): Place {
    const { statistic, affine, sheetStatistic, sheetAffine } = this.#sheets;
    place.s = sheetStatistic[sheet]! + statistic[column]!;
    place.p = sheetAffine[sheet]! + affine[column]!;
    return place;
  }

  #wildLine(sheet: number, column: number): WildLine {
    const place = this.#place(sheet, column);
    return { from: column, to: this.partSize, step: this.#sheets.columns, placeOf: () => place };
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
