/** The same cases in a real Chromium, on backends that Deno does not have. */

import { bundleModule, launchChromium, openModulePage } from "@evenkeel/testing/browser";
import type { Behavior } from "./_test_behavior.ts";
import type { Costs } from "./_test_costs.ts";
import type { CaseErrors, ErrorOptions } from "./_test_errors.ts";
import type * as TestPage from "./_test_page.ts";

type PageBackend = TestPage.PageBackend;

/** A page whose backend is set. */
export interface BackendPage {
  /** Errors on the console, and exceptions. */
  readonly complaints: readonly string[];
  /** Runs all cases there. */
  caseErrors(options: Omit<ErrorOptions, "half">): Promise<CaseErrors[]>;
  behavior(): Promise<Behavior>;
  /** Of webgl alone. */
  costs(): Promise<Costs>;
  close(): Promise<void>;
}

/** A Chromium for several pages. */
export interface BackendBrowser {
  /** Rejects if the browser lacks the backend. */
  open(backend: PageBackend): Promise<BackendPage>;
  close(): Promise<void>;
}

declare const page: typeof TestPage;

/**
 * Starts Chromium; rejects if there is none. All runs in software: WebGL on SwiftShader, WebGPU on its
 * Vulkan part.
 */
export async function launchBackends(): Promise<BackendBrowser> {
  const bundle = await bundleModule(new URL("_test_page.ts", import.meta.url), "page");
  const browser = await launchChromium({ webgpu: true });
  return {
    async open(backend) {
      const complaints: string[] = [];
      const opened = await openModulePage(browser, bundle, (message) => complaints.push(message));
      await opened.evaluate((backend) => page.start(backend), backend);
      const half = backend === "webgl-half";
      return {
        complaints,
        caseErrors: (options) =>
          opened.evaluate((options) => page.caseErrors(options), { ...options, half }),
        behavior: () => opened.evaluate(() => page.behavior()),
        costs: () => opened.evaluate(() => page.costs()),
        close: () => opened.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** One page in a Chromium of its own, which closes with it. */
export async function openBackendPage(backend: PageBackend): Promise<BackendPage> {
  const browser = await launchBackends();
  try {
    return { ...await browser.open(backend), close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
