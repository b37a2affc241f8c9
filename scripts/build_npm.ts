/**
 * npm packages with dnt, as ES modules and CommonJS, into `npm/dnt/`; kernels' tests run in Node in
 * both formats. It lives on JSR only, so it needs the other configuration:
 *
 * ```sh
 * deno run -A --config deno.jsr.json scripts/build_npm.ts
 * ```
 */

import { join } from "node:path";
import { toImportMap, toUrl } from "./_import_map.ts";
import { type Module, readModuleGraph } from "./_module_graph.ts";
import { listSourceFiles, ROOT } from "./_source_files.ts";
import { type DenoConfig, type Member, readConfig, readMembers } from "./_workspace.ts";
import { type NpmManifest, npmManifest, pinnedVersion, readPublished } from "./npm_manifest.ts";
import { NPM_FOLDER } from "./pack_npm.ts";

/** The options of dnt's `build` that this file sets. */
export interface DntOptions {
  readonly entryPoints: readonly { readonly name: string; readonly path: string }[];
  readonly outDir: string;
  readonly shims: { readonly deno: { readonly test: "dev" } };
  readonly package: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, DntMapping>>;
  readonly importMap: string;
  readonly test: boolean;
  readonly rootTestDir: string;
  readonly typeCheck: "single";
  readonly declaration: "inline";
  readonly skipSourceOutput: boolean;
  readonly compilerOptions: { readonly lib: readonly string[]; readonly target: string };
  readonly postBuild: () => Promise<void>;
}
interface DntMapping {
  readonly name: string;
  readonly version: string;
  readonly subPath?: string;
  readonly peerDependency?: boolean;
}
/** The part of dnt that this file uses. */
export interface Dnt {
  emptyDir(path: string): Promise<void>;
  build(options: DntOptions): Promise<void>;
}

/**
 * Says what an import of a sibling's file, or of a peer, is in the package that npm installs. Only for
 * what the modules do import: dnt refuses a mapping that it has no use for.
 */
export function toMappings(
  manifest: NpmManifest,
  { modules, members, pins }: {
    readonly modules: readonly Module[];
    readonly members: readonly Member[];
    readonly pins: Readonly<Record<string, string>>;
  },
): Record<string, DntMapping> {
  const mappings: Record<string, DntMapping> = {};
  const imports = modules.flatMap((module) => module.imports);
  for (const { specifier, target } of imports) {
    const range = manifest.peerDependencies?.[specifier];
    if (range !== undefined) {
      const url = `npm:${specifier}@${pins[specifier]}`;
      mappings[url] = { name: specifier, version: range, peerDependency: true };
    }
    const sibling = members.find(({ folder }) => target?.startsWith(`${folder}/`))?.name;
    if (target === undefined || sibling === undefined || sibling === manifest.name) continue;
    const subPath = specifier.slice(sibling.length + 1);
    mappings[toUrl(target)] = {
      name: sibling,
      version: `file:${outFolder(sibling)}`, // until the build is done
      ...(subPath === "" ? {} : { subPath }),
    };
  }
  return mappings;
}

/** The imports of the code that a member ships. */
async function shippedModules({ folder }: Member): Promise<Module[]> {
  const shipped = (await listSourceFiles())
    .filter((path) => path.startsWith(`${folder}/`) && !/_(test|bench)\.ts$/.test(path));
  return await readModuleGraph(shipped);
}

function outFolder(name: string): string {
  return join(NPM_FOLDER, "dnt", name.split("/").at(-1)!);
}

/** Builds all published packages with the given dnt and the imports of the given configuration. */
export async function buildNpm(dnt: Dnt, config: DenoConfig): Promise<void> {
  const published = await readPublished();
  const importMap = await Deno.makeTempFile({ suffix: ".json" });
  try {
    const map = toImportMap(config, await readMembers());
    await Deno.writeTextFile(importMap, JSON.stringify(map));
    for (const member of published) {
      const options = await dntOptions(member, { members: published, importMap });
      await dnt.emptyDir(options.outDir);
      await dnt.build(options);
    }
  } finally {
    await Deno.remove(importMap);
  }
}

async function dntOptions(
  member: Member,
  { members, importMap }: { readonly members: readonly Member[]; readonly importMap: string },
): Promise<DntOptions> {
  // dnt finds out the dependencies itself, and installs them to type-check the output.
  const { dependencies, ...manifest } = npmManifest(member);
  const outDir = outFolder(manifest.name);
  const peers = Object.keys(manifest.peerDependencies ?? {});
  const pins = await Promise.all(peers.map(async (name) => [name, await pinnedVersion(name)]));
  return {
    entryPoints: Object.entries(member.exports).map(([name, file]) => {
      return { name, path: join(ROOT, member.folder, file) };
    }),
    outDir,
    shims: { deno: { test: "dev" } }, // what the tests of kernels register themselves with
    package: { ...manifest },
    mappings: toMappings(npmManifest(member), {
      modules: await shippedModules(member),
      members,
      pins: Object.fromEntries(pins),
    }),
    importMap,
    // The adapter's tests need backends that a user chooses; they run under Deno.
    test: dependencies === undefined,
    rootTestDir: join(ROOT, member.folder),
    // dnt checks CommonJS with a resolution that sees no sub-paths.
    typeCheck: "single",
    declaration: "inline",
    skipSourceOutput: true,
    compilerOptions: { lib: ["ES2023", "DOM", "DOM.Iterable"], target: "ES2022" },
    postBuild: () => finish(outDir, dependencies),
  };
}

/** Names the sibling's version where the build had its folder, and adds the license. */
async function finish(outDir: string, dependencies: NpmManifest["dependencies"]): Promise<void> {
  await Deno.copyFile(join(ROOT, "LICENSE"), join(outDir, "LICENSE"));
  if (dependencies === undefined) return;
  const path = join(outDir, "package.json");
  const built = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, `${JSON.stringify({ ...built, dependencies }, null, 2)}\n`);
}

if (import.meta.main) {
  // By a computed name: without JSR, Deno could not even type-check this file.
  const name: string = "@deno/dnt";
  await buildNpm(await import(name), await readConfig(join(ROOT, "deno.jsr.json")));
}
