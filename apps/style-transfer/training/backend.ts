/** The backend that training and painting run on. */

// Core registers no gradients under Deno and Node; this import does, as a side effect.
import "@tensorflow/tfjs-layers";
import { type EvenkeelBackend, registerEvenkeel } from "@evenkeel/tfjs/backend";
import * as tf from "@tensorflow/tfjs-core";
import { checkComputing } from "./backend_check.ts";
import { BACKEND_NAMES, type BackendChoice, type BackendName } from "./backend_names.ts";
import { describeAdapter, listenToDevice, quietly, registerGpu } from "./gpu.ts";
import { forgetFailure } from "./reading.ts";
import { importCpu } from "./stock_cpu.ts";
import { registerWasm } from "./wasm.ts";

/** How to start. */
export interface StartOptions {
  /** Default: `"evenkeel"`, which gives the same bits wherever `Math.exp` and `Math.sin` are rounded alike. */
  readonly backend?: BackendChoice | undefined;
  /** What `"auto"` tries before all others. */
  readonly first?: BackendName | undefined;
  /** Whether tensors have to be read without waiting, which webgpu cannot do under Deno. Default: no. */
  readonly readsAtOnce?: boolean;
  /** Of evenkeel. Default: as many as there are processors, 8 at most. Results do not depend on it. */
  readonly threads?: number | undefined;
}

/** What was started. */
export interface StartedBackend {
  readonly name: BackendName;
  /** The name, and what it computes on. */
  readonly description: string;
  /** For `"auto"`, one line for people: which one it is, and why no faster one. */
  readonly reason?: string;
}

/** A backend that is not there, or does not work. */
export class BackendError extends Error {
  override readonly name = "BackendError";
}

/** The backend of a run. Files of older versions do not tell: there was only evenkeel then. */
export function backendOf(
  { backend = "evenkeel" }: { readonly backend?: string },
): BackendName | undefined {
  return BACKEND_NAMES.find((name) => name === backend);
}

/** Each registers a backend and says what it computes on, or throws because it is not there. */
const STARTERS: Readonly<Record<BackendName, (options: StartOptions) => Promise<string>>> = {
  webgpu: startGpu,
  evenkeel: startEvenkeel,
  wasm: startWasm,
  cpu: startCpu,
};

/** What those lack that have none; the others come with the project. */
const NEEDS: Readonly<Partial<Record<BackendName, string>>> = {
  webgpu: "it needs a GPU's driver with Vulkan, Metal or Direct3D 12; ",
};

/**
 * Starts a backend, or goes on with it; `"auto"` takes the first of {@linkcode BACKEND_NAMES} that is there
 * and works. A GPU that is only imitated in software is not taken by itself: evenkeel is faster.
 *
 * @throws {BackendError} If the one that was asked for is not there, or none is.
 * @throws {RangeError} If the number of threads is not valid.
 */
export async function startBackend(options: StartOptions = {}): Promise<StartedBackend> {
  const { backend = "evenkeel" } = options;
  if (backend !== "auto") {
    try {
      return { name: backend, description: await start(backend, options) };
    } catch (cause) {
      if (cause instanceof RangeError) throw cause;
      throw new BackendError(
        `the ${backend} backend is not available: ${reasonOf(cause)}; ${NEEDS[backend] ?? ""}` +
          "--backend auto takes the fastest one that is",
        { cause },
      );
    }
  }
  return await startFastest(options);
}

async function startFastest(options: StartOptions): Promise<StartedBackend> {
  const { first } = options;
  const order = new Set(first === undefined ? BACKEND_NAMES : [first, ...BACKEND_NAMES]);
  const missing: string[] = [];
  for (const name of order) {
    try {
      if (name === "webgpu" && name !== first) await refuseImitation();
      const description = await start(name, options);
      const why = name === first ? "as before" : "the fastest here";
      return { name, description, reason: [`${description}: ${why}`, ...missing].join("; ") };
    } catch (error) {
      if (error instanceof RangeError) throw error;
      missing.push(`${name}: ${reasonOf(error)}`);
    }
  }
  throw new BackendError(`no backend is available: ${missing.join("; ")}`);
}

async function start(name: BackendName, options: StartOptions): Promise<string> {
  if (name === "webgpu" && options.readsAtOnce) throw new Error("it cannot be read at once");
  forgetFailure();
  const what = await STARTERS[name](options);
  if (!await quietly(() => tf.setBackend(name))) throw new Error("it does not start");
  await tf.ready();
  if (name === "webgpu") listenToDevice(tf.backend());
  await checkComputing();
  return name === "evenkeel" ? describeThreads() : what === "" ? name : `${name} (${what})`;
}

async function startEvenkeel({ threads }: StartOptions): Promise<string> {
  if (tf.findBackend("evenkeel") === null) {
    await registerEvenkeel(threads === undefined ? {} : { threads });
  }
  return "";
}

function describeThreads(): string {
  const { threads } = (tf.backend() as EvenkeelBackend).engine;
  return `evenkeel (${threads} ${threads === 1 ? "thread" : "threads"})`;
}

async function startGpu(): Promise<string> {
  const { description } = await describeAdapter();
  await registerGpu();
  return description;
}

async function refuseImitation(): Promise<void> {
  const { description, isSoftware } = await describeAdapter();
  if (isSoftware) throw new Error(`${description} computes in software`);
}

async function startWasm(): Promise<string> {
  await registerWasm();
  return "";
}

async function startCpu(): Promise<string> {
  await importCpu();
  return "";
}

function reasonOf(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line!;
}
