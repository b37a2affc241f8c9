/** A server for the studio: this machine only, a fixed list of files, strict headers. */

import { buildSite, type Site } from "./site.ts";

/** A server that runs. */
export interface StudioServer {
  /** Where the page is. */
  readonly url: string;
  /** Stops it. */
  close(): Promise<void>;
}

/** On every answer. Together the first two make the page cross-origin isolated: wasm gets threads. */
const HEADERS: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};
const REFUSAL_POLICY = "default-src 'none'";
const HOST = "127.0.0.1";

/**
 * Builds the site and serves it on this machine.
 *
 * @param port 0 means any that is free.
 * @throws {RangeError} If the port is not an integer from 0 to 65535.
 * @throws {Deno.errors.AddrInUse} If the port is taken.
 */
export async function startStudio(port: number): Promise<StudioServer> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`port must be an integer from 0 to 65535, got ${port}`);
  }
  const site = await buildSite();
  const server = Deno.serve(
    { port, hostname: HOST, onListen: () => {} },
    (request) => answer(request, site),
  );
  return {
    url: `http://${HOST}:${server.addr.port}/`,
    close: () => server.shutdown(),
  };
}

/** Only exact paths of the list are found, so no path can climb out of a folder. */
function answer({ method, url }: Request, site: Site): Response {
  if (method !== "GET" && method !== "HEAD") {
    return refuse(405, "Method not allowed", { allow: "GET, HEAD" });
  }
  const file = site.get(new URL(url).pathname);
  if (file === undefined) return refuse(404, "Not found");
  const { body, contentType, policy } = file;
  return new Response(method === "HEAD" ? null : body, {
    headers: {
      ...HEADERS,
      "content-type": contentType,
      "content-length": String(body.byteLength),
      "content-security-policy": policy,
    },
  });
}

function refuse(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${message}\n`, {
    status,
    headers: {
      ...HEADERS,
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": REFUSAL_POLICY,
      ...headers,
    },
  });
}
