/**
 * The fast engine: SIMD WebAssembly that TypeScript assembles at run time, on one or more threads.
 *
 * @module
 */

import type { Engine, GradientSums, Moments, Projection, Scales } from "../engine.ts";
import type { Plan } from "../plan.ts";
import { SCALAR_ENGINE } from "../scalar_engine.ts";
import type { FloatArray } from "../types.ts";
import { geometryOf } from "./_geometry.ts";
import type { Machine } from "./_machine.ts";
import { registerMachine } from "./_machines.ts";
import { MomentsBuilder } from "./_merge.ts";
import { RunWalker } from "./_run_walker.ts";
import { SheetWalker } from "./_sheet_walker.ts";
import { Stage } from "./_stage.ts";
import type { Parts, SumsBuilder, Walker } from "./_walker.ts";

// What is read a second time should still be in the second-level cache then: 768 KB of all arrays
// together, for each thread.
const SLICE_ELEMENTS = 196608;

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
  readonly name: string;
  readonly #machine: Machine;

  /** Use `createEngine`. */
  constructor(machine: Machine) {
    this.#machine = machine;
    registerMachine(this, machine);
    this.name = machine.threads === 1 ? "simd" : `simd, ${machine.threads} threads`;
  }

  /** How many threads work, the caller's counted. */
  get threads(): number {
    return this.#machine.threads;
  }

  /**
   * An array in the engine's memory: operations read and write it without a copy.
   *
   * @param length How many elements it has.
   * @param options Whether it is `cleared`: all zeros, the default; otherwise it holds anything.
   * @throws {RangeError} If the length is not a size, or the memory cannot grow any more.
   */
  allocate(length: number, { cleared = true }: { readonly cleared?: boolean } = {}): Float32Array {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`length must be a non-negative integer, got ${length}`);
    }
    const array = this.#machine.view(this.#machine.heap.take(4 * length), length);
    return cleared ? array.fill(0) : array;
  }

  /**
   * Gives an array's memory back. Nobody may use the array afterwards, nor a view of it.
   *
   * @throws {RangeError} If the array is not one that `allocate` gave and that is still in use.
   */
  free(array: Float32Array): void {
    const address = this.#machine.addressOf(array);
    if (address !== undefined && this.#machine.heap.free(address)) return;
    throw new RangeError("array must be one that allocate gave, and that was not freed before");
  }

  /** Whether an array, or a view of one, lies in the engine's memory. */
  owns(array: ArrayBufferView): boolean {
    return this.#machine.addressOf(array) !== undefined;
  }

  /** Ends the threads. Arrays stay readable; operations must not be given this engine any more. */
  dispose(): void {
    this.#machine.dispose();
  }

  statistics(plan: Plan, x: FloatArray): Moments {
    const walker = this.#walker(plan, x);
    const builder = new MomentsBuilder(plan.statistics);
    const done = walker !== undefined && this.#slices(walker, [x], [], ([address], parts) => {
      walker.moments(parts, address!, builder);
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
    const walker = this.#walker(plan, x, y);
    const done = walker !== undefined && this.#slices(walker, [x], [y], ([from, to], parts) => {
      walker.apply(parts, { x: from!, y: to! }, affine);
    });
    if (!done) SCALAR_ENGINE.apply(plan, x, y, affine);
  }

  gradientSums(plan: Plan, dy: FloatArray, x: FloatArray, scales: Scales): GradientSums {
    const walker = this.#walker(plan, dy, x);
    const sums = createSums(plan);
    const builder = sumsBuilder(sums, scales);
    const done = walker !== undefined && this.#slices(walker, [dy, x], [], ([g, at], parts) => {
      walker.gradientSums(parts, { dy: g!, x: at! }, scales, builder);
    });
    return done ? sums : SCALAR_ENGINE.gradientSums(plan, dy, x, scales);
  }

  gradientApply(
    plan: Plan,
    arrays: Parameters<Engine["gradientApply"]>[1],
    scales: Scales & Projection,
  ): void {
    const { dy, x, dx } = arrays;
    const walker = this.#walker(plan, dy, x, dx);
    const done = walker !== undefined &&
      this.#slices(walker, [dy, x], [dx], ([g, from, to], parts) => {
        walker.gradientApply(parts, { dy: g!, x: from!, dx: to! }, scales);
      });
    if (!done) SCALAR_ENGINE.gradientApply(plan, arrays, scales);
  }

  forward(
    plan: Plan,
    { x, y }: { readonly x: FloatArray; readonly y: FloatArray },
    options: Parameters<NonNullable<Engine["forward"]>>[2],
  ): Moments & { readonly rstd: Float64Array } {
    const builder = new MomentsBuilder(plan.statistics);
    const rstd = new Float64Array(plan.statistics);
    const { moments } = builder;
    const affine = { ...moments, ...options, rstd };
    const walker = this.#walker(plan, x, y);
    const done = walker !== undefined && this.#slices(walker, [x], [y], ([from, to], parts) => {
      walker.moments(parts, from!, builder);
      const range = statisticsOf(plan, walker, parts);
      builder.finish(range.from, range.to);
      for (let s = range.from; s < range.to; s++) rstd[s] = options.rstdOf(moments.variance[s]!);
      walker.apply(parts, { x: from!, y: to! }, affine);
    });
    if (done) return { ...moments, rstd };
    const scalar = SCALAR_ENGINE.statistics(plan, x);
    const result = { ...scalar, rstd: scalar.variance.map(options.rstdOf) };
    SCALAR_ENGINE.apply(plan, x, y, { ...options, ...result });
    return result;
  }

  backward(
    plan: Plan,
    arrays: Parameters<Engine["gradientApply"]>[1],
    options: Parameters<NonNullable<Engine["backward"]>>[2],
  ): GradientSums {
    const { dy, x, dx } = arrays;
    const projection = {
      offset: new Float64Array(plan.statistics),
      slope: new Float64Array(plan.statistics),
    };
    const scales = { ...options, ...projection };
    const sums = createSums(plan);
    const builder = sumsBuilder(sums, options);
    const walker = this.#walker(plan, dy, x, dx);
    const done = walker !== undefined &&
      this.#slices(walker, [dy, x], [dx], ([g, from, to], parts) => {
        walker.gradientSums(parts, { dy: g!, x: from! }, options, builder);
        options.project(sums, projection, statisticsOf(plan, walker, parts));
        walker.gradientApply(parts, { dy: g!, x: from!, dx: to! }, scales);
      });
    if (done) return sums;
    const scalar = SCALAR_ENGINE.gradientSums(plan, dy, x, options);
    options.project(scalar, projection, { from: 0, to: plan.statistics });
    SCALAR_ENGINE.gradientApply(plan, arrays, scales);
    return scalar;
  }

  /** What walks a plan's memory, or undefined if that is the scalar engine's business. */
  #walker(plan: Plan, ...arrays: readonly FloatArray[]): Walker | undefined {
    if (!arrays.every((array) => array instanceof Float32Array)) return undefined;
    const geometry = geometryOf(plan);
    if (geometry === undefined) return undefined;
    return geometry.form === "runs"
      ? new RunWalker(this.#machine, geometry)
      : new SheetWalker(this.#machine, geometry);
  }

  /**
   * Calls `work` for slices that fit the cache, with the addresses of the inputs and then of the
   * outputs; for everything at once if statistics span the parts. False if there is no memory for
   * arrays that are not the engine's own; nothing has been written then.
   */
  #slices(
    walker: Walker,
    inputs: readonly FloatArray[],
    outputs: readonly FloatArray[],
    work: (addresses: readonly number[], parts: Parts) => void,
  ): boolean {
    const { parts, partSize, separate } = walker;
    const arrays = inputs.length + outputs.length;
    const fitting = Math.floor(SLICE_ELEMENTS * this.threads / (arrays * partSize));
    const step = separate ? Math.min(parts, Math.max(1, fitting)) : parts;
    const stage = Stage.open(this.#machine, { inputs, outputs, length: step * partSize });
    if (stage === undefined) return false;
    try {
      for (let from = 0; from < parts; from += step) {
        const to = Math.min(from + step, parts);
        const range = { from: from * partSize, to: to * partSize };
        work(stage.enter(range), { from, to });
        stage.leave(range);
      }
    } finally {
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

function createSums(plan: Plan): GradientSums {
  return {
    g: new Float64Array(plan.statistics),
    gxhat: new Float64Array(plan.statistics),
    dgamma: new Float64Array(plan.affines),
    dbeta: new Float64Array(plan.affines),
  };
}

function sumsBuilder({ g, gxhat, dgamma, dbeta }: GradientSums, scales: Scales): SumsBuilder {
  return {
    add(s, p, plain, product) {
      const gamma = scales.gamma[p]!;
      dbeta[p] = dbeta[p]! + plain;
      dgamma[p] = dgamma[p]! + product;
      g[s] = g[s]! + plain * gamma;
      gxhat[s] = gxhat[s]! + product * gamma;
    },
  };
}
