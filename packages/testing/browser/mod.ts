/**
 * A real browser for tests: the Chromium of this machine, and a page that runs a module in it.
 *
 * @module
 */

export { type ChromiumSearch, findChromium, launchChromium } from "./chromium.ts";
export { bundleModule, openModulePage } from "./module_page.ts";
