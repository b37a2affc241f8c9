/** The GPU, through the stock webgpu backend with our norms. */

import { registerWebGPUNorms } from "@evenkeel/tfjs/webgpu";
import { tmpdir } from "node:os";
import process from "node:process";
import { failReading } from "./reading.ts";

/** What WebGPU says of an adapter, as far as we ask. */
export interface Adapter {
  readonly info?: {
    readonly description?: string;
    readonly device?: string;
    readonly vendor?: string;
    readonly isFallbackAdapter?: boolean;
  };
}

/** The part of `navigator.gpu` that we use. */
export interface Gpu {
  requestAdapter(options: { readonly powerPreference: "high-performance" }): Promise<
    Adapter | null
  >;
}

/** What the webgpu backend would compute on. */
export interface AdapterDescription {
  readonly description: string;
  /** Whether there is no GPU in it. */
  readonly isSoftware: boolean;
}

const SOFTWARE_REGEXP = /llvmpipe|lavapipe|softpipe|swiftshader|basic render|\bwarp\b|software/i;

/** Devices that have a listener. */
const heard = new WeakSet<EventTarget>();
const RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

/**
 * Names the adapter that the backend would take.
 *
 * @throws {Error} If there is none.
 */
export async function describeAdapter(
  { gpu }: { readonly gpu?: Gpu } = globalThis.navigator as { gpu?: Gpu },
): Promise<AdapterDescription> {
  if (gpu === undefined) throw new Error("this runtime has no WebGPU");
  const adapter = await quietly(() => gpu.requestAdapter({ powerPreference: "high-performance" }));
  if (adapter === null) throw new Error("no adapter");
  const { description = "", device = "", vendor = "", isFallbackAdapter } = adapter.info ?? {};
  const name = description || `${vendor} ${device}`.trim() || "an unnamed GPU";
  return {
    description: name,
    isSoftware: isFallbackAdapter === true || SOFTWARE_REGEXP.test(name),
  };
}

/**
 * Calls `f`, during which drivers are looked for. Where nobody is logged in at a screen, one of them complains
 * of a missing variable, on standard error, though nothing is shown on any screen.
 */
export async function quietly<T>(f: () => Promise<T>): Promise<T> {
  if (process.env[RUNTIME_FOLDER] !== undefined) return await f();
  process.env[RUNTIME_FOLDER] = tmpdir();
  try {
    return await f();
  } finally {
    delete process.env[RUNTIME_FOLDER];
  }
}

/** Has training and painting fail with what the device complains of, which by itself is silent under Deno. */
export function listenToDevice(backend: unknown): void {
  const { device } = backend as { readonly device: EventTarget };
  if (heard.has(device)) return;
  heard.add(device);
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    const { error } = event as Event & { readonly error?: { readonly message?: string } };
    failReading(new Error(`the GPU reports: ${error?.message ?? "an error"}`));
  });
}

/** Makes the backend known to TensorFlow.js. */
export async function registerGpu(): Promise<void> {
  await import("@tensorflow/tfjs-backend-webgpu");
  registerWebGPUNorms();
}
