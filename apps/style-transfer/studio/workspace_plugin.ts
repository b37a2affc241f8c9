/** Lets esbuild find modules where Deno keeps them: no `node_modules` folder is needed. */

import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const WORKSPACE_REGEXP = /^@evenkeel\//;
/** Neither a path nor a URL. */
const BARE_REGEXP = /^[^./]/;

/** Keeps this plugin from answering the question that it asks esbuild itself. */
const ASKED = Symbol("asked");

/**
 * Resolves `@evenkeel/…` by the workspace's export paths, and packages of others in Deno's cache, in
 * which esbuild then chooses the browser's entry.
 */
export function workspacePlugin(): Plugin {
  return {
    name: "workspace",
    setup(build): void {
      build.onResolve({ filter: WORKSPACE_REGEXP }, ({ path }) => ({
        path: fileURLToPath(import.meta.resolve(path)),
      }));
      build.onResolve({ filter: BARE_REGEXP }, async (question) => {
        const { path, importer, kind, pluginData } = question;
        // What packages import of Node, their "browser" field switches off.
        if (pluginData === ASKED || importer === "" || isBuiltin(path)) return undefined;
        const { folder, rest } = locate(path, importer);
        return await build.resolve(join(folder, rest), {
          kind,
          importer,
          resolveDir: folder,
          pluginData: ASKED,
        });
      });
    },
  };
}

/** The folder of a package as `importer` sees it, and the path inside. */
function locate(specifier: string, importer: string): { folder: string; rest: string } {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const manifest = createRequire(importer).resolve(`${name}/package.json`);
  return { folder: dirname(manifest), rest: parts.join("/") };
}
