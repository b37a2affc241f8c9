/** Everything that the published packages export says what it is, members and all; functions and classes show it. */

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
interface DocLocation {
  readonly filename: string;
  readonly line: number;
}
interface JsDoc {
  readonly doc?: string;
  readonly tags?: readonly {
    readonly kind: string;
    readonly name?: string;
    readonly doc?: string;
  }[];
}
interface DocMember {
  readonly name: string;
  readonly accessibility?: string;
  readonly location: DocLocation;
  readonly jsDoc?: JsDoc;
}
interface DocParam {
  /** A destructured parameter has none; one with a default is on the left of an assignment. */
  readonly name?: string;
  readonly left?: DocParam;
}
/** A type as it is written. */
export interface DocType {
  readonly repr: string;
  readonly value?: { readonly typeParams?: readonly DocType[] };
}
interface DocLiteral {
  readonly kind: string;
  /** Of an intersection, its types; of a literal, its members. */
  readonly value?: readonly DocLiteral[] | { readonly properties?: readonly DocMember[] };
}
interface DocDeclaration {
  readonly kind: string;
  readonly location: DocLocation;
  readonly jsDoc?: JsDoc;
  /** What a function takes and returns, and what a class or an interface has. */
  readonly def?: {
    readonly params?: readonly DocParam[];
    readonly returnType?: DocType;
    readonly constructors?: readonly DocMember[];
    readonly properties?: readonly DocMember[];
    readonly methods?: readonly DocMember[];
    /** Of type aliases. */
    readonly tsType?: DocLiteral;
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
      for (const why of examine(declaration)) {
        findings.add(`${placeOf(declaration)}: ${name} ${why}`);
      }
      const members = declarations.flatMap(membersOf);
      const described = members.filter(({ jsDoc }) => jsDoc?.doc?.trim());
      // Overloads, and a setter beside its getter: the documented one speaks for all.
      const names = new Set(described.map(({ name }) => name));
      for (const member of members.filter(({ name }) => !names.has(name))) {
        findings.add(`${placeOf(member)}: ${name}.${member.name} must have a docstring`);
      }
    }
  }
  return [...findings].sort();
}

function examine({ kind, jsDoc, def }: DocDeclaration): string[] {
  if (kind === "reference") return []; // a re-export; its own module has an export path as well
  if (!jsDoc?.doc?.trim()) return ["must have a docstring"];
  if (!SHOWN_KINDS.has(kind)) return [];
  const tagged = (kind: string) => (jsDoc.tags ?? []).filter((tag) => tag.kind === kind);
  const examples = tagged("example");
  if (examples.length === 0) return ["must have an @example"];
  const missing: string[] = [];
  if (kind === "function") {
    const { params = [], returnType } = def ?? {};
    const told = tagged("param").map(({ name }) => name);
    const isTold = (param: DocParam, i: number) => [undefined, told[i]].includes(nameOf(param));
    if (told.length !== params.length || !params.every(isTold)) {
      missing.push("must have a @param for each, in order");
    }
    if (tagged("return").length === 0 && !returnsNothing(returnType)) {
      missing.push("must say what it @returns");
    }
  }
  return missing.concat(examples.flatMap(({ doc = "" }) => {
    const wrong: string[] = [];
    if (!/from "@evenkeel\//.test(doc)) wrong.push("has an @example without a public import");
    if (!/\bassert\w*[(<]/.test(doc)) wrong.push("has an @example without an assertion");
    return wrong;
  }));
}

function nameOf({ name, left }: DocParam): string | undefined {
  return left === undefined ? name : nameOf(left);
}

function returnsNothing(type: DocType | undefined): boolean {
  if (type === undefined || type.repr === "void") return true;
  return type.repr === "Promise" && returnsNothing(type.value?.typeParams?.[0]);
}

function membersOf({ kind, def = {} }: DocDeclaration): DocMember[] {
  const { constructors = [], properties = [], methods = [], tsType } = def;
  const literal = kind === "typeAlias" ? literalMembers(tsType) : [];
  return [...constructors, ...properties, ...methods, ...literal]
    .filter(({ accessibility }) => accessibility !== "private");
}

function literalMembers({ kind, value }: DocLiteral = { kind: "" }): readonly DocMember[] {
  if (kind === "intersection" && value instanceof Array) {
    return value.flatMap((one) => literalMembers(one));
  }
  return kind === "typeLiteral" && "properties" in (value ?? {})
    ? (value as { readonly properties: readonly DocMember[] }).properties
    : [];
}

function placeOf({ location: { filename, line } }: { readonly location: DocLocation }): string {
  return `${toPath(filename)}:${line + 1}`;
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
