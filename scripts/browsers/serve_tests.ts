/** A page that runs test modules, and a server that it tells how they went. */

import { join } from "node:path";
import type { PageOutcome } from "./page_tests.ts";

/** How all of it went. */
export interface BrowserOutcome {
  /** As the browser calls itself. */
  readonly userAgent: string;
  /** By module. */
  readonly files: Readonly<Record<string, PageOutcome>>;
}

/** A server that runs. */
export interface TestServer {
  readonly url: string;
  readonly outcome: Promise<BrowserOutcome>;
  /** Stops it. */
  close(): Promise<void>;
}

/** A file whose tests take longer hangs. */
const FILE_TIMEOUT_MS = 120_000;
/** Makes the page cross-origin isolated: engines have threads. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/**
 * In the page. A worker for each file, as every file has a process of its own elsewhere; and in a worker
 * callers may wait for threads.
 */
async function runAll(modules: readonly string[], timeoutMs: number): Promise<void> {
  const files: Record<string, PageOutcome> = {};
  for (const module of modules) {
    const worker = new Worker(`/${module}`, { type: "module" });
    files[module] = await new Promise((resolve) => {
      const fail = (why: string) => resolve({ passed: 0, skipped: 0, failures: [why] });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => fail(`did not load: ${message}`);
      setTimeout(() => fail("hangs"), timeoutMs);
    });
    worker.terminate();
  }
  const { userAgent } = navigator;
  await fetch("/outcome", { method: "POST", body: JSON.stringify({ userAgent, files }) });
}

/** Serves a folder of modules on this machine, with a page that runs these of them. */
export function serveTests(folder: string, modules: readonly string[]): TestServer {
  const { promise, resolve } = Promise.withResolvers<BrowserOutcome>();
  const page = `<!doctype html><title>tests</title><script type="module">
    await (${runAll})(${JSON.stringify(modules)}, ${FILE_TIMEOUT_MS});</script>`;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/outcome") {
        resolve(await request.json());
        return new Response(null, { headers: HEADERS });
      }
      return pathname === "/" ? answer(page, "text/html") : await answerFile(folder, pathname);
    },
  );
  // A secure context by its name, too, for browsers that go by that.
  const url = `http://localhost:${server.addr.port}/`;
  return { url, outcome: promise, close: () => server.shutdown() };
}

async function answerFile(folder: string, pathname: string): Promise<Response> {
  // A URL's path has no ".." left in it.
  const body = await Deno.readFile(join(folder, pathname)).catch(() => undefined);
  if (body === undefined) return new Response(null, { status: 404, headers: HEADERS });
  return answer(body, pathname.endsWith(".wasm") ? "application/wasm" : "text/javascript");
}

function answer(body: BodyInit, type: string): Response {
  return new Response(body, { headers: { ...HEADERS, "content-type": type } });
}
