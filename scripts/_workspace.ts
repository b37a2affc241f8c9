/** The members of the workspace, read from their `deno.json`. */

import { join } from "node:path";
import { ROOT } from "./_source_files.ts";

/** One member. */
export interface Member {
  /** Relative to the root, such as `packages/kernels`. */
  readonly folder: string;
  /** The package's name; an app has none. */
  readonly name?: string;
  readonly version?: string;
  /** Export path (`"."`, `"./group-norm"`) to file (`"./group_norm.ts"`). */
  readonly exports: Readonly<Record<string, string>>;
  /** Whether it goes to the registries. */
  readonly published: boolean;
}

/** What this repository reads of a `deno.json`. */
export interface DenoConfig {
  readonly workspace?: readonly string[];
  readonly lock?: { readonly path: string };
  readonly imports?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly version?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly publish?: false | { readonly exclude?: readonly string[] };
}

/** Reads one configuration file. */
export async function readConfig(path: string): Promise<DenoConfig> {
  return JSON.parse(await Deno.readTextFile(path));
}

/** Reads the members that the root configuration lists. */
export async function readMembers(root: string = ROOT): Promise<Member[]> {
  const { workspace = [] } = await readConfig(join(root, "deno.json"));
  return await Promise.all(workspace.map(async (path) => {
    const folder = path.replace(/^\.\//, "");
    return toMember(folder, await readConfig(join(root, folder, "deno.json")));
  }));
}

function toMember(folder: string, config: DenoConfig): Member {
  const { name, version, exports = {}, publish } = config;
  return {
    folder,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    exports: typeof exports === "string" ? { ".": exports } : exports,
    published: name !== undefined && publish !== false,
  };
}
