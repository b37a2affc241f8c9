/** A page that has one of our modules in it, for code that needs what only browsers have. */

import * as esbuild from "esbuild";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";

// WebGPU is for secure pages only. Nothing listens there: the page comes from memory.
const URL_OF_PAGE = "https://localhost/";

/**
 * Bundles a module with all that it imports, for `openModulePage`; needs no network, and writes no file.
 *
 * @param entry The module's URL.
 * @param globalName The global that its exports become.
 */
export async function bundleModule(entry: URL, globalName: string): Promise<string> {
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      format: "iife",
      globalName,
      platform: "browser",
      target: "es2022",
      logLevel: "silent", // a failure is thrown, and says the same
      tsconfigRaw: {},
      plugins: [denoPlugin()],
    });
    return outputFiles[0]!.text;
  } finally {
    await esbuild.stop(); // its process would keep ours alive
  }
}

/**
 * Opens an empty page that has a bundle in it.
 *
 * @param browser From `launchChromium`.
 * @param bundle From `bundleModule`.
 * @param onComplaint Told what the page logs as an error, and what it throws.
 */
export async function openModulePage(
  browser: Browser,
  bundle: string,
  onComplaint: (message: string) => void = () => {},
): Promise<Page> {
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") onComplaint(message.text());
  });
  page.on("pageerror", ({ message }) => onComplaint(message));
  await page.route(
    "**/*",
    (route) =>
      route.request().url() === URL_OF_PAGE
        ? route.fulfill({ contentType: "text/html", body: "<!doctype html><title>test</title>" })
        : route.fulfill({ status: 404 }),
  );
  await page.goto(URL_OF_PAGE);
  await page.addScriptTag({ content: bundle });
  return page;
}

/** Finds the workspace's modules by their export paths, and packages of others in Deno's cache. */
function denoPlugin(): esbuild.Plugin {
  const asked = Symbol("asked");
  return {
    name: "deno",
    setup(build): void {
      build.onResolve({ filter: /^@evenkeel\// }, ({ path }) => ({
        path: fileURLToPath(import.meta.resolve(path)),
      }));
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, pluginData }) => {
        // What packages import of Node, their "browser" field switches off.
        if (pluginData === asked || importer === "" || isBuiltin(path)) return undefined;
        const parts = path.split("/");
        const name = parts.splice(0, path.startsWith("@") ? 2 : 1).join("/");
        const folder = dirname(createRequire(importer).resolve(`${name}/package.json`));
        const resolved = join(folder, ...parts);
        return await build.resolve(resolved, {
          kind,
          importer,
          resolveDir: folder,
          pluginData: asked,
        });
      });
    },
  };
}
