/** Test files as modules for a page: one for each file, which shares what they all import. */

import * as esbuild from "esbuild";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workspacePlugin } from "../../apps/style-transfer/studio/workspace_plugin.ts";
import { ROOT } from "../_source_files.ts";

const PAGE_TESTS = fileURLToPath(new URL("page_tests.ts", import.meta.url));
const PAGE_WASM = fileURLToPath(new URL("page_wasm.ts", import.meta.url));
/** Where the binaries of the stock wasm backend are, beside the modules. */
export const WASM_FOLDER = "wasm";

/**
 * Bundles them into a folder; needs no network. Each module runs its tests, and posts how they went.
 *
 * @returns The modules' paths in the folder, in the files' order.
 */
export async function bundleTests(paths: readonly string[], folder: string): Promise<string[]> {
  const names = paths.map((path) => path.replaceAll("/", "-").replace(/\.ts$/, ""));
  try {
    await esbuild.build({
      entryPoints: paths.map((path, i) => ({ in: `entry:${path}`, out: names[i]! })),
      outdir: folder,
      bundle: true,
      splitting: true,
      keepNames: true, // tests are called after functions
      format: "esm",
      platform: "browser",
      target: "es2022",
      logLevel: "silent", // a failure is thrown, and says the same
      tsconfigRaw: {},
      plugins: [entryPlugin(), pagePlugin(), workspacePlugin()],
    });
  } finally {
    await esbuild.stop(); // its process would keep ours alive
  }
  await copyWasm(join(folder, WASM_FOLDER));
  return names.map((name) => `${name}.js`);
}

/** What a worker begins with. */
function entryPlugin(): esbuild.Plugin {
  return {
    name: "entry",
    setup(build): void {
      build.onResolve(
        { filter: /^entry:/ },
        ({ path }) => ({ path: path.slice("entry:".length), namespace: "entry" }),
      );
      build.onLoad({ filter: /.*/, namespace: "entry" }, ({ path }) => ({
        contents: `import { runTests } from ${JSON.stringify(PAGE_TESTS)};
          import ${JSON.stringify(join(ROOT, path))};
          postMessage(await runTests());`,
        resolveDir: ROOT,
      }));
    },
  };
}

/** What stands for modules that a page does not have. */
function pagePlugin(): esbuild.Plugin {
  return {
    name: "page",
    setup(build): void {
      build.onResolve({ filter: /^@std\/testing\/bdd$/ }, () => ({ path: PAGE_TESTS }));
      build.onResolve(
        { filter: /^@std\/assert$/ },
        () => ({ path: createRequire(import.meta.url).resolve("deno-std/assert/mod.js") }),
      );
      build.onResolve(
        { filter: /^node:process$/ },
        ({ path }) => ({ path, namespace: "process" }),
      );
      build.onLoad(
        { filter: /.*/, namespace: "process" },
        () => ({ contents: "export default { env: {} };" }),
      );
      build.onResolve(
        { filter: /^@tensorflow\/tfjs-backend-wasm$/ },
        ({ importer }) => importer === PAGE_WASM ? undefined : { path: PAGE_WASM },
      );
      // It has its files by other names than they have in its folder.
      build.onResolve(
        { filter: /^pure-rand\// },
        ({ path, importer }) => ({ path: createRequire(importer).resolve(path) }),
      );
    },
  };
}

async function copyWasm(folder: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve(
    "@tensorflow/tfjs-backend-wasm/package.json",
  );
  const dist = join(dirname(manifest), "dist");
  await Deno.mkdir(folder);
  for await (const { name } of Deno.readDir(dist)) {
    if (name.endsWith(".wasm")) await Deno.copyFile(join(dist, name), join(folder, name));
  }
}
