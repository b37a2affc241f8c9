/** Measurements as Markdown. */

import type { Measurements, Participant, Result } from "./_experiment.ts";
import { MOST_SLOWDOWN } from "./_quiet.ts";
import type { Target } from "./_targets.ts";

/** How an experiment wants to be shown. */
export interface ReportView {
  readonly title: string;
  /** Paragraphs below the title. */
  readonly intro: readonly string[];
  readonly sections: readonly ReportSection[];
  /** The contender with which all are compared; the first that took part. */
  readonly ours: readonly string[];
  /** Another table below each one, if there is something to count. */
  readonly rates?: ReportRates;
  /** The contender that does less than the others, by which their rates are measured. */
  readonly copy?: string;
  /** Above this difference from the reference a number is marked. Default 1e-4. */
  readonly tolerance?: number;
  /** What else the numbers say, in Markdown, before the tables. */
  extra?(results: readonly Result[]): string[];
  /** What stands beside the report, such as pictures that `extra` shows, by name. */
  files?(results: readonly Result[]): Readonly<Record<string, string>>;
}

/** How much is done in the time. */
export interface ReportRates {
  readonly caption: string;
  /** What passes in one turn, in units of which a thousand million a second make 1. */
  amount(caseId: string, contender: string): number;
}

/** One pair of tables. */
export interface ReportSection {
  readonly title: string;
  /** Heading and case of each column. */
  readonly columns: readonly { readonly label: string; readonly case: string }[];
}

const PROBE_TOLERANCE = 1e-4;
const NOTHING = "–";

/** What is said of the host's neighbors. */
function formatQuiet({ quiet }: Measurements): string {
  if (quiet === undefined) return "";
  const seconds = Math.round(quiet.waitedMs / 1000);
  return `Samples were taken again, for everybody alike, where known work before or after them took ` +
    `${MOST_SLOWDOWN} times as long as at best: a neighbor on the host was at it. Waiting for that and what was ` +
    `thrown away took ${seconds} s; ${quiet.disturbed} of ${quiet.samples} samples stayed disturbed. `;
}

function formatWarmUp({ warmUpMs, firstWarmUpMs = warmUpMs }: Measurements["timing"]): string {
  if (warmUpMs === undefined) return "";
  const first = firstWarmUpMs === warmUpMs ? "" : ` (${firstWarmUpMs} ms in the first case)`;
  return `, after ${warmUpMs} ms of warming up${first}`;
}

/** The whole report. */
export function formatReport(
  measurements: Measurements,
  view: ReportView,
  targets: readonly Target[] = [],
): string {
  const { participants, results, machine, timing } = measurements;
  const warmed = formatWarmUp(timing);
  const present = participants.filter(({ missing }) => missing === undefined);
  const measured = new Set(results.map((result) => result.case));
  const lines = [
    `# ${view.title}`,
    ...view.intro,
    `Medians of up to ${timing.rounds} samples of at least ${timing.sampleMs} ms each, taken in turns in ` +
    `one run${warmed}; every contender is a process of its own. ${formatQuiet(measurements)}` +
    Object.entries(machine).map(([key, value]) => `${key}: ${value}`).join("; ") + ".",
    "## Who took part",
    table(
      ["contender", "version"],
      participants.map(({ name, version = "", missing }) => [
        name,
        missing === undefined ? version : `missing: ${missing}`,
      ]),
      { align: "left" },
    ),
    ...(targets.length === 0 ? [] : ["## Targets", formatTargets(targets)]),
    ...(view.extra?.(results) ?? []),
  ];
  for (const { title, columns } of view.sections) {
    const shown = columns.filter((column) => measured.has(column.case));
    if (shown.length === 0) continue;
    const head = ["contender", ...shown.map(({ label }) => label)];
    lines.push(`## ${title}`);
    lines.push("Milliseconds, and how many times as long as ours:");
    lines.push(table(head, rows(present, shown, (id, one) => timeCell(results, view, id, one))));
    if (view.rates === undefined) continue;
    lines.push(view.rates.caption);
    lines.push(table(head, rows(present, shown, (id, one) => rateCell(results, view, id, one))));
  }
  return [...lines, ...formatNotes(measurements, view.tolerance)].join("\n\n") + "\n";
}

/** Who has nothing to show in any column is left to the notes. */
function rows(
  participants: readonly Participant[],
  columns: ReportSection["columns"],
  cell: (contender: string, one: string) => string,
): string[][] {
  return participants.map(({ id, name }) => [
    name,
    ...columns.map((column) => cell(id, column.case)),
  ]).filter(([, ...cells]) => cells.some((text) => text !== NOTHING));
}

