/** How many bytes the adapter has of its own, beyond TensorFlow.js and the kernels. */

import { build, type Plugin } from "esbuild";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { ROOT } from "./_source_files.ts";

const PEERS = /^@(tensorflow|evenkeel)\//;

/**
 * In the bundle of a page that holds TensorFlow.js, all modules of the adapter call `add` by one short name
 * and import nothing. So the peers are one module each here, and what is imported of them does not count.
 */
export async function measureAdapter(text: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: ROOT, loader: "ts" },
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "silent",
    external: ["node:*"],
    plugins: [PEER_PLUGIN],
  });
  const own = outputFiles[0]!.text.replaceAll(/import\{[^}]*\}from"node:[^"]*";?/g, "");
  return gzipSync(Buffer.from(own), { level: 9 }).length;
}

const PEER_PLUGIN: Plugin = {
  name: "peers",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: PEERS }, ({ path }) => ({ path, namespace: "peers" }));
    onLoad({ filter: PEERS, namespace: "peers" }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => /^\w+$/.test(name));
      return { contents: `export { ${names.join(", ")} } from "node:${path}";`, loader: "js" };
    });
  },
};
