/** How far work on many things is. */

import { clock, type LineOutput } from "../training/progress.ts";

const BAR_COLUMNS = 24;

/** What is counted. */
export interface ProgressBarOptions {
  /** How many there are; undefined where nobody knows. */
  readonly total: number | undefined;
  /** Of which a plain line tells, where the output is no terminal. Default: never. */
  readonly plainEvery?: number;
  /** Milliseconds. Default: the process's clock. */
  readonly now?: () => number;
}

/** A bar with the time that is left, at the foot of a terminal; lines go above it. Elsewhere, lines alone. */
export class ProgressBar {
  readonly #output: LineOutput;
  readonly #total: number | undefined;
  readonly #plainEvery: number;
  readonly #now: () => number;
  readonly #started: number;
  #done = 0;

  constructor(
    output: LineOutput,
    { total, plainEvery = Infinity, now = () => performance.now() }: ProgressBarOptions,
  ) {
    this.#output = output;
    this.#total = total;
    this.#plainEvery = plainEvery;
    this.#now = now;
    this.#started = now();
  }

  /** A line of text, above the bar. */
  print(line: string): void {
    this.stop();
    this.#output.write(`${line}\n`);
    this.#draw();
  }

  /** One more is done. */
  advance(): void {
    this.#done++;
    this.#draw();
    const isTime = this.#done % this.#plainEvery === 0;
    if (this.#output.isTTY !== true && isTime) this.#output.write(`${this.#text()}\n`);
  }

  /** Takes the bar away. */
  stop(): void {
    if (this.#output.isTTY === true) this.#output.write("\r\x1b[K");
  }

  #draw(): void {
    if (this.#output.isTTY !== true) return;
    const share = this.#total === undefined ? undefined : Math.min(1, this.#done / this.#total);
    const filled = Math.round(BAR_COLUMNS * (share ?? 0));
    const bar = share === undefined
      ? ""
      : `[${"#".repeat(filled)}${" ".repeat(BAR_COLUMNS - filled)}] `;
    this.#output.write(`\r${bar}${this.#text()}\x1b[K`);
  }

  #text(): string {
    const each = (this.#now() - this.#started) / 1000 / this.#done;
    if (this.#total === undefined) return `${this.#done}`;
    const left = Math.max(0, this.#total - this.#done);
    const eta = this.#done > 0 && left > 0 ? `, ETA ${clock(each * left)}` : "";
    return `${this.#done}/${this.#total}${eta}`;
  }
}
