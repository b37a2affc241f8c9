/** The assembled module in its memory, with its threads: takes jobs, one at a time. */

import { endingName } from "../_ending.ts";
import type { Ending } from "../engine.ts";
import { Heap } from "./_heap.ts";
import { JOB, JOB_BYTES, type Kernel } from "./_kernels/job.ts";
import { CONTROL, serve, share, work } from "./_kernels/threads.ts";
import { assemble } from "./_wasm/module.ts";
import { startThread, type Thread } from "./_workers.ts";

const PAGE_BYTES = 65536;
const INITIAL_PAGES = 16;

/** The bytes of a module that runs these kernels; the same on every machine. */
export function moduleBytes(
  kernels: readonly Kernel[],
  memory: {
    readonly shared: boolean;
    readonly initialPages: number;
    readonly maximumPages: number;
  },
): Uint8Array<ArrayBuffer> {
  const workIndex = kernels.length;
  return assemble([...kernels, work, share(workIndex), serve(workIndex)], memory);
}

type MemoryOptions = Parameters<typeof moduleBytes>[1];

interface Program {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly compile: () => Promise<WebAssembly.Module>;
}

// Assembling and compiling take some 50 ms, and a program's engines are mostly alike.
const programs = new WeakMap<readonly Kernel[], Map<string, Program>>();

function programOf(kernels: readonly Kernel[], memory: MemoryOptions): Program {
  const known = programs.get(kernels) ?? new Map<string, Program>();
  programs.set(kernels, known);
  const key = JSON.stringify(memory);
  let program = known.get(key);
  if (program === undefined) {
    const bytes = moduleBytes(kernels, memory);
    let module: Promise<WebAssembly.Module> | undefined;
    program = { bytes, compile: () => module ??= WebAssembly.compile(bytes) };
    known.set(key, program);
  }
  return program;
}

interface Exports {
  readonly work: (job: number) => void;
  readonly share: (job: number, workers: number) => void;
}

/** How a job is cut. */
export interface Cut {
  /** How many units there are. */
  readonly units: number;
  /** How many are claimed at a time. */
  readonly grain: number;
}

/** What a machine is made with. */
export interface MachineOptions {
  /** What it can do. */
  readonly kernels: readonly Kernel[];
  readonly threads: number;
  readonly memoryBytes: number;
}

/** Runs kernels over its own memory. */
export class Machine {
  readonly memory: WebAssembly.Memory;
  readonly heap: Heap;
  readonly #exports: Exports;
  #job: number;
  readonly #threads: Thread[] = [];
  // A memory that grows gets a new buffer object; views of the old ones stay good if it is shared.
  readonly #buffers = new WeakSet<ArrayBufferLike>();
  readonly #indices: ReadonlyMap<Kernel, number>;
  #failure: string | undefined;
  #words: Uint32Array = new Uint32Array(0);
  #f32: Float32Array = new Float32Array(0);
  #f64: Float64Array = new Float64Array(0);

