/** Which test files a browser can run. */

import { readModuleGraph } from "../_module_graph.ts";
import { listSourceFiles, ROOT } from "../_source_files.ts";
import { join } from "node:path";

/** What is there in a page too, or is replaced there. */
const REPLACED: ReadonlySet<string> = new Set(["node:process", "node:test"]);
/** A file's own folder, and Deno. */
const OUTSIDE_REGEXP = /\bimport\.meta\b|\bDeno\./;
/** Files that a browser could run, and that it has to fail. */
const FOREIGN: Readonly<Record<string, string>> = {
  "packages/tfjs/known_bad/known_bad_test.ts": "quotes V8's errors",
};

/** The files of a folder that a browser can run, and what keeps it from the others. */
export interface Choice {
  readonly chosen: readonly string[];
  readonly leftOut: Readonly<Record<string, string>>;
}

/** Goes through a folder of the repository. */
export async function chooseTests(folder: string): Promise<Choice> {
  const files = await listSourceFiles();
  const modules = new Map((await readModuleGraph(files)).map((module) => [module.path, module]));
  const outside = async (path: string, seen: Set<string>): Promise<string | undefined> => {
    if (seen.has(path)) return undefined;
    seen.add(path);
    const imports = modules.get(path)?.imports ?? [];
    const builtin = imports.find(({ specifier }) =>
      specifier.startsWith("node:") && !REPLACED.has(specifier)
    );
    if (builtin !== undefined) return `needs ${builtin.specifier}`;
    const isTest = /_test\.ts$|\/_test_[^/]*$/.test(path);
    if (isTest && OUTSIDE_REGEXP.test(await Deno.readTextFile(join(ROOT, path)))) {
      return "needs its folder, or Deno";
    }
    for (const { target } of imports) {
      const why = target === undefined ? undefined : await outside(target, seen);
      if (why !== undefined) return why;
    }
    return undefined;
  };
  const chosen: string[] = [], leftOut: Record<string, string> = {};
  for (const path of files) {
    if (!path.startsWith(`${folder}/`) || !path.endsWith("_test.ts")) continue;
    if (path.endsWith("_browser_test.ts")) continue; // those have a browser of their own
    const why = FOREIGN[path] ?? await outside(path, new Set());
    if (why === undefined) chosen.push(path);
    else leftOut[path] = why;
  }
  return { chosen, leftOut };
}
