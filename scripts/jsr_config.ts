/**
 * Writes `deno.jsr.json`: `deno.json` with the real `@std` packages, for machines that reach JSR.
 *
 * `--check` compares instead of writing.
 */

import { join } from "node:path";
import { report } from "./_report.ts";
import { ROOT } from "./_source_files.ts";
import { type DenoConfig, readConfig } from "./_workspace.ts";

/** What `deno.json` maps to modules of this repository, or cannot offer, and JSR has. */
const JSR_IMPORTS: Readonly<Record<string, string>> = {
  "@deno/dnt": "jsr:@deno/dnt@^0.42",
  "@std/assert": "jsr:@std/assert@^1",
  "@std/testing/bdd": "jsr:@std/testing@^1/bdd",
};

/** The configuration for machines that reach JSR. Its lock is its own, so that ours stays as it is. */
export function toJsrConfig(main: DenoConfig): DenoConfig {
  for (const name of Object.keys(main.imports ?? {})) {
    if (name.startsWith("@std/") && JSR_IMPORTS[name] === undefined) {
      throw new Error(`JSR_IMPORTS must say what ${name} is on JSR`);
    }
  }
  const { workspace, ...rest } = main;
  return {
    ...(workspace === undefined ? {} : { workspace }),
    lock: { path: "./deno.jsr.lock" },
    ...rest,
    imports: { ...main.imports, ...JSR_IMPORTS },
  };
}

if (import.meta.main) {
  const path = join(ROOT, "deno.jsr.json");
  const wanted = JSON.stringify(toJsrConfig(await readConfig(join(ROOT, "deno.json"))), null, 2);
  if (Deno.args.includes("--check")) {
    const there = JSON.stringify(await readConfig(path), null, 2);
    report(
      "deno.jsr.json",
      there === wanted ? [] : ["deno.jsr.json: is not in step with deno.json; run deno task fmt"],
    );
  } else {
    await Deno.writeTextFile(path, `${wanted}\n`);
  }
}
