/** One line that says how training goes. */

import type { StepLosses } from "./trainer.ts";

/** The part of a stream that a progress line needs. */
export interface LineOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What there is to do. */
export interface ProgressTotal {
  readonly steps: number;
  /** Pictures that one step paints. */
  readonly images: number;
  /** Steps that are done already. Default: 0. */
  readonly from?: number;
}

const PLAIN_EVERY_STEPS = 20;

/** Rewrites one line on a terminal; elsewhere writes a line every 20 steps. */
export class Progress {
  readonly #output: LineOutput;
  readonly #total: ProgressTotal;
  readonly #now: () => number;
  #started: number | undefined;
  #isLineOpen = false;

  /** `now` gives milliseconds. */
  constructor(
    output: LineOutput,
    total: ProgressTotal,
    now: () => number = () => performance.now(),
  ) {
    this.#output = output;
    this.#total = total;
    this.#now = now;
  }

  /** Call after each step. The first one warms up, so time counts from its end. */
  step(step: number, losses: StepLosses): void {
    this.#started ??= this.#now();
    const last = step === this.#total.steps;
    const tty = this.#output.isTTY === true;
    if (!tty && !last && step % PLAIN_EVERY_STEPS !== 0) return;
    const line = this.#line(step, losses);
    this.#isLineOpen = tty && !last;
    this.#output.write(tty ? `\r${line}\x1b[K${last ? "\n" : ""}` : `${line}\n`);
  }

  /** Ends the line that is being rewritten, if there is one, so that an error stands on its own. */
  stop(): void {
    if (this.#isLineOpen) this.#output.write("\n");
    this.#isLineOpen = false;
  }

  #line(step: number, { generator, discriminator, content }: StepLosses): string {
    const { steps, images, from = 0 } = this.#total;
    const seconds = (this.#now() - this.#started!) / 1000;
    const done = step - from - 1;
    const rate = done > 0 ? done / seconds : 0;
    const percent = Math.floor(100 * step / steps);
    const losses = `G ${generator.toFixed(3)} D ${discriminator.toFixed(3)} content ` +
      content.toFixed(3);
    const speed = rate > 0
      ? `${(rate * images).toFixed(1)} images/s, ETA ${clock((steps - step) / rate)}`
      : "warming up";
    return `step ${step}/${steps} ${percent}%, ${speed}, ${losses}`;
  }
}

/** Minutes and seconds. */
export function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
