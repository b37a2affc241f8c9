/** What packages offer: every public file reachable, every export path there, equal versions. */

import { join } from "node:path";
import { report } from "./_report.ts";
import { listSourceFiles, ROOT } from "./_source_files.ts";
import { type Member, readMembers } from "./_workspace.ts";

/** A public file at the top of a published package must be an export, or be re-exported by mod.ts. */
export function findUnreachable(
  member: Member,
  { paths, mod }: { readonly paths: readonly string[]; readonly mod: string },
): string[] {
  const exported = new Set(Object.values(member.exports));
  return paths
    .filter((path) => /^[a-z][a-z0-9_]*\.ts$/.test(path) && !/_(test|bench)\.ts$/.test(path))
    .filter((path) => !exported.has(`./${path}`) && !mod.includes(`from "./${path}"`))
    .map((path) => `${member.folder}/${path}: must be exported, or start with an underscore`);
}

/** Export paths are kebab-case and lead to files. */
export function findBadExports(member: Member, paths: readonly string[]): string[] {
  return Object.entries(member.exports).flatMap(([name, file]) => {
    const wrong: string[] = [];
    if (!/^\.(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)*$/.test(name)) wrong.push("must be kebab-case");
    if (!paths.includes(file.replace(/^\.\//, ""))) {
      wrong.push(`leads to ${file}, which is not there`);
    }
    return wrong.map((why) => `${member.folder}/deno.json: export "${name}" ${why}`);
  });
}

/** The packages are released together. */
export function findVersionDrift(members: readonly Member[]): string[] {
  const published = members.filter((member) => member.published);
  const versions = new Set(published.map(({ version }) => version ?? "none"));
  if (versions.size <= 1) return [];
  const list = published.map(({ name, version }) => `${name} ${version ?? "none"}`).join(", ");
  return [`published packages must have one version, got ${list}`];
}

if (import.meta.main) {
  const members = await readMembers();
  const all = await listSourceFiles();
  const findings = findVersionDrift(members);
  for (const member of members) {
    const prefix = `${member.folder}/`;
    const paths = all.filter((path) => path.startsWith(prefix)).map((p) => p.slice(prefix.length));
    findings.push(...findBadExports(member, paths));
    if (!member.published) continue;
    const mod = await Deno.readTextFile(join(ROOT, member.folder, "mod.ts"));
    findings.push(...findUnreachable(member, { paths, mod }));
  }
  report("exports", findings);
}
