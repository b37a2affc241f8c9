/**
 * `deno task npm`, second half: installs the tarballs into an empty Node project and uses them, from
 * an ES module, from CommonJS, and from TypeScript with both resolutions in use today; every export path
 * is imported once.
 */

import { join } from "node:path";
import process from "node:process";
import { run } from "./_run.ts";
import { ROOT } from "./_source_files.ts";
import type { Member } from "./_workspace.ts";
import { npmManifest, pinnedVersion, readPublished } from "./npm_manifest.ts";
import { NPM_FOLDER } from "./pack_npm.ts";

const TOOLS: readonly string[] = ["typescript@7.0.2", "publint@0.3.25"];
const CONSUMER_FOLDER = join(ROOT, "scripts", "npm_consumer");

/** Module and resolution, as TypeScript's command line names them. */
const RESOLUTIONS: readonly (readonly [string, string])[] = [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
];

const TYPE_CHECK: readonly string[] = ["--noEmit", "--strict", "--target", "es2022"];

/** The compiler's arguments for one way to resolve modules. */
export function typeCheckArguments([module, resolution]: readonly [string, string]): string[] {
  // TensorFlow.js's own declarations need skipLibCheck.
  const flags = [...TYPE_CHECK, "--skipLibCheck"];
  return [...flags, "--module", module, "--moduleResolution", resolution, "types.ts"];
}

// The kernels' declarations are checked, too, with nothing but the language itself.
const KERNELS_TYPE_CHECK = [
  ...TYPE_CHECK,
  "--lib",
  "es2022",
  "--types",
  "",
  "--module",
  "nodenext",
];

/** A module that imports every export path of the packages. */
export function importAll(members: readonly Pick<Member, "name" | "exports">[]): string {
  const paths = members.flatMap(({ name, exports }) =>
    Object.keys(exports).map((path) => `${name}${path.slice(1)}`)
  );
  return paths.map((path) => `await import("${path}");\n`).join("");
}

async function checkNpm(members: readonly Member[]): Promise<void> {
  const manifests = members.map(npmManifest);
  const tarballs = manifests.map(({ name, version }) =>
    join(NPM_FOLDER, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`)
  );
  const project = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(project, "package.json"), '{ "type": "module" }\n');
    for (const name of ["cjs.cjs", "esm.mjs", "kernels.ts", "types.ts"]) {
      await Deno.copyFile(join(CONSUMER_FOLDER, name), join(project, name));
    }
    await Deno.writeTextFile(join(project, "paths.mjs"), importAll(members));
    const names = manifests.flatMap(({ peerDependencies = {} }) => Object.keys(peerDependencies));
    const peers = names.map(async (name) => `${name}@${await pinnedVersion(name)}`);
    const packages = [...tarballs, ...TOOLS, ...await Promise.all(peers)];
    await step("installed", "npm", ["install", "--no-audit", "--no-fund", ...packages], project);
    await step("imported", "node", ["esm.mjs"], project);
    await step("imported every path", "node", ["paths.mjs"], project);
    await step("required", "node", ["cjs.cjs"], project);
    for (const resolution of RESOLUTIONS) {
      const args = ["exec", "--", "tsc", ...typeCheckArguments(resolution)];
      await step(`type-checked (${resolution[1]})`, "npm", args, project);
    }
    await step("type-checked (kernels)", "npm", [
      ...["exec", "--", "tsc", ...KERNELS_TYPE_CHECK, "kernels.ts"],
    ], project);
    for (const tarball of tarballs) {
      const args = ["exec", "--", "publint", tarball, "--strict"];
      await step(`linted ${tarball}`, "npm", args, project);
    }
  } finally {
    await Deno.remove(project, { recursive: true });
  }
}

async function step(done: string, command: string, args: readonly string[], cwd: string) {
  await run(command, args, cwd);
  process.stdout.write(`npm: ${done}\n`);
}

if (import.meta.main) await checkNpm(await readPublished());
