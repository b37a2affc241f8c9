/** tfjs-core's own test suite, with our backend in it, as one JavaScript file. */

import * as esbuild from "esbuild";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { workspacePlugin } from "../../apps/style-transfer/studio/workspace_plugin.ts";

/**
 * The order matters. The suite looks for its functions and its environments while it is being loaded;
 * and the environment's flags must be there before a backend asks for them.
 */
const ENTRY = `
import "./suite/globals.ts";
import "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import { BACKEND } from "./suite/backend.ts";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";
import { run } from "./suite/run.ts";

setTestEnvs([{ name: BACKEND, backendName: BACKEND, isDataSync: true }]);
await import("@tensorflow/tfjs-core/dist/tests");
await run();
`;

/** Bundles the suite, as a module for Node and for Deno; needs no network, and writes only the file. */
export async function bundleSuite(outfile: string): Promise<void> {
  try {
    await esbuild.build({
      stdin: { contents: ENTRY, resolveDir: import.meta.dirname!, sourcefile: "entry.js" },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      mainFields: ["module", "main"],
      target: "es2022",
      // The package lists its tests among what may be dropped.
      ignoreAnnotations: true,
      banner: {
        js: `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);`,
      },
      logLevel: "silent", // a failure is thrown, and says the same
      tsconfigRaw: {},
      plugins: [rootPlugin(), workspacePlugin()],
    });
  } finally {
    await esbuild.stop(); // its process would keep ours alive
  }
}

/** The suite wants jasmine, which tfjs-core does not depend on; and our entry is no file. */
function rootPlugin(): esbuild.Plugin {
  const root = createRequire(import.meta.url);
  const entry = fileURLToPath(import.meta.url);
  const asked = Symbol("asked");
  return {
    name: "root",
    setup(build): void {
      // node-fetch tries it, and does without.
      build.onResolve({ filter: /^encoding$/ }, ({ path }) => ({ path, external: true }));
      build.onResolve({ filter: /^jasmine-core\// }, ({ path }) => ({ path: root.resolve(path) }));
      build.onResolve({ filter: /^@tensorflow\// }, async (question) => {
        const { path, importer, kind, pluginData, resolveDir } = question;
        if (pluginData === asked || !importer.endsWith("entry.js")) return undefined;
        return await build.resolve(path, { kind, importer: entry, resolveDir, pluginData: asked });
      });
    },
  };
}
