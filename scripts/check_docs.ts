/** Every function and class that the published packages export says what it does, and shows it. */

import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./_report.ts";
import { run } from "./_run.ts";
import { ROOT } from "./_source_files.ts";
import { readMembers } from "./_workspace.ts";

/** What this file reads of the answer of `deno doc --json`. */
export interface DocJson {
  /** By URL of the module. */
  readonly nodes: Readonly<Record<string, DocModule>>;
}
interface DocModule {
  readonly module_doc?: { readonly doc?: string };
  readonly symbols: readonly DocSymbol[];
}
interface DocSymbol {
  readonly name: string;
  readonly declarations: readonly DocDeclaration[];
}
interface DocDeclaration {
  readonly kind: string;
  readonly location: { readonly filename: string; readonly line: number };
  readonly jsDoc?: {
    readonly doc?: string;
    readonly tags?: readonly { readonly kind: string; readonly doc?: string }[];
  };
}

/** What has to show an example. Types, interfaces and constants only have to be described. */
const SHOWN_KINDS: ReadonlySet<string> = new Set(["function", "class"]);

/** One line for each export that is undescribed, or whose example is missing or proves nothing. */
export function findDocFindings(doc: DocJson): string[] {
  const findings = new Set<string>(); // the same symbol may be exported by several modules
  for (const [url, { module_doc, symbols }] of Object.entries(doc.nodes)) {
    if (url.endsWith("/mod.ts") && !module_doc?.doc?.trim()) {
      findings.add(`${toPath(url)}: must start with a @module comment`);
    }
    for (const { name, declarations } of symbols) {
      // Overloads: the first documented one speaks for all.
      const declaration = declarations.find(({ jsDoc }) => jsDoc !== undefined) ?? declarations[0]!;
      const { filename, line } = declaration.location;
      for (const why of examine(declaration)) {
        findings.add(`${toPath(filename)}:${line + 1}: ${name} ${why}`);
      }
    }
  }
  return [...findings].sort();
}

function examine({ kind, jsDoc }: DocDeclaration): string[] {
  if (kind === "reference") return []; // a re-export; its own module has an export path as well
  if (!jsDoc?.doc?.trim()) return ["must have a docstring"];
  if (!SHOWN_KINDS.has(kind)) return [];
  const examples = (jsDoc.tags ?? []).filter((tag) => tag.kind === "example");
  if (examples.length === 0) return ["must have an @example"];
  return examples.flatMap(({ doc = "" }) => {
    const wrong: string[] = [];
    if (!/from "@evenkeel\//.test(doc)) wrong.push("has an @example without a public import");
    if (!/\bassert\w*[(<]/.test(doc)) wrong.push("has an @example without an assertion");
    return wrong;
  });
}

function toPath(url: string): string {
  return url.startsWith("file:") ? relative(ROOT, fileURLToPath(url)).replaceAll("\\", "/") : url;
}

/** Asks Deno for the documentation of every export path of every published package. */
export async function readDocs(): Promise<DocJson> {
  const published = (await readMembers()).filter((member) => member.published);
  const entries = published.flatMap(({ folder, exports }) =>
    Object.values(exports).map((file) => join(folder, file))
  );
  return JSON.parse(await run(Deno.execPath(), ["doc", "--json", ...entries]));
}

if (import.meta.main) report("docs", findDocFindings(await readDocs()));
