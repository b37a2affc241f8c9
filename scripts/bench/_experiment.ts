/** An experiment is a list of cases times a list of contenders, whatever the cases are. */

import {
  type Contender,
  type ContenderSpec,
  startContender,
  UnsupportedError,
} from "./_contender.ts";
import { measure, summarize, type Summary, type Timed, type TimingOptions } from "./_timing.ts";
import { type Probe, probeError } from "./_probe.ts";
import { MOST_SLOWDOWN, type Quiet, type QuietCounts } from "./_quiet.ts";

/** What to measure. Issue by issue, another one joins. */
export interface Experiment<C extends { readonly id: string }> {
  readonly name: string;
  readonly cases: readonly C[];
  readonly contenders: readonly ContenderSpec[];
  /** Whose numbers the others' are compared with: a contender's, or what a function knows. */
  readonly reference: string | ((one: C) => Probe);
  /** Whether a probe takes one turn, so that it can stand for one where a turn takes minutes. */
  readonly probesByTurn?: boolean;
  /** What a contender is told besides the case, such as a model. */
  payload?(contender: ContenderSpec, one: C): Readonly<Record<string, unknown>> | undefined;
  /** Why a contender is left out of a case, if it is; the report says so. */
  leftOut?(contender: ContenderSpec, one: C): string | undefined;
}

/** The part of an experiment that was asked for. */
export interface Selection {
  /** Contenders whose id contains one of these. */
  readonly only?: readonly string[];
  /** Cases whose id contains one of these. */
  readonly shapes?: readonly string[];
  /** Whether to measure also what takes minutes. Default false. */
  readonly patient?: boolean;
  /** Python executables that have PyTorch, besides the system's. */
  readonly pythons?: readonly string[];
}

/** One contender in one case. */
export interface Result {
  readonly case: string;
  readonly contender: string;
  readonly summary?: Summary;
  /** The largest difference from the reference, over the largest value. */
  readonly probeError?: number;
  /** What else it told of the case, such as how much memory it takes. */
  readonly facts?: Readonly<Record<string, number>>;
  /** That it cannot do this. */
  readonly unsupported?: string;
  /** That it could not do this. */
  readonly error?: string;
}

/** Who took part, with the version it told, or why it did not. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly missing?: string;
}

/** How it went with the host's neighbors. */
export interface QuietReport extends QuietCounts {
  /** Milliseconds spent on waiting, and on samples that were taken again. */
  readonly waitedMs: number;
}

/** Everything measured; plain data. */
export interface Measurements {
  readonly experiment: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly timing: RunTiming;
  readonly participants: readonly Participant[];
  readonly results: readonly Result[];
  /** How it went with the host's neighbors, where that was watched. */
  readonly quiet?: QuietReport;
}

/** In a contender's name it stands for what the contender says when it starts. */
const VERSION = "{version}";

/** How long to measure all cases. */
export interface RunTiming extends TimingOptions {
  /** How long to warm up in the first case, if it is more there: much is compiled again later. */
  readonly firstWarmUpMs?: number;
}

/** How to run. */
export interface RunOptions extends RunTiming {
  readonly root: string;
  readonly machine: Measurements["machine"];
  /** Whether samples are taken in quiet. Default: as they come. */
  readonly quiet?: Quiet | undefined;
  /** Is told what happens. */
  readonly log: (line: string) => void;
}

/** Starts everyone, measures case by case, and stops everyone. */
export async function runExperiment<C extends { readonly id: string }>(
  experiment: Experiment<C>,
  options: RunOptions,
): Promise<Measurements> {
  const participants: Participant[] = [];
  const team: (Contender | undefined)[] = [];
  const { root, machine, log, rounds, sampleMs, budgetMs, pauseMs = 0, warmUpMs = 0 } = options;
  const { firstWarmUpMs = warmUpMs } = options;
  for (const spec of experiment.contenders) {
    const { id, name } = spec;
    try {
      const contender = await startContender(spec, { root });
      team.push(contender);
      const { version } = contender;
      participants.push({ id, name: name.replace(VERSION, version), version });
    } catch (error) {
      team.push(undefined);
      participants.push({ id, name: name.replace(VERSION, id), missing: toMessage(error) });
      log(`missing: ${name}: ${toMessage(error)}`);
    }
  }
  const known = new Map<C, Known>();
  let left = experiment.cases;
  try {
    while (left.length > 0) {
      for (const [i, one] of left.entries()) {
        log(`${i + 1}/${left.length} ${one.id}`);
        const best = await options.quiet?.best() ?? 0;
        const results = await runCase(experiment, one, team, {
          ...options,
          warmUpMs: known.size === 0 ? firstWarmUpMs : warmUpMs,
        });
        known.set(one, { best, results, counts: options.quiet?.takeCounts() });
      }
      left = await measuredTooEarly(known, options.quiet);
      if (left.length > 0) log("again: the host can be quieter than it was at first");
    }
  } finally {
    await Promise.all(team.map((contender) => contender?.stop()));
  }
  const all = experiment.cases.map((one) => known.get(one)!);
  return {
    experiment: experiment.name,
    machine,
    timing: { rounds, sampleMs, budgetMs, pauseMs, warmUpMs, firstWarmUpMs },
    ...(options.quiet === undefined ? {} : { quiet: reportOf(all, options.quiet) }),
    participants,
    results: all.flatMap(({ results }) => results),
  };
}

