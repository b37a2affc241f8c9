/** Everything that the studio serves, in memory: what is not in this list does not exist. */

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { INK_PAIR, listStyles, SAMPLE_PATH, type ShippedStyle } from "../commands/shipped.ts";
import { escapeHtml } from "../lab/escape_html.ts";
import { bundleStudio } from "./bundle.ts";
import { CHECKPOINT_FOLDER } from "./paths.ts";

/** One file of the site. */
export interface SiteFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** What the document or worker that this file starts may load and run. */
  readonly policy: string;
}

/** URL path to file. */
export type Site = ReadonlyMap<string, SiteFile>;

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE_POLICY = `${NOTHING}; script-src 'self'; style-src 'self'; img-src 'self' blob:; ` +
  "connect-src 'self'; worker-src 'self'";
/** The engine compiles the wasm that it assembles, and starts its threads from blobs. */
const WORKER_POLICY = `${NOTHING}; script-src 'self' blob: 'wasm-unsafe-eval'; ` +
  "connect-src 'self'; worker-src blob:";

/** Where styles are added to those of the page. */
const STYLES_END = "</select>";

/** Bundles the code and reads the files. */
export async function buildSite(): Promise<Site> {
  const { page, worker } = await bundleStudio();
  const javaScript = "text/javascript; charset=utf-8";
  const [html, css, icon] = await Promise.all(
    ["index.html", "style.css", "favicon.svg"].map((name) =>
      read(fileURLToPath(new URL(`page/${name}`, import.meta.url)))
    ),
  );
  const styles = await listStyles();
  const site = new Map<string, SiteFile>([
    ["/", {
      body: withStyles(html!, styles),
      contentType: "text/html; charset=utf-8",
      policy: PAGE_POLICY,
    }],
    ["/style.css", { body: css!, contentType: "text/css; charset=utf-8", policy: NOTHING }],
    ["/favicon.svg", { body: icon!, contentType: "image/svg+xml", policy: NOTHING }],
    ["/page.js", { body: page, contentType: javaScript, policy: NOTHING }],
    ["/worker.js", { body: worker, contentType: javaScript, policy: WORKER_POLICY }],
    ["/sample.jpg", {
      body: await read(SAMPLE_PATH),
      contentType: "image/jpeg",
      policy: NOTHING,
    }],
  ]);
  for (const path of [...INK_PAIR, ...styles].map(({ path }) => path)) {
    site.set(`${CHECKPOINT_FOLDER}${basename(path)}`, {
      body: await read(path),
      contentType: "application/octet-stream",
      policy: NOTHING,
    });
  }
  return site;
}

/** The page with an option for each style, where it has one for both norms. */
function withStyles(
  html: Uint8Array<ArrayBuffer>,
  styles: readonly ShippedStyle[],
): Uint8Array<ArrayBuffer> {
  const options = styles.map(({ name, about }) =>
    `<option value="${escapeHtml(name)}" data-about="${escapeHtml(about)}">${
      escapeHtml(name)
    }</option>`
  );
  const text = new TextDecoder().decode(html);
  const at = text.indexOf(STYLES_END);
  if (at < 0) throw new Error(`the page must have "${STYLES_END}", and has none`);
  return new TextEncoder().encode(text.slice(0, at) + options.join("") + text.slice(at));
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}
