/** Before anything is published: the release's tag, `v1.2.3`, is the version of every package. */

import { report } from "./_report.ts";
import type { Member } from "./_workspace.ts";
import { readPublished } from "./npm_manifest.ts";

/** One line for each package that has another version than the tag says. */
export function findReleaseFindings(tag: string, members: readonly Member[]): string[] {
  if (!/^v\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/.test(tag)) return [`the tag must be v1.2.3, got "${tag}"`];
  const wanted = tag.slice(1);
  return members.filter(({ version }) => version !== wanted)
    .map(({ name, version }) => `${name} must have version ${wanted}, got ${version ?? "none"}`);
}

if (import.meta.main) {
  report("release", findReleaseFindings(Deno.args[0] ?? "", await readPublished()));
}