  private constructor(
    memory: WebAssembly.Memory,
    module: WebAssembly.Module,
    { kernels, maximumBytes }: {
      readonly kernels: readonly Kernel[];
      readonly maximumBytes: number;
    },
  ) {
    this.memory = memory;
    this.#indices = new Map(kernels.map((kernel, index) => [kernel, index]));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    this.#exports = {
      work: exports.work as Exports["work"],
      share: exports.share as Exports["share"],
    };
    this.#job = Math.ceil(CONTROL.bytes / 64) * 64;
    // A job for the threads, and one for when a thread that is not heard of may still hold the first.
    const start = this.#job + 2 * JOB_BYTES;
    this.heap = new Heap(memory, start, { maximumBytes, onGrow: () => this.#look() });
    this.#look();
  }

  /**
   * Assembles, compiles, and starts the threads: fewer than asked for where memory cannot be shared or
   * workers do not start. Undefined where there is no SIMD WebAssembly.
   */
  static async create(
    { kernels, threads, memoryBytes }: MachineOptions,
  ): Promise<Machine | undefined> {
    if (typeof WebAssembly !== "object") return undefined;
    const shared = typeof SharedArrayBuffer === "function";
    const maximumPages = Math.ceil(memoryBytes / PAGE_BYTES);
    // Growing detaches every view of a memory that is not shared, so that one is born full-grown.
    const initialPages = shared ? Math.min(INITIAL_PAGES, maximumPages) : maximumPages;
    const size = { initial: initialPages, maximum: maximumPages, shared };
    const { bytes, compile } = programOf(kernels, { shared, initialPages, maximumPages });
    if (!WebAssembly.validate(bytes)) return undefined;
    const memory = new WebAssembly.Memory(size);
    const module = await compile();
    const machine = new Machine(memory, module, {
      kernels,
      maximumBytes: maximumPages * PAGE_BYTES,
    });
    const start = { module, memory, generation: 0 };
    const wanted = shared ? threads - 1 : 0;
    const started = await Promise.allSettled(
      Array.from({ length: wanted }, () => startThread(start)),
    );
    for (const thread of started) {
      if (thread.status === "fulfilled") machine.#threads.push(thread.value);
      else machine.#failure ??= `${thread.reason}`;
    }
    return machine;
  }

  /** The kernel that does what another does, and then what follows; undefined if there is none. */
  ended(kernel: Kernel, ending: Ending | undefined): Kernel | undefined {
    if (ending === undefined) return kernel;
    return this.named(kernel.name + endingName(ending.activation, ending.residual !== undefined));
  }

  /** The kernel of a name; undefined if there is none. */
  named(name: string): Kernel | undefined {
    return [...this.#indices.keys()].find((kernel) => kernel.name === name);
  }

  /** Whether the memory is shared, and so can grow and have threads. */
  get isShared(): boolean {
    return !(this.memory.buffer instanceof ArrayBuffer);
  }

  /** Why a worker did not start, or that one is lost. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** How many threads work, this one counted. */
  get threads(): number {
    return this.#threads.length + 1;
  }

  /** The address of an array's first element, or undefined if it is not in this memory. */
  addressOf(array: ArrayBufferView): number | undefined {
    return this.#buffers.has(array.buffer) ? array.byteOffset : undefined;
  }

  /** All of the memory, until it grows. */
  get f32(): Float32Array {
    return this.#f32;
  }

  /** All of the memory, until it grows. */
  get f64(): Float64Array {
    return this.#f64;
  }

  /** A part of the memory. */
  view(address: number, length: number): Float32Array {
    return new Float32Array(this.#f32.buffer, address, length);
  }

  /** Lends memory for as long as `use` runs. */
  withMemory(bytes: number, use: (address: number) => void): void {
    const address = this.heap.take(bytes);
    try {
      use(address);
    } finally {
      this.heap.free(address);
    }
  }

  /**
   * Does a job, given the kernel's fields in order; returns when all of it is done.
   *
   * @throws {Error} If a worker is lost. Then there are no more threads, and the next job can be done.
   */
  run(kernel: Kernel, { units, grain }: Cut, fields: readonly number[]): void {
    const words = this.#words;
    words[JOB.kernel / 4] = this.#indices.get(kernel)!;
    words[JOB.units / 4] = units;
    words[JOB.grain / 4] = grain;
    words[JOB.next / 4] = 0;
    for (let i = 0; i < fields.length; i++) words[JOB.fields / 4 + i] = fields[i]!;
    const workers = this.#threads.length;
    if (workers === 0 || units <= grain) this.#exports.work(this.#job);
    else {
      this.#exports.share(this.#job, workers);
      const missing = Atomics.load(new Int32Array(this.memory.buffer), CONTROL.busy / 4);
      if (missing !== 0) this.#giveUp(missing);
    }
  }

  #giveUp(missing: number): never {
    this.dispose();
    this.#job += JOB_BYTES;
    this.#look();
    this.#failure = `${missing} of the engine's workers ended or hung`;
    throw new Error(
      `${this.#failure}: the results of this operation are lost; the next ones run on the caller's thread`,
    );
  }

  /** Ends the threads. The memory lives as long as somebody holds an array in it. */
  dispose(): void {
    if (this.#threads.length === 0) return;
    const control = new Int32Array(this.memory.buffer);
    control[CONTROL.job / 4] = 0;
    Atomics.add(control, CONTROL.generation / 4, 1);
    Atomics.notify(control, CONTROL.generation / 4);
    for (const thread of this.#threads.splice(0)) thread.terminate();
  }

  /** Looks at the memory anew. */
  #look(): void {
    const { buffer } = this.memory;
    this.#buffers.add(buffer);
    this.#words = new Uint32Array(buffer, this.#job, JOB_BYTES / 4);
    this.#f32 = new Float32Array(buffer);
    this.#f64 = new Float64Array(buffer);
  }
}
