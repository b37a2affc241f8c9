/** Samples of a time, and how they are taken: interleaved, so that drift hits all contenders alike. */

import { LookoutError } from "./_lookout.ts";
import type { Quiet } from "./_quiet.ts";

/** What many samples come down to, in milliseconds a turn. */
export interface Summary {
  readonly median: number;
  /** The first and the third quartile. */
  readonly quartiles: readonly [number, number];
  readonly samples: number;
}

/** Something that can be timed. */
export interface Timed {
  readonly id: string;
  /** Milliseconds that so many turns in a row take; rejects if it cannot be done. */
  run(loops: number): Promise<number>;
  /** Milliseconds that a turn took before; the only sample of one who is too slow for another. */
  readonly before?: number;
}

/** How long to measure. */
export interface TimingOptions {
  /** At most so many samples of each contender. */
  readonly rounds: number;
  /** A sample takes as many turns as fill this time. */
  readonly sampleMs: number;
  /** A contender that has had this much time takes part in no further round, unless it has too few. */
  readonly budgetMs: number;
  /** Before each turn: the threads of the one before may spin a while before they sleep. Default 0. */
  readonly pauseMs?: number;
  /** Compilers begin with quick code, and replace it by fast code while it runs: so long. Default 0. */
  readonly warmUpMs?: number;
}

/** Below this many samples a budget does not count, unless a single turn exceeds it. */
const MIN_SAMPLES = 3;
const WARM_UP_SAMPLES = 3;

/** Milliseconds a turn of each contender, or why there are none. */
export type Outcome = { readonly samples: readonly number[] } | { readonly error: string };

interface State {
  readonly timed: Timed;
  readonly samples: number[];
  loops: number;
  spent: number;
  error?: string;
}

/**
 * Warms every contender up, then gives each one a turn a round, beginning with another one each round.
 * A contender that fails is out; the others go on.
 */
export async function measure(
  contenders: readonly Timed[],
  options: TimingOptions & { readonly quiet?: Quiet | undefined },
): Promise<Map<string, Outcome>> {
  const states = contenders.map((timed): State => ({ timed, samples: [], loops: 1, spent: 0 }));
  for (const state of states) await attempt(state, () => warmUp(state, options));
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < states.length; turn++) {
      const state = states[(turn + round) % states.length]!;
      if (state.error !== undefined || isSpent(state, options)) continue;
      await new Promise((done) => setTimeout(done, options.pauseMs ?? 0));
      await attempt(state, () => sample(state, options));
    }
  }
  return new Map(states.map(({ timed, samples, error }) => [
    timed.id,
    error === undefined ? { samples } : { error },
  ]));
}

/** The first call compiles, the next ones say how many turns make a sample. */
async function warmUp(state: State, options: TimingOptions): Promise<void> {
  const { before = 0 } = state.timed;
  if (before > options.budgetMs) return keepOnly(state, before);
  const { warmUpMs = 0 } = options;
  for (let i = 0, spent = 0; i < WARM_UP_SAMPLES || spent < warmUpMs; i++) {
    const ms = await state.timed.run(state.loops);
    spent += ms;
    // So slow that once has to be enough: the warm-up is the only sample.
    if (i === 0 && ms > options.budgetMs) return keepOnly(state, ms);
    state.loops = loopsFor(ms / state.loops, options.sampleMs);
  }
}

function keepOnly(state: State, ms: number): void {
  state.samples.push(ms);
  state.spent = Infinity;
}

async function sample(
  state: State,
  { sampleMs, quiet }: TimingOptions & { readonly quiet?: Quiet | undefined },
): Promise<void> {
  const { timed, loops } = state;
  const take = async () => {
    // The turns of the others have emptied the caches, and put this one's threads to sleep.
    const before = loops > 1 ? await timed.run(Math.ceil(loops / 2)) : 0;
    const ms = await timed.run(loops);
    return { ms, spent: before + ms };
  };
  const { ms, spent } = await (quiet === undefined ? take() : quiet.sample(take));
  state.samples.push(ms / loops);
  state.spent += spent;
  state.loops = Math.max(loops, loopsFor(ms / loops, sampleMs));
}

function isSpent({ spent, samples }: State, { budgetMs }: TimingOptions): boolean {
  return spent === Infinity || (spent > budgetMs && samples.length >= MIN_SAMPLES);
}

async function attempt(state: State, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof LookoutError) throw error;
    state.error = error instanceof Error ? error.message : String(error);
  }
}

/** How many turns fill a sample. */
export function loopsFor(turnMs: number, sampleMs: number): number {
  const MOST = 100_000; // where a turn is too short for the clock
  return Math.min(Math.max(Math.ceil(sampleMs / Math.max(turnMs, 1e-9)), 1), MOST);
}

/** Median and quartiles. */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new RangeError("samples must not be empty");
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
    samples: sorted.length,
  };
}

/** Linear between the two nearest of sorted values. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
