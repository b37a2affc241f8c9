/** What the page of errors says, once they are measured. */

import type { CaseErrors } from "../../packages/tfjs/webgl/_test_errors.ts";
import type { NormCase } from "../../packages/tfjs/webgl/_test_cases.ts";
import { table } from "../bench/_report.ts";

/** One backend's column. */
export interface Column {
  readonly name: string;
  /** What ran it. */
  readonly version: string;
  /** The largest error that is promised. */
  readonly tolerance: number;
  readonly errors: readonly CaseErrors[];
}

/** A backend that is not here, and why. */
export interface Missing {
  readonly name: string;
  readonly why: string;
}

/** What the columns and the missing are shown with. */
export interface ErrorPage {
  readonly columns: readonly Column[];
  readonly missing: readonly Missing[];
  /** The row of each case, by its name. */
  readonly rows: ReadonlyMap<string, string>;
}

const HD_HEIGHT = 1080;

/** The row of every case: its norm, and on what kind of input. */
export function rowsOf(
  golden: readonly NormCase[],
  large: readonly NormCase[],
): Map<string, string> {
  return new Map([
    ...golden.map((one) => {
      const given = one.make().inputs.given === undefined ? "" : ", given statistics";
      return [one.name, `${one.spec.kind} norm${given}`] as const;
    }),
    ...large.map(({ name, spec: { kind, shape } }) => {
      const size = shape.includes(HD_HEIGHT) ? "1080p" : "larger";
      const mean = name.includes("mean of 1000 ") ? ", mean 1000 σ" : "";
      return [name, `${kind} norm, ${size}${mean}`] as const;
    }),
  ]);
}

/** The page, before it is formatted. */
export function renderErrors({ columns, missing, rows: rowOf }: ErrorPage): string {
  const rows = new Map<string, Set<string>>();
  for (const [name, row] of rowOf) rows.set(row, (rows.get(row) ?? new Set()).add(name));
  const section = (title: string, counts: (output: string) => boolean) => [
    `## ${title}`,
    table(
      ["", ...columns.map(({ name }) => name)],
      [...rows].map(([row, names]) => [
        row,
        ...columns.map((column) => cell(column, largest(column, names, counts))),
      ]),
    ),
  ];
  return [
    "# Errors",
    "Written by `deno task errors`; never edited by hand. The largest error of any element, divided by the " +
    "largest right value of its array, or by 0.1 where that is larger. Right is what PyTorch says in " +
    "float64; for larger inputs, and those with a mean of a thousand deviations, it is what " +
    "`@evenkeel/kernels` says in float64. The cases are those of the tests, in both layouts; " +
    "for half floats their inputs are rounded to 16 bits first. " +
    `${promises(columns)}; **more** is printed in bold.`,
    table(["backend", "version"], columns.map(({ name, version }) => [name, version]), {
      align: "left",
    }),
    ...missing.map(({ name, why }) => `Not measured: ${name}: ${why}.`),
    ...section("Output", (output) => output === "y"),
    ...section("Gradients", (output) => output !== "y"),
  ].join("\n\n") + "\n";
}

/** Who promises what, those with one promise together. */
function promises(columns: readonly Column[]): string {
  const groups = Map.groupBy(columns, ({ tolerance }) => tolerance);
  const parts = [...groups].map(([tolerance, some]) =>
    `${formatError(tolerance)} (${some.map(({ name }) => name).join("; ")})`
  );
  return `What is promised is ${parts.join(" and ")}`;
}

function largest(
  { errors }: Column,
  names: ReadonlySet<string>,
  counts: (output: string) => boolean,
): number | undefined {
  const found = errors.filter(({ name }) => names.has(name)).flatMap(({ errors }) =>
    Object.entries(errors).filter(([output]) => counts(output)).map(([, error]) => error)
  );
  return found.length === 0 ? undefined : Math.max(...found);
}

function cell({ tolerance }: Column, error: number | undefined): string {
  if (error === undefined) return "–";
  return error <= tolerance ? formatError(error) : `**${formatError(error)}**`;
}

/** Two digits: `1.2e-7`. */
export function formatError(error: number): string {
  return error === 0 ? "0" : Number.isFinite(error) ? error.toExponential(1) : "NaN or ∞";
}
