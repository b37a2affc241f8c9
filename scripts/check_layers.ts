/**
 * The dependency rule: apps → packages/tfjs → packages/kernels → nothing.
 *
 * Across packages only public export paths; only tests, benchmarks and the test tools themselves use
 * `@evenkeel/testing`; nothing but an entry is imported for its side effect.
 */

import { type Import, type Module, readModuleGraph } from "./_module_graph.ts";
import { report } from "./_report.ts";
import { listSourceFiles } from "./_source_files.ts";
import { type Member, readMembers } from "./_workspace.ts";

/** What may stand in the shipped code of a member, besides its own files. */
interface Layer {
  /** Members that it may use, by folder. */
  readonly members: readonly string[];
  /** Packages of others; absent means any. */
  readonly packages?: readonly string[];
}

const LAYERS: Readonly<Record<string, Layer>> = {
  "packages/kernels": { members: [], packages: [] },
  "packages/tfjs": {
    members: ["packages/kernels"],
    packages: [
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-core",
      "@tensorflow/tfjs-layers",
      "fflate",
      "h5wasm",
    ],
  },
  "packages/testing": { members: [] },
  "apps/style-transfer": { members: ["packages/kernels", "packages/tfjs"] },
};

/** Files that someone starts, and that may therefore do something when they are loaded. */
const ENTRIES: readonly RegExp[] = [/^scripts\//, /^apps\/[^/]+\/main\.ts$/];

/**
 * What an import for its side effect may name anyway, since its authors offer no other way:
 * TensorFlow.js registers backends and gradients when it is imported.
 */
const REGISTERING_REGEXP = /^@tensorflow\/tfjs-(backend-\w+|layers)$/;

/** Checks every import of every module; one line for each that breaks the rule. */
export function findLayerViolations(
  modules: readonly Module[],
  members: readonly Member[],
): string[] {
  return modules.flatMap(({ path, imports }) => {
    const from = memberOf(path, members);
    return imports.flatMap((entry) => {
      const broken = [
        sideEffect(path, entry),
        from === undefined ? undefined : crossing({ path, from }, entry, members),
      ];
      return broken.filter((why) => why !== undefined)
        .map((why) => `${path}: import of "${entry.specifier}" ${why}`);
    });
  });
}

function sideEffect(path: string, { specifier, bare }: Import): string | undefined {
  if (!bare || isTest(path) || ENTRIES.some((entry) => entry.test(path))) return undefined;
  if (path.startsWith("apps/") && REGISTERING_REGEXP.test(specifier)) return undefined;
  return "is for its side effect, which only an entry may want";
}

function crossing(
  { path, from }: { readonly path: string; readonly from: Member },
  { specifier, target }: Import,
  members: readonly Member[],
): string | undefined {
  const { members: allowed, packages } = LAYERS[from.folder] ?? { members: [] };
  const test = isTest(path) || from.folder === "packages/testing";
  if (target === undefined) {
    if (test || packages === undefined || packages.includes(specifier)) return undefined;
    return `is not among what ${from.folder} may use: ${packages.join(", ") || "nothing"}`;
  }
  if (target.startsWith(`${from.folder}/`)) return undefined;
  if (specifier.startsWith(".")) return `leaves ${from.folder}`;
  const to = memberOf(target, members);
  if (to === undefined) return `leads to ${target}, which belongs to no package`;
  if (to.folder === "packages/testing") {
    return test ? undefined : "is for tests and benchmarks only";
  }
  // The specifier was resolved, so it names a public export path: Deno knows no other.
  return allowed.includes(to.folder) ? undefined : `goes from ${from.folder} to ${to.folder}`;
}

function memberOf(path: string, members: readonly Member[]): Member | undefined {
  return members.find(({ folder }) => path.startsWith(`${folder}/`));
}

function isTest(path: string): boolean {
  return /_(test|bench)\.ts$|\/_test_\w+\.ts$/.test(path);
}

if (import.meta.main) {
  const modules = await readModuleGraph(await listSourceFiles());
  report("layers", findLayerViolations(modules, await readMembers()));
}
