/**
 * Waits for the host to be quiet. A virtual machine's neighbors take half of a processor for seconds or minutes:
 * then a known piece of work takes longer than at best, and so does whatever is measured.
 */

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { spin } from "./_spin.ts";

/** How many times as long as at best the known work may take. */
export const MOST_SLOWDOWN = 1.2;
/** What is best is learned first, in some seconds: even neighbors pause for moments. */
const FIRST_LOOKS = 60;
const PAUSE_MS = 50;

/** How it went. */
export interface QuietReport {
  /** Milliseconds spent on waiting, and on samples that were taken again. */
  readonly waitedMs: number;
  readonly samples: number;
  /** How many of the samples were taken while the host was not quiet: the time to wait was used up. */
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
  #samples = 0;
  #disturbed = 0;

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

  /** Takes samples until one was begun and ended in quiet, or there is no more time to wait. */
  async sample<T>(take: () => Promise<T>): Promise<T> {
    for (;;) {
      const begun = await this.#wait();
      const start = performance.now();
      const sample = await take();
      const ms = performance.now() - start;
      const quiet = begun && await this.#isQuiet();
      if (quiet || this.#waitedMs >= this.#waitMs) {
        this.#samples++;
        if (!quiet) this.#disturbed++;
        return sample;
      }
      this.#waitedMs += ms;
    }
  }

  /** Milliseconds of the known work at best, as far as is known by now. */
  async best(): Promise<number> {
    await this.#learn();
    await this.#isQuiet();
    return this.#best;
  }

  get report(): QuietReport {
    const { round } = Math;
    return { waitedMs: round(this.#waitedMs), samples: this.#samples, disturbed: this.#disturbed };
  }

  async #wait(): Promise<boolean> {
    await this.#learn();
    while (!await this.#isQuiet()) {
      if (this.#waitedMs >= this.#waitMs) return false;
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

/** The known work on two processors at once. */
export interface Lookout {
  /** Milliseconds that the slower one takes. */
  look(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a thread to look with. */
export function startLookout(): Lookout {
  const worker = new Worker(new URL("./_spin_worker.ts", import.meta.url));
  return {
    async look() {
      const other = once(worker, "message");
      worker.postMessage("spin");
      const own = spin();
      return Math.max(own, ...await other);
    },
    close: async () => void await worker.terminate(),
  };
}
