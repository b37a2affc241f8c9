/** Threads, wherever JavaScript runs: a Web Worker, or Node's. */

/** What a worker is told. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** A running worker. */
export interface Thread {
  /** Ends it at once. */
  terminate(): void;
}

// A constant string, so that no bundler has to find and move a file. `serve` returns when the engine
// is disposed of; until then the worker sleeps or works inside WebAssembly.
const BODY = `({ module, memory }, ready) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  ready();
  exports.serve();
}`;
const WEB_SOURCE = `onmessage = ({ data }) => { (${BODY})(data, () => postMessage(0)); close(); };`;
const NODE_SOURCE = `const { parentPort, workerData } = require("node:worker_threads");
(${BODY})(workerData, () => parentPort.postMessage(0));`;

interface NodeWorker {
  once(event: "message" | "error" | "exit", listener: (value: unknown) => void): void;
  unref(): void;
  terminate(): Promise<number>;
}

interface NodeThreads {
  readonly Worker: new (
    source: string,
    options: {
      readonly eval: true;
      readonly execArgv: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly workerData: WorkerStart;
    },
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
    const ready = new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => {
        event.preventDefault();
        // What a policy forbids has no message.
        const why = event.message || "perhaps a page's policy lacks worker-src blob:";
        reject(new Error(`a worker did not start: ${why}`));
      };
      worker.postMessage(start);
    });
    return await started(worker, ready);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function startNode({ Worker }: NodeThreads, workerData: WorkerStart): Promise<Thread> {
  // Options of the program's own, on its command line or in NODE_OPTIONS, are not for these.
  const worker = new Worker(NODE_SOURCE, { eval: true, execArgv: [], env: {}, workerData });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a worker ended with exit code ${code}`)));
  });
  // Sleeping threads shall not keep a program alive.
  const thread = await started({ terminate: () => void worker.terminate() }, ready);
  worker.unref();
  return thread;
}

/** The thread, as soon as it is ready; one that never is is ended. */
async function started(thread: Thread, ready: Promise<void>): Promise<Thread> {
  try {
    await ready;
    return thread;
  } catch (error) {
    thread.terminate();
    throw error;
  }
}
