// For Symbol.dispose in declarations, whatever library a user compiles with.
/// <reference lib="esnext.disposable" preserve="true" />

/**
 * The fast engine: SIMD WebAssembly that TypeScript assembles at run time, on one or more threads.
 *
 * @module
 */

import type { Ending, Engine, GradientSums, Moments, Projection, Scales } from "../engine.ts";
import { rstdOf } from "../_rstd.ts";
import { createProjection } from "../_sums.ts";
import type { Plan } from "../plan.ts";
import { SCALAR_ENGINE } from "../scalar_engine.ts";
import type { FloatArray } from "../types.ts";
import { backwardStep, forwardStep, type Step } from "./_step.ts";
import { geometryOf } from "./_geometry.ts";
import { GradientBuilder } from "./_gradient_builder.ts";
import { runApply } from "./_kernels/run_map.ts";
import type { Machine } from "./_machine.ts";
import { registerMachine } from "./_machines.ts";
import { MomentsBuilder } from "./_merge.ts";
import { RunWalker } from "./_run_walker.ts";
import { SheetWalker } from "./_sheet_walker.ts";
import { openStage } from "./_stage.ts";
import type { Parts, Walker } from "./_walker.ts";

// What is read a second time should still be in the second-level cache then: 768 KB of all arrays
// together, for each thread.
const SLICE_ELEMENTS = 196608;
// Where a part is read twice before the next one is read, the cache does not mind how many there are: threads
// then meet less often. There is a bound because parts take memory besides; short ones take as much as they have.
/** So many times as much. */
const PARTWISE = 8;
/** If parts have so many elements. */
const LONG_PART = 1024;

/** What an engine has where it runs. */
export interface EngineFeatures {
  /** Whether there is SIMD WebAssembly; without it the scalar engine does everything. */
  readonly simd: boolean;
  /** Whether convolutions and products use relaxed SIMD: it was asked for, and is there. */
  readonly relaxedSimd: boolean;
  /** How many threads work, the calling thread included. */
  readonly threads: number;
  /** Whether the engine's memory is shared, and so may have threads and grow. */
  readonly sharedMemory: boolean;
  /** What is missing, and why; undefined if nothing is. */
  readonly reason: string | undefined;
}

/**
 * An engine over a memory of its own, which callers can have arrays in.
 *
 * @example
 * ```ts
 * import { createEngine } from "@evenkeel/kernels/simd";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const x = engine.allocate(4);
 * assertEquals([...x], [0, 0, 0, 0]);
 * assertEquals(engine.owns(x.subarray(1)), true);
 * engine.free(x);
 * engine.dispose();
 * ```
 */
export class SimdEngine implements Engine {
  readonly #machine: Machine | undefined;
  readonly #lack: string | undefined;
  // Without a machine, arrays are ordinary ones; here is which were given and not freed.
  readonly #ordinary = new WeakSet<ArrayBufferLike>();

  private constructor(found: Machine | string) {
    if (typeof found === "string") this.#lack = found;
    else registerMachine(this, this.#machine = found);
  }

  /** For `createEngine`: an engine over a machine, or without one, and why. */
  private static over(found: Machine | string): SimdEngine {
    return new SimdEngine(found);
  }

  /** What it is called in messages and benchmarks; it says how many threads work, if not one. */
  get name(): string {
    if (this.#machine === undefined) return "simd, not available";
    return this.threads === 1 ? "simd" : `simd, ${this.threads} threads`;
  }

  /** What there is; threads may be lost, and end when the engine is disposed of. */
  get features(): EngineFeatures {
    const machine = this.#machine;
    const simd = machine !== undefined;
    const relaxedSimd = simd && machine.relaxedSimd;
    const sharedMemory = simd && machine.isShared;
    const reason = !simd
      ? this.#lack
      : sharedMemory
      ? machine.failure
      : "no SharedArrayBuffer here: a page needs cross-origin isolation";
    return { simd, relaxedSimd, threads: this.threads, sharedMemory, reason };
  }

  /** How many threads work, the calling thread included; 1 after `dispose`. */
  get threads(): number {
    return this.#machine?.threads ?? 1;
  }

  /**
   * An array in the engine's memory: operations read and write it without a copy.
   *
   * @param length How many elements it has.
   * @param options Whether it is `cleared`: all zeros, the default; otherwise it holds anything.
   * @returns The array; it lives until `free`, which is the caller's to call.
   * @throws {RangeError} If the length is not a size, or the memory cannot grow any more.
   */
  allocate(length: number, options: { readonly cleared?: boolean } = {}): Float32Array {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`length must be a non-negative integer, got ${length}`);
    }
    if (this.#machine === undefined) {
      const array = new Float32Array(length);
      this.#ordinary.add(array.buffer);
      return array;
    }
    const array = this.#machine.view(this.#machine.heap.take(4 * length), length);
    return options.cleared ?? true ? array.fill(0) : array;
  }

