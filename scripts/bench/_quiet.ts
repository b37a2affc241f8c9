/**
 * Waits for the host to be quiet. A virtual machine's neighbors take half of a processor for seconds or minutes:
 * then a known piece of work takes longer than at best, and so does whatever is measured.
 */

/** How many times as long as at best the known work may take. */
export const MOST_SLOWDOWN = 1.2;
/** What is best is learned first, in some seconds: even neighbors pause for moments. */
const FIRST_LOOKS = 60;
const PAUSE_MS = 50;

/** How many samples were taken, and how many of them while the host was not quiet. */
export interface QuietCounts {
  readonly samples: number;
  readonly disturbed: number;
}

/** Knows whether the host is quiet, and has some time to wait for that. */
export class Quiet {
  readonly #look: () => Promise<number>;
  readonly #waitMs: number;
  readonly #pause: (ms: number) => Promise<unknown>;
  #best = Infinity;
  #looks = 0;
  #waitedMs = 0;
  #counts: QuietCounts = { samples: 0, disturbed: 0 };

  /**
   * @param look Milliseconds that the known work takes now.
   * @param waitMs How long it may wait in all.
   * @param pause How it waits.
   */
  constructor(
    look: () => Promise<number>,
    waitMs: number,
    pause = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms)),
  ) {
    this.#look = look;
    this.#waitMs = waitMs;
    this.#pause = pause;
  }

  /** Milliseconds spent on waiting, and on samples that were taken again. */
  get waitedMs(): number {
    return Math.round(this.#waitedMs);
  }

  /** Whether there is no more time to wait. */
  get isOver(): boolean {
    return this.#waitedMs >= this.#waitMs;
  }

  /** Takes samples until one was begun and ended in quiet, or there is no more time to wait. */
  async sample<T>(take: () => Promise<T>): Promise<T> {
    for (;;) {
      const begun = await this.#wait();
      const start = performance.now();
      const sample = await take();
      const ms = performance.now() - start;
      // The threads of whoever was measured may spin a while before they sleep.
      await this.#pause(PAUSE_MS);
      const quiet = begun && await this.#isQuiet();
      if (quiet || this.isOver) {
        const { samples, disturbed } = this.#counts;
        this.#counts = { samples: samples + 1, disturbed: disturbed + (quiet ? 0 : 1) };
        return sample;
      }
      this.#waitedMs += ms;
    }
  }

  /** The samples since it was last asked. */
  takeCounts(): QuietCounts {
    const counts = this.#counts;
    this.#counts = { samples: 0, disturbed: 0 };
    return counts;
  }

  /** Milliseconds of the known work at best, as far as is known by now. */
  async best(): Promise<number> {
    await this.#learn();
    await this.#isQuiet();
    return this.#best;
  }

  async #wait(): Promise<boolean> {
    await this.#learn();
    while (!await this.#isQuiet()) {
      if (this.isOver) return false;
      await this.#pause(PAUSE_MS);
      this.#waitedMs += PAUSE_MS;
    }
    return true;
  }

  async #learn(): Promise<void> {
    while (this.#looks < FIRST_LOOKS) {
      await this.#isQuiet();
      await this.#pause(PAUSE_MS);
    }
  }

  async #isQuiet(): Promise<boolean> {
    const ms = await this.#look();
    this.#looks++;
    this.#best = Math.min(this.#best, ms);
    return ms <= MOST_SLOWDOWN * this.#best;
  }
}