/** What is known of a case. */
interface Known {
  readonly results: readonly Result[];
  /** How long the known work took at best, as far as was known then. */
  readonly best: number;
  readonly counts: QuietCounts | undefined;
}

/** Cases whose samples passed for quiet only because neighbors had been at it all the time. */
async function measuredTooEarly<C>(
  known: ReadonlyMap<C, Known>,
  quiet: Quiet | undefined,
): Promise<C[]> {
  if (quiet === undefined || quiet.isOver) return [];
  const usual = MOST_SLOWDOWN * await quiet.best();
  return [...known].filter(([, { best }]) => best > usual).map(([one]) => one);
}

function reportOf(all: readonly Known[], { waitedMs }: Quiet): QuietReport {
  const sum = (of: (counts: QuietCounts) => number) =>
    all.reduce((total, { counts }) => total + (counts === undefined ? 0 : of(counts)), 0);
  const samples = sum((counts) => counts.samples);
  return { waitedMs, samples, disturbed: sum((counts) => counts.disturbed) };
}

/** A contender that dies, for want of memory perhaps, is back for the next case. */
async function runCase<C extends { readonly id: string }>(
  experiment: Experiment<C>,
  one: C,
  team: (Contender | undefined)[],
  options: RunOptions,
): Promise<Result[]> {
  const outs = new Map<string, Pick<Result, "unsupported" | "error">>();
  const probes = new Map<string, Probe>();
  const facts = new Map<string, Result["facts"]>();
  const timed: Timed[] = [];
  for (const contender of team) {
    if (contender === undefined) continue;
    const { id } = contender.spec;
    const leftOut = experiment.leftOut?.(contender.spec, one);
    if (leftOut !== undefined) {
      outs.set(id, { unsupported: leftOut });
      continue;
    }
    const payload = experiment.payload?.(contender.spec, one);
    try {
      await contender.ask({ command: "prepare", case: one, payload });
      // The numbers come before the times, so that nobody is timed who cannot compute them.
      const start = performance.now();
      const told = await contender.ask({ command: "probe" });
      const ms = performance.now() - start;
      probes.set(id, told.probe ?? {});
      facts.set(id, told.facts);
      timed.push({
        id,
        ...(experiment.probesByTurn === true ? { before: ms } : {}),
        run: async (loops) => (await contender.ask({ command: "run", loops })).ms ?? NaN,
      });
    } catch (error) {
      const why = toMessage(error);
      outs.set(id, error instanceof UnsupportedError ? { unsupported: why } : { error: why });
    }
  }
  const outcomes = await measure(timed, options);
  const { reference } = experiment;
  const expected = typeof reference === "string" ? probes.get(reference) : reference(one);
  const results: Result[] = [];
  for (const [i, contender] of team.entries()) {
    if (contender === undefined) continue;
    const { id } = contender.spec;
    const outcome = outcomes.get(id) ?? outs.get(id)!;
    const told = facts.get(id);
    const difference = probeError(probes.get(id) ?? {}, expected ?? {});
    results.push({
      case: one.id,
      contender: id,
      ...("samples" in outcome ? { summary: summarize(outcome.samples) } : outcome),
      ...(difference === undefined ? {} : { probeError: difference }),
      ...(told === undefined ? {} : { facts: told }),
    });
    if ("error" in outcome) options.log(`failed: ${id}: ${outcome.error}`);
    team[i] = await release(contender, "error" in outcome, options.root);
  }
  return results;
}

async function release(
  contender: Contender,
  failed: boolean,
  root: string,
): Promise<Contender | undefined> {
  try {
    if (failed) throw new Error("its process may have gone");
    await contender.ask({ command: "release" });
    return contender;
  } catch {
    await contender.stop();
    return await startContender(contender.spec, { root }).catch(() => undefined);
  }
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