  /**
   * Gives an array's memory back. Nobody may use the array afterwards, nor a view of it.
   *
   * @param array One that `allocate` gave.
   * @throws {RangeError} If the array does not begin where one does that `allocate` gave and that is still in
   * use.
   */
  free(array: Float32Array): void {
    const address = this.#machine?.addressOf(array);
    if (address !== undefined && this.#machine?.heap.free(address)) return;
    if (this.#ordinary.delete(array.buffer)) return;
    throw new RangeError("array must be one that allocate gave, and that was not freed before");
  }

  /**
   * Whether an array, or a view of one, lies in the engine's memory.
   *
   * @param array Any array.
   * @returns Whether operations read and write it without a copy.
   */
  owns(array: ArrayBufferView): boolean {
    return this.#machine?.addressOf(array) !== undefined || this.#ordinary.has(array.buffer);
  }

  /**
   * Ends the threads; what is done afterwards is done by the caller's. The memory lives as long as
   * a thread runs, or somebody holds the engine or an array in it.
   *
   * A program of Deno, Node or Bun that forgets this ends all the same. A page must not: what it drops
   * keeps its threads and its memory until the page is closed.
   */
  dispose(): void {
    this.#machine?.dispose();
  }

  /** `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  static {
    // Safari has no such symbol yet. There, what compilers make of `using` looks for this one.
    if (Symbol.dispose === undefined) {
      const value = this.prototype.dispose;
      Object.defineProperty(this.prototype, Symbol.for("Symbol.dispose"), { value });
    }
  }

  statistics(plan: Plan, x: FloatArray): Moments {
    const builder = new MomentsBuilder(plan);
    const done = this.#sweep(plan, { inputs: [x] }, (walker, parts, [at]) => {
      walker.moments(parts, at!, builder);
    });
    if (!done) return SCALAR_ENGINE.statistics(plan, x);
    builder.finish(0, plan.statistics);
    return builder.moments;
  }

  apply(
    plan: Plan,
    x: FloatArray,
    y: FloatArray,
    affine: Parameters<Engine["apply"]>[3],
  ): void {
    const done = this.#map(plan, { inputs: [x], output: y }, forwardStep(affine));
    if (!done) SCALAR_ENGINE.apply(plan, x, y, affine);
  }

  gradientSums(plan: Plan, dy: FloatArray, x: FloatArray, scales: Scales): GradientSums {
    const builder = new GradientBuilder(plan, scales);
    const done = this.#sweep(plan, { inputs: [dy, x] }, (walker, parts, [g, at]) => {
      walker.gradientSums(parts, { dy: g!, x: at! }, builder);
    });
    return done ? builder.sums : SCALAR_ENGINE.gradientSums(plan, dy, x, scales);
  }

  gradientApply(
    plan: Plan,
    arrays: Parameters<Engine["gradientApply"]>[1],
    scales: Scales & Projection,
  ): void {
    const { dy, x, dx } = arrays;
    const done = this.#map(plan, { inputs: [dy, x], output: dx }, backwardStep(scales));
    if (!done) SCALAR_ENGINE.gradientApply(plan, arrays, scales);
  }

  forward(
    plan: Plan,
    arrays: { readonly x: FloatArray; readonly y: FloatArray },
    options: Parameters<NonNullable<Engine["forward"]>>[2],
  ): (Moments & { readonly rstd: Float64Array }) | undefined {
    const { x, y } = arrays;
    const create = () => new Float64Array(plan.statistics);
    const result = { mean: create(), variance: create(), rstd: create() };
    const step = forwardStep({ ...options, ...result });
    const all = { inputs: [x], output: y, ending: step.ending, partwise: true };
    const { epsilon } = options;
    let builder: MomentsBuilder | undefined;
    const done = this.#sweep(plan, all, (walker, { from, to }, addresses) => {
      const into = { plan, ...result, epsilon };
      for (const parts of walker.forward({ from, to }, addresses, step, into)) {
        const offset = 4 * (parts.from - from) * walker.partSize;
        const places = addresses.map((address) => address + offset);
        builder ??= new MomentsBuilder(plan, result);
        const range = statisticsOf(plan, walker, parts);
        walker.moments(parts, places[0]!, builder);
        builder.finish(range.from, range.to);
        for (let s = range.from; s < range.to; s++) {
          result.rstd[s] = rstdOf(result.variance[s]!, epsilon.inside, epsilon.outside);
        }
        walker.map(parts, places, step);
      }
    });
    return done ? result : undefined;
  }

  backward(
    plan: Plan,
    arrays: Parameters<Engine["gradientApply"]>[1],
    options: Parameters<NonNullable<Engine["backward"]>>[2],
  ): GradientSums | undefined {
    const { dy, x, dx } = arrays;
    const projection = createProjection(plan);
    const step = backwardStep({ ...options, ...projection });
    const builder = new GradientBuilder(plan, options);
    const all = { inputs: [dy, x], output: dx };
    const done = this.#sweep(plan, all, (walker, parts, addresses) => {
      const [g, from] = addresses;
      walker.gradientSums(parts, { dy: g!, x: from! }, builder);
      options.project(builder.sums, projection, statisticsOf(plan, walker, parts));
      walker.map(parts, addresses, step);
    });
    return done ? builder.sums : undefined;
  }

  #map(
    plan: Plan,
    arrays: { readonly inputs: readonly FloatArray[]; readonly output: FloatArray },
    step: Step,
  ): boolean {
    return this.#sweep(plan, { ...arrays, ending: step.ending }, (walker, parts, addresses) => {
      walker.map(parts, addresses, step);
    });
  }

  /**
   * Calls `work` for slices, with the addresses of the inputs, of a residual, and of the output. A slice is
   * as many parts as fit the cache, at least one (more where whole parts are done one after the other); if
   * statistics span parts, there is one slice. False, with nothing written, where it is the scalar engine's
   * business, or there is no memory for arrays that are not the engine's own.
   */
  #sweep(
    plan: Plan,
    { inputs: given, output, ending, partwise = false }: {
      readonly inputs: readonly FloatArray[];
      readonly output?: FloatArray;
      readonly ending?: Ending | undefined;
      /** Whether whole parts are read twice before the next one is read. */
      readonly partwise?: boolean;
    },
    work: (walker: Walker, parts: Parts, addresses: readonly number[]) => void,
  ): boolean {
    const machine = this.#machine;
    const inputs = ending?.residual === undefined ? given : [...given, ending.residual];
    const all = output === undefined ? inputs : [...inputs, output];
    if (machine === undefined || !all.every((array) => array instanceof Float32Array)) return false;
    const geometry = geometryOf(plan);
    if (geometry === undefined || machine.ended(runApply, ending) === undefined) return false;
    const walker = geometry.form === "runs"
      ? new RunWalker(machine, geometry)
      : new SheetWalker(machine, geometry);
    const { parts, partSize } = walker;
    const whole = partwise && walker.isWhole(plan);
    // Copies are in the cache when they are read for the first time.
    const home = all.every((array) => this.owns(array));
    const times = whole && home && partSize >= LONG_PART ? PARTWISE : 1;
    const most = SLICE_ELEMENTS * this.threads * times;
    const fitting = Math.floor(most / (all.length * partSize));
    const grain = given.length > 1 ? walker.grain : 1;
    const step = walker.separate
      ? Math.min(parts, grain * Math.max(1, Math.floor(fitting / grain)))
      : parts;
    const stage = openStage(machine, {
      inputs,
      output,
      length: step * partSize,
      scratch: [walker.scratchBytes(step), whole ? walker.forwardBytes(step) : []],
    });
    if (stage === undefined) return false;
    try {
      for (let from = 0; from < parts; from += step) {
        const to = Math.min(from + step, parts);
        const range = { from: from * partSize, to: to * partSize };
        work(walker, { from, to }, stage.enter(range));
        stage.leave(range);
      }
    } finally {
      walker.close();
      stage.close();
    }
    return true;
  }
}

function statisticsOf(plan: Plan, walker: Walker, { from, to }: Parts): Parts {
  if (!walker.separate) return { from: 0, to: plan.statistics };
  const each = plan.statistics / walker.parts;
  return { from: from * each, to: to * each };
}
