/** The assembled module in its memory, with its threads: takes jobs, one at a time. */

import { endingName } from "../_ending.ts";
import type { Ending } from "../engine.ts";
import { Heap } from "./_heap.ts";
import { JOB_BYTES, type Kernel } from "./_kernels/job.ts";
import { CLOSED, CONTROL } from "./_kernels/threads.ts";
import { programOf } from "./_program.ts";
import type { MemoryType } from "./_wasm/module.ts";
import { startThread, type Thread } from "./_workers.ts";

const PAGE_BYTES = 65536;
const INITIAL_PAGES = 16;
const NO_SIMD = "no SIMD WebAssembly here";
/** Kernels compare addresses a few kilobytes beyond an array's end: those must not start over at 0. */
export const MOST_BYTES: number = 2 ** 32 - PAGE_BYTES;
const FIXED_BYTES = 2 ** 28;
/**
 * Jobs posted and not yet acknowledged, each counted once for each worker: at most so many for each worker,
 * in total; beyond that the caller waits until there are none.
 */
const MOST_UNHEARD = 256;
/** Waits for that double, from a millisecond to this: some four seconds in all. */
const LONGEST_WAIT_MS = 2048;

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

/** What a kernel is told, in the order of its fields. */
export interface Job {
  readonly kernel: Kernel;
  readonly fields: readonly number[];
}

/** A job, and two that its kernel may have done by others. */
const JOBS_BYTES = 3 * JOB_BYTES;
const WHOLE: Cut = { units: 1, grain: 1 };

/** What a machine is made with. */
export interface MachineOptions {
  /** What it can do. */
  readonly kernels: readonly Kernel[];
  readonly threads: number;
  /** If there is none, it is as much as the machine grants. */
  readonly memoryBytes: number | undefined;
  /** Whether bits may depend on the machine, where that is faster. */
  readonly relaxedSimd: boolean;
}

/** Runs kernels over its own memory. */
export class Machine {
  readonly memory: WebAssembly.Memory;
  /** Whether products are added in instructions whose bits are up to the machine. */
  readonly relaxedSimd: boolean;
  readonly heap: Heap;
  readonly #exports: Exports;
  #job: number;
  readonly #threads: Thread[] = [];
  // A memory that grows gets a new buffer object; views of the old ones stay good if it is shared.
  readonly #buffers = new WeakSet<ArrayBufferLike>();
  readonly #indices: ReadonlyMap<Kernel, number>;
  readonly #named: ReadonlyMap<string, Kernel>;
  #failure: string | undefined;
  #control: Int32Array = new Int32Array(0);
  #words: Uint32Array = new Uint32Array(0);
  #f32: Float32Array = new Float32Array(0);
  #f64: Float64Array = new Float64Array(0);

  private constructor(
    kernels: readonly Kernel[],
    { memory, module, maximumBytes, relaxedSimd }: {
      readonly memory: WebAssembly.Memory;
      readonly module: WebAssembly.Module;
      readonly maximumBytes: number;
      readonly relaxedSimd: boolean;
    },
  ) {
    this.memory = memory;
    this.relaxedSimd = relaxedSimd;
    this.#indices = new Map(kernels.map((kernel, index) => [kernel, index]));
    this.#named = new Map(kernels.map((kernel) => [kernel.name, kernel]));
    const { work, share } = new WebAssembly.Instance(module, { env: { memory } }).exports;
    this.#exports = { work, share } as Exports;
    this.#job = Math.ceil(CONTROL.bytes / 64) * 64;
    // Two sets of job slots: the second is used once a worker is lost, which may still read the first.
    const start = this.#job + 2 * JOBS_BYTES;
    this.heap = new Heap(memory, start, { maximumBytes, onGrow: () => this.#look() });
    this.#look();
    this.#control[CONTROL.guests / 4] = CLOSED;
  }

  /**
   * Assembles, compiles, and starts the threads: fewer than asked for where memory cannot be shared, the
   * caller may not wait, or workers do not start. Where there is no SIMD WebAssembly, or it may not be
   * compiled, it is said why.
   */
  static async create(
    { kernels, threads, memoryBytes, relaxedSimd: asked }: MachineOptions,
  ): Promise<Machine | string> {
    if (typeof WebAssembly !== "object") return NO_SIMD;
    const shared = typeof SharedArrayBuffer === "function";
    const bytes = memoryBytes ?? (shared ? MOST_BYTES : FIXED_BYTES);
    const maximumPages = Math.ceil(bytes / PAGE_BYTES);
    // Growing detaches every view of a memory that is not shared, so that one is born full-grown.
    const initialPages = shared ? Math.min(INITIAL_PAGES, maximumPages) : maximumPages;
    const wanted = { shared, initialPages, maximumPages };
    let found;
    try {
      const relaxedSimd = [asked, false].find((relaxedSimd) =>
        WebAssembly.validate(programOf(kernels, { memory: wanted, relaxedSimd }).bytes)
      );
      if (relaxedSimd === undefined) return NO_SIMD;
      const { memory, type } = reserve(wanted, memoryBytes === undefined ? FIXED_BYTES : Infinity);
      const module = await programOf(kernels, { memory: type, relaxedSimd }).compile();
      const maximumBytes = type.maximumPages * PAGE_BYTES;
      found = { memory, module, maximumBytes, relaxedSimd };
    } catch (error) {
      // A page's Content-Security-Policy may forbid WebAssembly.
      if (error instanceof EvalError || error instanceof WebAssembly.CompileError) {
        return `${error}`;
      }
      throw error;
    }
    const machine = new Machine(kernels, found);
    if (shared && threads > 1) await machine.#startThreads(threads - 1, found.module);
    return machine;
  }

  async #startThreads(howMany: number, module: WebAssembly.Module): Promise<void> {
    if (!mayWait()) {
      this.#failure = "the caller's thread may not wait: make the engine in a worker";
      return;
    }
    const start = { module, memory: this.memory };
    const started = await Promise.allSettled(
      Array.from({ length: howMany }, () => startThread(start)),
    );
    for (const thread of started) {
      if (thread.status === "fulfilled") this.#threads.push(thread.value);
      else this.#failure ??= `${thread.reason}`;
    }
  }

  /** The kernel that does what another does, and then what follows; undefined if there is none. */
  ended(kernel: Kernel, ending: Ending | undefined): Kernel | undefined {
    if (ending === undefined) return kernel;
    return this.named(kernel.name + endingName(ending.activation, ending.residual !== undefined));
  }

  /** The kernel of a name; undefined if there is none. */
  named(name: string): Kernel | undefined {
    return this.#named.get(name);
  }

  /** Whether it was made with the kernel. */
  has(kernel: Kernel): boolean {
    return this.#indices.has(kernel);
  }

  /** Whether the memory is shared, and so can grow and have threads. */
  get isShared(): boolean {
    return !(this.memory.buffer instanceof ArrayBuffer);
  }

  /** Why there are fewer threads than were asked for. */
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
   * @throws {TypeError} If the machine has no such kernel.
   * @throws {Error} If a worker is lost. Then there are no more threads, and the next job can be done.
   */
  run(kernel: Kernel, cut: Cut, fields: readonly number[]): void {
    this.#write(this.#job, { kernel, fields }, cut);
    const workers = this.#threads.length;
    if (workers === 0 || cut.units <= cut.grain) this.#exports.work(this.#job);
    else this.#share(workers);
  }

  /** Writes one of two jobs that the next one to run may have done by others; gives its address. */
  writeInner(index: 0 | 1, job: Job): number {
    const address = this.#job + (1 + index) * JOB_BYTES;
    this.#write(address, job, WHOLE);
    return address;
  }

  #write(address: number, { kernel, fields }: Job, { units, grain }: Cut): void {
    const index = this.#indices.get(kernel);
    if (index === undefined) {
      throw new TypeError(
        `engine must come from createEngine of @evenkeel/kernels/nn: it has no ${kernel.name}`,
      );
    }
    if (fields.length !== kernel.fields.length) {
      throw new RangeError(`${kernel.name} must have ${kernel.fields}, got ${fields}`);
    }
    const words = this.#words, at = address / 4;
    // As JOB has them.
    words[at] = index;
    words[at + 1] = units;
    words[at + 2] = grain;
    words[at + 3] = 0;
    for (let i = 0; i < fields.length; i++) words[at + 4 + i] = fields[i]!;
  }

