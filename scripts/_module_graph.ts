/** Who imports what, as Deno's own parser sees it. */

import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { run } from "./_run.ts";
import { ROOT } from "./_source_files.ts";

/** One import or export statement with a specifier. */
export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** The file it leads to, relative to the root, if it leads to one of ours. */
  readonly target?: string;
  /** Whether it is `import "x"`, which can only be meant for its side effect. */
  readonly bare: boolean;
}

/** One file. */
export interface Module {
  /** Relative to the root. */
  readonly path: string;
  readonly imports: readonly Import[];
}

/** What this file reads of the answer of `deno info --json`. */
interface Info {
  readonly modules: readonly {
    readonly local?: string;
    readonly dependencies?: readonly Dependency[];
  }[];
}
interface Dependency {
  readonly specifier: string;
  readonly code?: Resolution;
  readonly type?: Resolution;
}
interface Resolution {
  readonly specifier?: string;
  readonly span?: { readonly start: { readonly line: number; readonly character: number } };
}

/** Reads the imports of the given files, whose paths are relative to the root. */
export async function readModuleGraph(
  paths: readonly string[],
  root: string = ROOT,
): Promise<Module[]> {
  const info = await askDeno(paths, root);
  const wanted = new Set(paths);
  const modules = info.modules.map(async ({ local, dependencies = [] }) => {
    const path = local === undefined ? undefined : relative(root, local).replaceAll("\\", "/");
    if (path === undefined || !wanted.has(path)) return [];
    const lines = (await Deno.readTextFile(local!)).split("\n");
    const imports = dependencies.map((dependency) => toImport(dependency, lines, root));
    return [{ path, imports }];
  });
  return (await Promise.all(modules)).flat().sort((a, b) => a.path < b.path ? -1 : 1);
}

/** `deno info` takes one entry, so a passing file imports all of them. */
async function askDeno(paths: readonly string[], root: string): Promise<Info> {
  const folder = await Deno.makeTempDir();
  try {
    const entry = join(folder, "all.ts");
    const urls = paths.map((path) => pathToFileURL(join(root, path)).href);
    await Deno.writeTextFile(entry, urls.map((url) => `import "${url}";\n`).join(""));
    const config = join(root, "deno.json");
    return JSON.parse(
      await run(Deno.execPath(), ["info", "--json", "--config", config, entry], root),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function toImport(dependency: Dependency, lines: readonly string[], root: string): Import {
  const { specifier, code, type } = dependency;
  const url = (code ?? type)?.specifier;
  const start = code?.span?.start;
  const before = start === undefined ? "" : lines[start.line]!.slice(0, start.character);
  const target = url?.startsWith("file:")
    ? relative(root, fileURLToPath(url)).replaceAll("\\", "/")
    : undefined;
  return {
    specifier,
    ...(target === undefined ? {} : { target }),
    bare: /^\s*import\s*$/.test(before),
  };
}
