/** The Chromium that tests of pages drive. */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const USUAL_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
/** Nothing beyond this machine. */
const FLAGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** No graphics card: WebGL in software, and no WebGPU. */
const PLAIN_FLAGS = ["--disable-gpu"];
/** WebGL and WebGPU, both in software. */
const GPU_FLAGS = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/** Where to look. */
export interface ChromiumSearch {
  /** `CHROMIUM_PATH`: used as it is. */
  readonly chosen: string | undefined;
  /** `PATH`. */
  readonly folders: string;
  /** Where it may be, if it is not in `PATH`. */
  readonly elsewhere: readonly string[];
}

/**
 * The program's path.
 *
 * @throws {Error} If there is none: a test of the page that cannot open it has failed.
 */
export function findChromium(
  { chosen, folders, elsewhere }: ChromiumSearch = {
    chosen: process.env.CHROMIUM_PATH,
    folders: process.env.PATH ?? "",
    elsewhere: USUAL_PATHS,
  },
): string {
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH must name a Chromium, got "${chosen}", which is not there`);
  }
  const candidates = folders.split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .concat(elsewhere);
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    `Chromium must be installed to test the page, and none of ${NAMES.join(", ")} is in PATH: ` +
      "install it, or set CHROMIUM_PATH",
  );
}

/**
 * Starts it, with a fresh profile and without a window.
 *
 * @param options `webgpu`: whether pages have WebGPU, in software. Default false.
 */
export async function launchChromium(
  { webgpu = false }: { readonly webgpu?: boolean } = {},
): Promise<Browser> {
  return await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [...FLAGS, ...(webgpu ? GPU_FLAGS : PLAIN_FLAGS)],
  });
}
