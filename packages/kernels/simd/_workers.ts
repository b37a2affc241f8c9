/** Threads, wherever JavaScript runs: a Web Worker, or Node's. */

/** What a worker is told. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly generation: number;
}

/** A running worker. */
export interface Thread {
  /** Ends it at once. */
  terminate(): void;
}

// A constant string, so that no bundler has to find and move a file. `serve` returns when the engine
// is disposed of; until then the worker sleeps or works inside WebAssembly.
const BODY = `({ module, memory, generation }, ready) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  ready();
  exports.serve(generation);
}`;
const WEB_SOURCE = `onmessage = ({ data }) => { (${BODY})(data, () => postMessage(0)); close(); };`;
const NODE_SOURCE = `const { parentPort, workerData } = require("node:worker_threads");
(${BODY})(workerData, () => parentPort.postMessage(0));`;

interface NodeWorker {
  once(event: "message" | "error", listener: (value: unknown) => void): void;
  unref(): void;
  terminate(): Promise<number>;
}

interface NodeThreads {
  readonly Worker: new (
    source: string,
    options: { eval: true; workerData: WorkerStart },
  ) => NodeWorker;
}

interface NodeProcess {
  getBuiltinModule?(name: "node:worker_threads"): NodeThreads | undefined;
}

/** Starts a worker; resolves when it is about to serve. */
export async function startThread(start: WorkerStart): Promise<Thread> {
  // Deno has both kinds, and only Node's lets a program end while a worker sleeps.
  const { process } = globalThis as { process?: NodeProcess };
  const threads = process?.getBuiltinModule?.("node:worker_threads");
  return await (threads === undefined ? startWeb(start) : startNode(threads, start));
}

async function startWeb(start: WorkerStart): Promise<Thread> {
  const url = URL.createObjectURL(new Blob([WEB_SOURCE], { type: "text/javascript" }));
  try {
    const worker = new Worker(url, { type: "module" });
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`a worker did not start: ${event.message}`));
      };
      worker.postMessage(start);
    });
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function startNode(threads: NodeThreads, start: WorkerStart): Promise<Thread> {
  const worker = new threads.Worker(NODE_SOURCE, { eval: true, workerData: start });
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
  // Sleeping threads shall not keep a program alive.
  worker.unref();
  return { terminate: () => void worker.terminate() };
}