function timeCell(results: readonly Result[], view: ReportView, id: string, one: string): string {
  const result = findResult(results, id, one);
  const ms = result?.summary?.median;
  if (ms === undefined) return result?.error === undefined ? NOTHING : "failed";
  const baseline = view.ours.map((ours) => median(results, ours, one)).find((time) =>
    time !== undefined
  );
  const mark = (result?.probeError ?? 0) > (view.tolerance ?? PROBE_TOLERANCE) ? " ‡" : "";
  const ratio = id === view.copy || baseline === undefined
    ? ""
    : ` (${formatRatio(ms / baseline)})`;
  return `${formatMs(ms)}${ratio}${mark}`;
}

function rateCell(results: readonly Result[], view: ReportView, id: string, one: string): string {
  const ms = median(results, id, one);
  if (ms === undefined) {
    return findResult(results, id, one)?.error === undefined ? NOTHING : "failed";
  }
  const rate = formatRate(view.rates!.amount(one, id), ms);
  if (id === view.copy || view.copy === undefined) return rate;
  const copy = median(results, view.copy, one);
  return rate + (copy === undefined ? "" : ` (${formatRatio(ms / copy)})`);
}

/** The median of a contender in a case, if there is one. */
export function median(results: readonly Result[], id: string, one: string): number | undefined {
  return findResult(results, id, one)?.summary?.median;
}

function findResult(results: readonly Result[], id: string, one: string): Result | undefined {
  return results.find((result) => result.contender === id && result.case === one);
}

function formatTargets(targets: readonly Target[]): string {
  const verdict = (met: boolean | undefined) =>
    met === undefined ? "not measured" : met ? "met" : "**missed**";
  const bounded = targets.some(({ bound }) => bound !== undefined);
  return table(
    [
      ...["target", "wanted", "found at worst", "met in"],
      ...(bounded ? ["who only moved the bytes"] : []),
      "",
    ],
    targets.map(({ text, wanted, found, metIn = "", bound = "", met }) => [
      ...[text, wanted, found, metIn],
      ...(bounded ? [bound] : []),
      verdict(met),
    ]),
    { align: "left" },
  );
}

function formatNotes(
  { participants, results }: Measurements,
  tolerance = PROBE_TOLERANCE,
): string[] {
  const name = (id: string) =>
    participants.find((participant) => participant.id === id)?.name ?? id;
  const wrong = results.filter(({ probeError }) => (probeError ?? 0) > tolerance)
    .map((one) => `- ‡ ${name(one.contender)}, ${one.case}: ${one.probeError!.toExponential(1)}`);
  const failed = results.filter(({ error }) => error !== undefined)
    .map((one) => `- ${name(one.contender)}, ${one.case}: ${one.error}`);
  const unsupported = Map.groupBy(
    results.filter((one) => one.unsupported !== undefined),
    (one) => one.unsupported!,
  );
  const unmeasured = [...unsupported].map(([why, ones]) =>
    `- – ${[...new Set(ones.map(({ contender }) => name(contender)))].join("; ")}: ${why}`
  );
  const few = results.filter(({ summary }) => summary?.samples === 1)
    .map((one) => `- ${name(one.contender)}, ${one.case}`);
  return [
    ...note("Sampled once, being slow", few),
    ...note("Not measured", unmeasured),
    ...note("Failed", failed),
    ...note(
      `Wrong numbers: off from the reference's by more than ${tolerance} of the largest value`,
      wrong,
    ),
  ];
}

function note(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

/** A Markdown table; the first column holds words, the others numbers unless said otherwise. */
export function table(
  head: readonly string[],
  body: readonly (readonly string[])[],
  { align = "right" }: { readonly align?: "left" | "right" } = {},
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, i) => i === 0 || align === "left" ? "---" : "--:")),
    ...body.map(line),
  ].join(
    "\n",
  );
}

/** Three digits: `0.0912`, `4.57`, `252`. */
export function formatMs(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 0.001 ? ms.toPrecision(3) : ms.toExponential(1);
}

/** `1.0×`, `24×`. */
export function formatRatio(ratio: number): string {
  return `${
    ratio >= 10 ? ratio.toFixed(0) : ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(1)
  }×`;
}

function formatRate(amount: number, ms: number): string {
  const rate = amount / ms / 1e6;
  return rate >= 10 ? rate.toFixed(0) : rate.toPrecision(2);
}
