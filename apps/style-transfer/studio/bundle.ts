/** The page's and the worker's TypeScript as one JavaScript file each. */

import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { workspacePlugin } from "./workspace_plugin.ts";

/** The bundled files, ready to serve. */
export interface Bundles {
  readonly page: Uint8Array<ArrayBuffer>;
  readonly worker: Uint8Array<ArrayBuffer>;
}

/** Bundles both; needs no network, and writes no file. */
export async function bundleStudio(): Promise<Bundles> {
  try {
    const [page, worker] = await Promise.all([
      bundle(new URL("page/main.ts", import.meta.url)),
      bundle(new URL("worker/main.ts", import.meta.url)),
    ]);
    return { page, worker };
  } finally {
    await esbuild.stop(); // its process would keep ours alive
  }
}

async function bundle(entry: URL): Promise<Uint8Array<ArrayBuffer>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "silent", // a failure is thrown, and says the same
    tsconfigRaw: {},
    plugins: [workspacePlugin()],
  });
  return new Uint8Array(outputFiles[0]!.contents);
}
