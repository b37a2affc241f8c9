/**
 * The other end of a contender's pipe: reads one JSON request a line, answers with one JSON line.
 *
 * Plain JavaScript, because Node runs it too. `torch_peer.py` speaks the same.
 */

import process from "node:process";
import { createInterface } from "node:readline";

/** What a contender cannot do, as opposed to what went wrong. */
export class Unsupported extends Error {}

/**
 * A case, ready to be run again and again.
 *
 * @typedef {object} Prepared
 * @property {() => unknown} run One turn; a promise is awaited.
 * @property {() => unknown} probe Some of the numbers, by name (`y`, `dx`); a promise is awaited.
 * @property {() => unknown} [facts] What else there is to tell, numbers by name; a promise is awaited.
 * @property {() => unknown} release Frees the memory.
 */

/**
 * What a contender can do.
 *
 * @typedef {object} Handlers
 * @property {(options: any) => unknown} start Gets ready; returns its version, or a promise of it.
 * @property {(request: any) => Prepared | Promise<Prepared>} prepare
 * @property {(request: any) => unknown} [normalize] Accuracy: files in, files and moments out.
 */

/**
 * Answers requests until the pipe ends. Then the process ends, whatever threads it has.
 *
 * @param {Handlers} handlers
 * @returns {Promise<void>}
 */
export async function serve(handlers) {
  // Libraries print banners; the pipe carries answers only.
  // deno-lint-ignore no-console
  console.log = console.info = console.warn = console.error;
  /** @type {Prepared | undefined} */
  let prepared;
  /** @param {any} request */
  async function answer(request) {
    switch (request.command) {
      case "start":
        return { version: await handlers.start(request.options) };
      case "prepare":
        await prepared?.release();
        prepared = undefined;
        prepared = await handlers.prepare(request);
        return {};
      case "run":
        return { ms: await time(prepared?.run ?? missing, request.loops) };
      case "probe":
        return { probe: await prepared?.probe(), facts: await prepared?.facts?.() };
      case "release":
        await prepared?.release();
        prepared = undefined;
        return {};
      case "normalize":
        if (handlers.normalize === undefined) throw new Unsupported("takes no arrays");
        return { result: await handlers.normalize(request) };
      default:
        throw new Error(`command must be known, got ${request.command}`);
    }
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    let reply;
    try {
      reply = await answer(JSON.parse(line));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      reply = error instanceof Unsupported ? { unsupported: message } : { error: message };
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  process.exit();
}

function missing() {
  throw new Error("prepare must come before run");
}

/**
 * Milliseconds that so many turns take.
 *
 * @param {() => unknown} run
 * @param {number} loops
 * @returns {Promise<number>}
 */
async function time(run, loops) {
  const start = performance.now();
  for (let i = 0; i < loops; i++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}
