import {
  assert,
  assertEquals,
  assertGreater,
  assertNotMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { startStudio, type StudioServer } from "./server.ts";

describe("the studio's server", () => {
  let studio: StudioServer;
  before(async () => {
    studio = await startStudio(0);
  });
  after(() => studio.close());

  function get(path: string, options: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, studio.url), options);
  }

  it("listens on this machine only, at the port that it says", () => {
    const { hostname, port } = new URL(studio.url);
    assertEquals(hostname, "127.0.0.1");
    assertGreater(Number(port), 0);
  });

  for (
    const [path, type] of [
      ["/", "text/html; charset=utf-8"],
      ["/style.css", "text/css; charset=utf-8"],
      ["/page.js", "text/javascript; charset=utf-8"],
      ["/worker.js", "text/javascript; charset=utf-8"],
      ["/favicon.svg", "image/svg+xml"],
      ["/sample.jpg", "image/jpeg"],
      ["/checkpoints/ink-instance.safetensors", "application/octet-stream"],
      ["/checkpoints/ink-batch.safetensors", "application/octet-stream"],
    ] as const
  ) {
    it(`serves ${path} as ${type}, isolated and sealed`, async () => {
      const response = await get(path);
      const { byteLength } = await response.arrayBuffer();
      const header = (name: string) => response.headers.get(name);
      assertEquals(response.status, 200);
      assertEquals(header("content-type"), type);
      assertEquals(Number(header("content-length")), byteLength);
      assertGreater(byteLength, 100);
      assertEquals(header("cross-origin-opener-policy"), "same-origin");
      assertEquals(header("cross-origin-embedder-policy"), "require-corp");
      assertEquals(header("cross-origin-resource-policy"), "same-origin");
      assertEquals(header("x-content-type-options"), "nosniff");
      const policy = header("content-security-policy") ?? "";
      assertStringIncludes(policy, "default-src 'none'");
      assertNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
    });
  }

  it("answers HEAD without a body", async () => {
    const response = await get("/worker.js", { method: "HEAD" });
    assertEquals(response.status, 200);
    assertGreater(Number(response.headers.get("content-length")), 100);
    assertEquals((await response.arrayBuffer()).byteLength, 0);
  });

  it("refuses methods that could change something", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const response = await get("/", { method });
      await response.body?.cancel();
      assertEquals(response.status, 405, method);
      assertEquals(response.headers.get("allow"), "GET, HEAD");
    }
  });

  it("answers 404, with the same headers, where nothing is", async () => {
    for (const path of ["/nothing", "/page.js/", "/checkpoints/", "/main.ts", "//style.css"]) {
      const response = await get(`${studio.url.slice(0, -1)}${path}`);
      assertEquals(await response.text(), "Not found\n", path);
      assertEquals(response.status, 404, path);
      assertEquals(response.headers.get("cross-origin-embedder-policy"), "require-corp");
      assertEquals(response.headers.get("content-security-policy"), "default-src 'none'");
    }
  });

  it("lets no path climb out, however it is written", async () => {
    const targets = [
      "/../server.ts",
      "/checkpoints/../../../../deno.json",
      "/%2e%2e/server.ts",
      "/checkpoints/..%2f..%2f..%2fdeno.json",
      "/..\\server.ts",
      "/..%5cserver.ts",
      "/checkpoints/%00/../../server.ts",
      "/etc/passwd",
      "//etc/passwd",
      "file:///etc/passwd",
    ];
    for (const target of targets) {
      // fetch would tidy these paths before they leave.
      const answer = await sendRaw(studio.url, `GET ${target} HTTP/1.1`);
      assert(/^HTTP\/1\.1 (404|400) /.test(answer), `${target}: ${answer.slice(0, 200)}`);
      assertNotMatch(answer, /startStudio|"workspace"|root:/, target);
    }
  });

  it("refuses ports that are none", async () => {
    for (const port of [-1, 65536, 1.5, NaN]) {
      await assertRejects(
        () => startStudio(port),
        RangeError,
        `port must be an integer from 0 to 65535, got ${port}`,
      );
    }
  });
});

/** Everything that the server says to one request line. */
async function sendRaw(url: string, requestLine: string): Promise<string> {
  const { hostname, port, host } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `${requestLine}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}
