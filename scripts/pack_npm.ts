/**
 * `deno task npm`, first half: npm tarballs of the published packages, in `npm/`.
 *
 * `deno pack` writes JavaScript, declarations and a `package.json` that lacks what it cannot know:
 * the dependency on a sibling of the workspace, peers, and everything for people. This adds it.
 */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { run } from "./_run.ts";
import { ROOT } from "./_source_files.ts";
import type { Member } from "./_workspace.ts";
import { type NpmManifest, npmManifest, readPublished } from "./npm_manifest.ts";

/** Where the tarballs go. */
export const NPM_FOLDER: string = join(ROOT, "npm");

/** The `package.json` that `deno pack` writes. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** Joins both manifests; what Deno found to be imported must be among what npm is told. */
export function finishManifest(packed: PackedManifest, manifest: NpmManifest): PackedManifest {
  const { dependencies: found = {}, ...rest } = packed;
  const known = { ...manifest.dependencies, ...manifest.peerDependencies };
  for (const name of Object.keys(found)) {
    if (known[name] === undefined) {
      throw new Error(`DESCRIPTIONS must list ${name}, which ${packed.name} imports`);
    }
  }
  // Tools read it to learn the version.
  const exports = { ...packed.exports, "./package.json": "./package.json" };
  return { ...rest, ...manifest, exports };
}

const LIBRARY_REFERENCE = /^\/\/\/ <reference lib=.*\n/m;

/** `deno pack` leaves references to libraries in the JavaScript; it is declarations that need them. */
async function moveReferences(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const path = join(folder, name);
    const text = await Deno.readTextFile(path);
    const [reference] = LIBRARY_REFERENCE.exec(text) ?? [];
    if (reference === undefined) continue;
    const declarations = path.replace(/js$/, "d.ts");
    await Deno.writeTextFile(path, text.replace(reference, ""));
    await Deno.writeTextFile(declarations, reference + await Deno.readTextFile(declarations));
  }
}

/** Packs one member; returns the path of its tarball. */
async function pack(member: Member): Promise<string> {
  const work = await Deno.makeTempDir();
  try {
    const draft = join(work, "draft.tgz");
    const packing = ["pack", "--allow-dirty", "--no-source-maps", "--output", draft];
    await run(Deno.execPath(), packing, join(ROOT, member.folder));
    await run("tar", ["-xzf", draft, "-C", work]);
    const folder = join(work, "package");
    const path = join(folder, "package.json");
    const packed: PackedManifest = JSON.parse(await Deno.readTextFile(path));
    const finished = finishManifest(packed, npmManifest(member));
    await Deno.writeTextFile(path, `${JSON.stringify(finished, null, 2)}\n`);
    await Deno.copyFile(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
    await moveReferences(folder);
    const args = ["pack", "--json", "--pack-destination", NPM_FOLDER];
    const [{ filename }] = JSON.parse(await run("npm", args, folder));
    return join(NPM_FOLDER, filename);
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

if (import.meta.main) {
  await Deno.mkdir(NPM_FOLDER, { recursive: true });
  for (const member of await readPublished()) {
    const path = await pack(member);
    const kilobytes = (await Deno.stat(path)).size / 1024;
    process.stdout.write(`${path} (${kilobytes.toFixed(1)} KB)\n`);
  }
}
