/** What was promised, held against what was measured. */

import type { Measurements, Participant, Result } from "./_experiment.ts";

/** One line of the report. */
export interface Target {
  readonly text: string;
  readonly wanted: string;
  readonly found: string;
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

/** Judges by the worst of the cases. */
export function judge(target: RatioTarget, results: readonly Result[]): Target {
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
    return [{ one, ratio: times[0].ms / mine, other: times[0].other }];
  });
  if (ratios.length === 0) return { text, wanted, found: "" };
  const worst = ratios.reduce((a, b) => b.ratio < a.ratio ? b : a);
  const who = others.length > 1 ? `, ${worst.other}` : "";
  const found = `${worst.ratio.toFixed(2)}× (${worst.one}${who})`;
  return { text, wanted, found, met: worst.ratio >= atLeast };
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
    ratio("1080p forward, copying against one thread", one!, "copy", large, 1 / 2),
    ratio("1080p forward, copying against two threads", two!, "copy", large, 1 / 1.7),
    ratio("scalar engine, everywhere, against PyTorch 1.13", scalar!, old, all, 1),
  ];
  return lines.map((line) => judge(line, results));
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
