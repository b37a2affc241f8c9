/** The workspace as a plain import map, for tools that know nothing of workspaces. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./_source_files.ts";
import type { DenoConfig, Member } from "./_workspace.ts";

/** Bare specifier to URL. */
export interface ImportMap {
  readonly imports: Readonly<Record<string, string>>;
}

/** Joins the imports of a configuration and the export paths of the members. */
export function toImportMap(config: DenoConfig, members: readonly Member[]): ImportMap {
  const imports: Record<string, string> = {};
  for (const [name, target] of Object.entries(config.imports ?? {})) {
    imports[name] = target.startsWith("./") ? toUrl(target) : target;
  }
  for (const { name, folder, exports } of members) {
    if (name === undefined) continue;
    for (const [path, file] of Object.entries(exports)) {
      imports[`${name}${path.slice(1)}`] = toUrl(join(folder, file));
    }
  }
  return { imports };
}

/** The URL of a file whose path is relative to the root. */
export function toUrl(path: string): string {
  return pathToFileURL(join(ROOT, path)).href;
}