  #share(workers: number): void {
    try {
      this.#exports.share(this.#job, workers);
    } catch (error) {
      // The others may be at work still, and nobody else may begin.
      Atomics.add(this.#control, CONTROL.guests / 4, CLOSED);
      this.#giveUp(`${error}`);
      throw error;
    }
    const missing = Atomics.load(this.#control, CONTROL.guests / 4) - CLOSED;
    if (missing === 0 && this.#allHear()) return;
    const failure = `${missing || "some"} of the engine's workers ended or hung`;
    this.#giveUp(failure);
    throw new Error(
      `${failure}: the results of this operation are lost; the next ones run on the caller's thread`,
    );
  }

  /** Whether the workers are alive: nobody waits for one that sleeps through some jobs. */
  #allHear(): boolean {
    const [control, word] = [this.#control, CONTROL.unheard / 4];
    if (Atomics.load(control, word) < MOST_UNHEARD * this.#threads.length) return true;
    for (let ms = 1; ms <= LONGEST_WAIT_MS; ms *= 2) {
      const unheard = Atomics.load(control, word);
      if (unheard === 0) return true;
      // Nobody notifies: workers have better things to do when they wake up.
      Atomics.wait(control, word, unheard, ms);
    }
    return Atomics.load(control, word) === 0;
  }

  #giveUp(failure: string): void {
    this.dispose();
    this.#job += JOBS_BYTES;
    this.#failure = failure;
  }

  /** Ends the threads. The memory lives as long as somebody holds an array in it. */
  dispose(): void {
    if (this.#threads.length === 0) return;
    const control = this.#control;
    control[CONTROL.job / 4] = 0;
    Atomics.add(control, CONTROL.generation / 4, 1);
    Atomics.notify(control, CONTROL.generation / 4);
    for (const thread of this.#threads.splice(0)) thread.terminate();
  }

  /** Looks at the memory anew. */
  #look(): void {
    const { buffer } = this.memory;
    this.#buffers.add(buffer);
    this.#control = new Int32Array(buffer, 0, CONTROL.bytes / 4);
    this.#words = new Uint32Array(buffer);
    this.#f32 = new Float32Array(buffer);
    this.#f64 = new Float64Array(buffer);
  }
}

/** Memory of a type; of half as much, and so on, but not less than so many bytes, if it is refused. */
function reserve(
  type: MemoryType,
  leastBytes: number,
): { readonly memory: WebAssembly.Memory; readonly type: MemoryType } {
  const { shared, initialPages: initial, maximumPages: maximum } = type;
  try {
    return { memory: new WebAssembly.Memory({ shared, initial, maximum }), type };
  } catch (error) {
    if (maximum * PAGE_BYTES <= leastBytes) throw error;
    return reserve({ ...type, maximumPages: maximum >> 1 }, leastBytes);
  }
}

/** Whether the caller may sleep until others are done: a page's main thread may not. */
function mayWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}
