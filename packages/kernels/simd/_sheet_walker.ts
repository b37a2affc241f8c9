/** Runs the column kernels: batch, instance and group norm, channels last. */

import type { Plan } from "../plan.ts";
import { type Findings, forwardBytes, normalizeParts } from "./_forward.ts";
import { rescue, type Step, type WildLine } from "./_step.ts";
import type { Sheets } from "./_geometry.ts";
import { MOST_TILE_ROWS } from "./_kernels/column_pieces.ts";
import { columnGradientSums, columnMoments } from "./_kernels/column_sums.ts";
import type { Kernel } from "./_kernels/job.ts";
import type { GradientBuilder } from "./_gradient_builder.ts";
import type { Machine } from "./_machine.ts";
import type { MomentsBuilder } from "./_merge.ts";
import {
  cutLines,
  type Lines,
  meanWriter,
  MOST_PARAMETERS,
  type Place,
  withParameters,
  type Writer,
} from "./_parameters.ts";
import { type Parts, PIECE, PIECE_COLUMNS, type SummedLines, type Walker } from "./_walker.ts";

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
    const tiles = Math.max(1, Math.floor(PIECE / pieceColumns / MOST_TILE_ROWS));
    // All of a short sheet may be left over, and then there is no piece.
    const pieceRows = Math.max(1, Math.min(rows, tiles * MOST_TILE_ROWS));
    this.#cut = {
      rowPieces: Math.ceil(rows / pieceRows),
      pieceRows,
      columnPieces: Math.ceil(columns / pieceColumns),
      pieceColumns,
    };
  }

  scratchBytes(): readonly number[] {
    const { rowPieces, columnPieces, pieceColumns } = this.#cut;
    const { columns } = this.#sheets;
    const sums = 20 * pieceColumns * rowPieces * columnPieces;
    return [sums, 4 * MOST_PARAMETERS * columns, 8 * columns];
  }

  forwardBytes(): readonly number[] {
    return [forwardBytes(1, this.#sheets.columns)];
  }

  isWhole({ count }: Plan): boolean {
    const { rowPieces, columnPieces } = this.#cut, { rows, rest } = this.#sheets;
    return this.separate && rowPieces * columnPieces === 1 && rest === 0 && rows === count;
  }

  forward(
    parts: Parts,
    addresses: readonly number[],
    step: Step,
    into: Findings,
  ): readonly Parts[] {
    if (!this.isWhole(into.plan)) return [parts];
    const left: Parts[] = [];
    this.#eachSheet(parts, (sheet, offset) => {
      const places = addresses.map((address) => address + offset);
      left.push(...normalizeParts(this.#machine, {
        ...{ parts: { from: sheet, to: sheet + 1 }, grain: 1, packed: false, affine: step.own },
        lines: this.#linesOf(sheet, { from: 0, to: this.#sheets.columns }),
        jobs: ({ centers, sums, params }) => ({
          moments: { kernel: columnMoments, fields: [places[0]!, centers, sums, ...this.#where] },
          apply: {
            kernel: this.#machine.ended(step.column, step.ending)!,
            fields: [...places, params, ...step.fields, ...this.#where],
          },
        }),
      }, into));
    });
    return left;
  }

  moments(parts: Parts, x: number, into: MomentsBuilder): void {
    this.#eachSheet(parts, (sheet, offset) => {
      const work = (out: number, centers: number) =>
        this.#run(columnMoments, [x + offset, centers, out]);
      this.#summed(sheet, { x: x + offset, work }, (lines, centers) => {
        into.add(lines, { at: centers, next: 1 });
      });
      this.#eachRest(sheet, x + offset, ({ s }, at) => {
        into.addLine(s, this.#machine.f32, { count: 1, x: at, step: 1 });
      });
    });
  }

  map(parts: Parts, addresses: readonly number[], step: Step): void {
    const kernel = this.#machine.ended(step.column, step.ending)!;
    const { each, compute } = step;
    const how = { each, write: step.writer() };
    this.#eachSheet(parts, (sheet, offset) => {
      const places = addresses.map((address) => address + offset);
      this.#parametrized(sheet, how, (params, wild) => {
        const arraysOf = () => places.map((place) => this.#machine.view(place, this.partSize));
        const lines = wild.map((column) => this.#wildLine(sheet, column));
        rescue(lines, { arraysOf, compute }, () => {
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
    into: GradientBuilder,
  ): void {
    const how = { each: 1, write: meanWriter(into.scales) };
    const dy = (at.dy - at.x) / 4;
    this.#eachSheet(parts, (sheet, offset) => {
      const x = at.x + offset;
      this.#parametrized(sheet, how, (params) => {
        const work = (out: number) =>
          this.#run(columnGradientSums, [at.dy + offset, x, params, out]);
        this.#summed(sheet, { x, work }, (lines) => into.add(lines, dy));
      });
      this.#eachRest(sheet, x, (place, x) => {
        into.addLine(place, this.#machine.f32, { count: 1, x, dy: x + dy, step: 1 });
      });
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
    const { rowPieces, columnPieces } = this.#cut;
    const cut = { units: rowPieces * columnPieces, grain: 1 };
    this.#machine.run(kernel, cut, [...fields, ...this.#where]);
  }

  /** What the kernels want to know of the pieces. */
  get #where(): readonly number[] {
    const { rows, columns } = this.#sheets;
    const { pieceRows, columnPieces, pieceColumns } = this.#cut;
    return [rows, columns, pieceRows, columnPieces, pieceColumns];
  }

  /** Two rows of 64-bit results to a piece, and a row of 32-bit ones; `use` is given piece after piece. */
  #summed(
    sheet: number,
    { x, work }: { readonly x: number; readonly work: (out: number, more: number) => void },
    use: (lines: SummedLines, more: number) => void,
  ): void {
    const { rows, columns } = this.#sheets;
    const { rowPieces, pieceRows, columnPieces, pieceColumns } = this.#cut;
    const howMany = pieceColumns * rowPieces * columnPieces;
    this.#machine.withMemory(20 * howMany, (out) => {
      work(out, out + 16 * howMany);
      const { f32, f64 } = this.#machine;
      let at = out / 8, more = (out + 16 * howMany) / 4;
      for (let row = 0; row < rows; row += pieceRows) {
        for (let column = 0; column < columns; column += pieceColumns) {
          use({
            ...this.#linesOf(sheet, { from: column, to: column + pieceColumns }),
            ...{ f32, f64, count: Math.min(pieceRows, rows - row) },
            ...{ sums: { at, next: 1 }, products: pieceColumns },
            x: { at: x / 4 + row * columns + column, next: 1, step: columns },
          }, more);
          at += 2 * pieceColumns;
          more += pieceColumns;
        }
      }
    });
  }

  /** Calls `use` with the index of each element that no whole row took; the array begins at `base`. */
  #eachRest(sheet: number, base: number, use: (place: Place, at: number) => void): void {
    const { rest } = this.#sheets;
    for (let i = 0, at = base / 4 + this.partSize - rest; i < rest; i++, at++) {
      use(this.#placeOf(sheet, i), at);
    }
  }

  /** Some columns of a sheet. */
  #linesOf(sheet: number, { from, to }: Parts): Lines {
    const { statistic, affine, sheetStatistic, sheetAffine } = this.#sheets;
    const first = { s: sheetStatistic[sheet]!, p: sheetAffine[sheet]! };
    return cutLines({ statistic, affine, first }, from, to);
  }

  #placeOf(sheet: number, column: number): Place {
    const { statistic, affine, sheetStatistic, sheetAffine } = this.#sheets;
    return {
      s: sheetStatistic[sheet]! + statistic[column]!,
      p: sheetAffine[sheet]! + affine[column]!,
    };
  }

  /** Rows of 32-bit parameters, one to a column. */
  #parametrized(
    sheet: number,
    how: { readonly each: number; readonly write: Writer },
    work: (params: number, wild: readonly number[]) => void,
  ): void {
    const lines = this.#linesOf(sheet, { from: 0, to: this.#sheets.columns });
    withParameters(this.#machine, lines, { ...how, packed: false, work });
  }

  /** The elements that no whole row took. */
  #rest(base: number): Float32Array {
    const { rest } = this.#sheets;
    return this.#machine.view(base + 4 * (this.partSize - rest), rest);
  }

  #wildLine(sheet: number, column: number): WildLine {
    const place = this.#placeOf(sheet, column);
    return { from: column, to: this.partSize, step: this.#sheets.columns, placeOf: () => place };
  }
}
