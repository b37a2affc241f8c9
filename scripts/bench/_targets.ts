/** What was promised, held against what was measured. */

import type { Measurements, Participant, Result } from "./_experiment.ts";
import { arraysMoved, NORM_CASES } from "./cases.ts";
import { COPY_ID } from "./contenders.ts";

/** One line of the report. */
export interface Target {
  readonly text: string;
  readonly wanted: string;
  readonly found: string;
  /** In how many of the cases; absent where it is no matter of cases. */
  readonly metIn?: string;
  /** What somebody would reach who only moved the bytes, in the case that was found; absent if unknown. */
  readonly bound?: string;
  /** Absent if somebody was missing. */
  readonly met?: boolean;
}

/** "Other takes at least `atLeast` times as long as ours", in each of some cases. */
export interface RatioTarget {
  readonly text: string;
  readonly ours: string;
  /** The fastest of these counts. */
  readonly others: readonly string[];
  readonly cases: readonly string[];
  readonly atLeast: number;
}

/**
 * Judges by the worst of the cases. `leastOf` tells how many milliseconds it takes to move the bytes of a
 * case through memory, if that was measured.
 */
export function judge(
  target: RatioTarget,
  results: readonly Result[],
  leastOf: (one: string) => number | undefined = () => undefined,
): Target {
  const { text, ours, others, cases, atLeast } = target;
  const wanted = `≥ ${atLeast.toFixed(2)}×`;
  const time = (contender: string, one: string) =>
    results.find((result) => result.case === one && result.contender === contender)?.summary
      ?.median;
  const ratios = cases.flatMap((one) => {
    const mine = time(ours, one);
    const times = others.flatMap((other) => {
      const ms = time(other, one);
      return ms === undefined ? [] : [{ other, ms }];
    }).toSorted((a, b) => a.ms - b.ms);
    if (mine === undefined || times[0] === undefined) return [];
    return [{ one, ratio: times[0].ms / mine, ...times[0] }];
  });
  if (ratios.length === 0) return { text, wanted, found: "" };
  const worst = ratios.reduce((a, b) => b.ratio < a.ratio ? b : a);
  const who = others.length > 1 ? `, ${worst.other}` : "";
  const found = `${worst.ratio.toFixed(2)}× (${worst.one}${who})`;
  const met = ratios.filter(({ ratio }) => ratio >= atLeast).length;
  const least = leastOf(worst.one);
  return {
    text,
    wanted,
    found,
    metIn: `${met} of ${ratios.length}`,
    ...(least === undefined ? {} : { bound: `${(worst.ms / least).toFixed(2)}×` }),
    met: met === ratios.length,
  };
}

/** The contender whose version starts so, with one thread. */
export function findVersion(
  participants: readonly Participant[],
  test: (version: string) => boolean,
): string | undefined {
  return participants.find(({ id, version }) => id.endsWith("-1") && test(version ?? ""))?.id;
}

const OLD_TORCH_REGEXP = /^PyTorch 1\.13/;
const TORCH_REGEXP = /^PyTorch/;

/** PyTorch 1.13 with so many threads, in whatever memory format. */
export function torchIds(participants: readonly Participant[], threads: number): string[] {
  return participants
    .filter(({ id, version }) => id.endsWith(`-${threads}`) && OLD_TORCH_REGEXP.test(version ?? ""))
    .map(({ id }) => id);
}

/** What is promised of the norms. */
export function normTargets({ participants, results }: Measurements): Target[] {
  const old = findVersion(participants, (version) => OLD_TORCH_REGEXP.test(version));
  const current = findVersion(
    participants,
    (version) => TORCH_REGEXP.test(version) && !OLD_TORCH_REGEXP.test(version),
  );
  const all = [...new Set(results.map((result) => result.case))];
  const net = all.filter((id) => id.endsWith(" 4×64×64×64"));
  const forward = (cases: readonly string[]) => cases.filter((id) => id.includes(" forward "));
  const both = (cases: readonly string[]) =>
    cases.filter((id) => id.includes(" forward+backward "));
  const large = forward(all).filter((id) => id.endsWith("1080×1920"));
  const [one, two, plain, scalar] = [
    "evenkeel-simd-1",
    "evenkeel-simd-2",
    "evenkeel-simd-1-plain",
    "evenkeel-scalar",
  ];
  const lines: RatioTarget[] = [
    ratio("forward, against PyTorch 1.13", one!, old, forward(net), 3),
    ratio("forward, against onnxruntime-node", one!, "ort-node-1", forward(net), 4),
    ratio("forward, against composed tfjs wasm", one!, "tfjs-wasm", forward(net), 15),
    ratio("forward+backward, against PyTorch 1.13", one!, old, both(net), 2.5),
    ratio("plain arrays, forward, against PyTorch 1.13", plain!, old, forward(net), 2),
    ratio("everywhere, against the current PyTorch", one!, current, all, 1),
    ratio("two threads against one", two!, one, net, 1.6),
    ratio("1080p forward, copying against one thread", one!, COPY_ID, large, 1 / 2),
    ratio("1080p forward, copying against two threads", two!, COPY_ID, large, 1 / 1.7),
    ratio("scalar engine, everywhere, against PyTorch 1.13", scalar!, old, all, 1),
  ];
  return lines.map((line) =>
    // Copies are held against copies, and threads against threads.
    judge(line, results, line.others.some(isRival) ? (id) => movingTime(results, id) : undefined)
  );
}

function isRival(contender: string): boolean {
  return !contender.startsWith("evenkeel") && contender !== COPY_ID;
}

/** How long it takes to copy as many bytes as a case has to move at least, with one thread. */
function movingTime(results: readonly Result[], id: string): number | undefined {
  const one = NORM_CASES.find((one) => one.id === id);
  const copy = results.find((result) => result.case === id && result.contender === COPY_ID);
  if (one === undefined || copy?.summary === undefined) return undefined;
  return copy.summary.median * arraysMoved(one) / 2;
}

function ratio(
  text: string,
  ours: string,
  other: string | undefined,
  cases: readonly string[],
  atLeast: number,
): RatioTarget {
  return { text, ours, others: other === undefined ? [] : [other], cases, atLeast };
}
