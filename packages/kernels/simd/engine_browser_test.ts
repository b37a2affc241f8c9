/** The engine in a page of a real Chromium that is isolated, so that memory may be shared. */

import { bundleModule, launchChromium } from "@evenkeel/testing/browser";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import type { Browser, Page } from "playwright-core";

const URL_OF_PAGE = "https://localhost/";
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** What a script of the page, or of a worker in it, makes of an engine with two threads. */
const SCRIPT = `
  const run = async () => {
    const engine = await simd.createEngine({ threads: 2 });
    const { threads, reason } = engine.features;
    const x = engine.allocate(400_000).map((_, i) => i % 2);
    let right = true;
    for (let i = 0; i < 50; i++) {
      const { y } = kernels.instanceNorm(x, { shape: [1, 4, 100_000], epsilon: 0, engine });
      right &&= y.every((value, i) => value === 2 * (i % 2) - 1);
    }
    engine.dispose();
    return { threads, reason, right };
  };`;

describe("an engine with threads in an isolated page", () => {
  let browser: Browser, page: Page, bundles: string;
  before(async () => {
    bundles = await bundleModule(new URL("mod.ts", import.meta.url), "simd") +
      await bundleModule(new URL("../mod.ts", import.meta.url), "kernels");
    browser = await launchChromium();
    page = await browser.newPage();
    const response = { contentType: "text/html", headers: HEADERS, body: "<!doctype html>" };
    await page.route("**/*", (route) => route.fulfill(response));
    await page.goto(URL_OF_PAGE);
    assertEquals(await page.evaluate("crossOriginIsolated"), true);
  });
  after(() => browser?.close());

  it("has one on the page's own thread, which may not wait", async () => {
    assertEquals(await page.evaluate(`${bundles}; ${SCRIPT}; run()`), {
      threads: 1,
      reason: "the caller's thread may not wait: make the engine in a worker",
      right: true,
    });
  });

  it("does without what a policy forbids, and says so", async () => {
    const policy = "default-src 'none'; script-src 'unsafe-inline'";
    const strict = await browser.newPage();
    const headers = { ...HEADERS, "content-security-policy": policy };
    const body = "<!doctype html>";
    await strict.route(
      "**/*",
      (route) => route.fulfill({ contentType: "text/html", headers, body }),
    );
    await strict.goto(URL_OF_PAGE);
    const answer = await strict.evaluate<{ reason: string; right: boolean; threads: number }>(
      `${bundles}; ${SCRIPT}; run()`,
    );
    assertEquals([answer.threads, answer.right], [1, true]);
    assertStringIncludes(answer.reason, "unsafe-eval");
    await strict.close();
  });

  it("has all in a worker", async () => {
    const source = `${bundles}; ${SCRIPT}; run().then(postMessage)`;
    const answer = await page.evaluate((source) =>
      new Promise((resolve, reject) => {
        const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        const worker = new Worker(url);
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }), source);
    assertEquals(answer, { threads: 2, reason: undefined, right: true });
  });
});
