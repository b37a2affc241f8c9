import { assertBitEqual, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { instanceNorm, instanceNormBackward } from "../instance_norm.ts";
import { CONTROL } from "./_kernels/threads.ts";
import { machineOf } from "./_machines.ts";
import { createEngine } from "./create_engine.ts";
import type { SimdEngine } from "./engine.ts";

const SHAPE = [2, 3, 40];
const SIZE = 240;

function norm(engine: SimdEngine | undefined, x: Float32Array): Float32Array {
  return instanceNorm(x, { shape: SHAPE, ...(engine ? { engine } : {}) }).y;
}

/** Replaces something of the machine's for as long as `use` runs. */
async function without<T extends object, K extends keyof T>(
  [owner, key, value]: readonly [T, K, T[K] | undefined],
  use: () => Promise<void>,
): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(owner, key)!;
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  try {
    await use();
  } finally {
    Object.defineProperty(owner, key, before);
  }
}

describe("createEngine", () => {
  it("says what it found", async () => {
    using engine = await createEngine({ threads: 2 });
    const found = { simd: true, threads: 2, sharedMemory: true, reason: undefined };
    assertEquals(engine.features, found);
    assertEquals([engine.threads, engine.name], [2, "simd, 2 threads"]);
  });
  it("refuses options that are not valid", async () => {
    for (const threads of [0, -1, 1.5, NaN, 65]) {
      const message = `threads must be an integer from 1 to 64, got ${threads}`;
      await assertRejects(() => createEngine({ threads }), RangeError, message);
    }
    for (const memoryBytes of [0, 1000, 2 ** 33, NaN]) {
      const message = `memoryBytes must be from 131072 to 4294901760, got ${memoryBytes}`;
      await assertRejects(() => createEngine({ memoryBytes }), RangeError, message);
    }
  });
});

describe("what the machine lacks", () => {
  const x = randomArray(SIZE, 1, { type: "float32" });
  it("without SIMD WebAssembly, the scalar engine does everything", async () => {
    await without([WebAssembly, "validate", () => false], async () => {
      using engine = await createEngine({ threads: 2 });
      assertEquals(engine.features, {
        simd: false,
        threads: 1,
        sharedMemory: false,
        reason: "no SIMD WebAssembly here",
      });
      const array = engine.allocate(SIZE);
      array.set(x);
      assertEquals([engine.owns(array), engine.owns(x)], [true, false]);
      const { y, mean, rstd } = instanceNorm(array, { shape: SHAPE, engine });
      const plain = instanceNorm(x, { shape: SHAPE });
      assertBitEqual(y, plain.y);
      const { dx } = instanceNormBackward(x, array, { shape: SHAPE, mean, rstd, engine });
      assertBitEqual(dx, instanceNormBackward(x, x, { shape: SHAPE, ...plain }).dx);
      engine.free(array);
      assertThrows(() => engine.free(array), RangeError, "array must be one that allocate gave");
      assertThrows(() => machineOf(engine), TypeError, "where there is SIMD WebAssembly");
    });
  });
  it("without WebAssembly too", async () => {
    await without([globalThis, "WebAssembly", undefined], async () => {
      using engine = await createEngine();
      assertEquals(engine.features.simd, false);
    });
  });
  it("without SharedArrayBuffer, there is one thread and the same bits", async () => {
    using threads = await createEngine({ threads: 2 });
    await without([globalThis, "SharedArrayBuffer", undefined], async () => {
      using engine = await createEngine({ threads: 2, memoryBytes: 2 ** 20 });
      assertEquals(engine.features, {
        simd: true,
        threads: 1,
        sharedMemory: false,
        reason: "no SharedArrayBuffer here: a page needs cross-origin isolation",
      });
      assertBitEqual(norm(engine, x), norm(threads, x));
      const array = engine.allocate(SIZE);
      array.set(x);
      assertBitEqual(norm(engine, array), norm(threads, x));
      // The memory never grows, so the array is still there when it is full.
      const message = "cannot grow: 4194304 bytes are wanted, and 960 of at most 1048576 are taken";
      assertThrows(() => engine.allocate(2 ** 20), RangeError, message);
      assertBitEqual(array, x);
    });
  });
  it("without workers, there is one thread, and it is said why", async () => {
    const refuse = () => {
      throw new Error("no more workers");
    };
    const { process } = globalThis as { process?: { getBuiltinModule?: unknown } };
    await without([process!, "getBuiltinModule", refuse], async () => {
      using engine = await createEngine({ threads: 3 });
      const { simd, threads, reason } = engine.features;
      assertEquals([simd, threads, reason], [true, 1, "Error: no more workers"]);
      using one = await createEngine();
      assertBitEqual(norm(engine, x), norm(one, x));
    });
  });
});

describe("arrays in the engine's memory", () => {
  const x = randomArray(SIZE, 2, { type: "float32" });
  it("are zeros, or anything, and are given back", async () => {
    using engine = await createEngine();
    const first = engine.allocate(100);
    first.fill(7);
    engine.free(first);
    const second = engine.allocate(100, { cleared: false });
    assertEquals([second.byteOffset, second[99]], [first.byteOffset, 7]);
    engine.free(second);
    assertEquals([...engine.allocate(100)], Array(100).fill(0));
    assertEquals(engine.allocate(0).length, 0);
  });
  it("of no or a strange length are refused", async () => {
    using engine = await createEngine();
    for (const length of [-1, 1.5, NaN, Infinity]) {
      const message = `length must be a non-negative integer, got ${length}`;
      assertThrows(() => engine.allocate(length), RangeError, message);
    }
  });
  it("are freed once, whole, and by their own engine", async () => {
    using engine = await createEngine();
    using other = await createEngine();
    const array = engine.allocate(64);
    for (const wrong of [new Float32Array(64), array.subarray(16), other.allocate(64)]) {
      const message = "array must be one that allocate gave, and that was not freed before";
      assertThrows(() => engine.free(wrong), RangeError, message);
    }
    engine.free(array);
    assertThrows(() => engine.free(array), RangeError, "not freed before");
  });
  it("of another engine are copied, and so are plain ones", async () => {
    using engine = await createEngine();
    using other = await createEngine({ threads: 2 });
    const expected = norm(engine, x);
    const theirs = other.allocate(SIZE);
    theirs.set(x);
    assertEquals([engine.owns(theirs), other.owns(theirs)], [false, true]);
    assertBitEqual(norm(engine, theirs), expected);
    const y = other.allocate(SIZE);
    instanceNorm(x, { shape: SHAPE, engine, out: { y } });
    assertBitEqual(y, expected);
  });
  it("stay what they are when the memory grows", async () => {
    using engine = await createEngine();
    const array = engine.allocate(SIZE);
    array.set(x);
    const expected = norm(engine, x);
    const { buffer } = engine.allocate(2 ** 22);
    assertNotEquals(buffer.byteLength, array.buffer.byteLength);
    assert(engine.owns(array));
    assertBitEqual(norm(engine, array), expected);
    engine.free(array);
  });
  it("may fill the memory; then the scalar engine helps out, and later it is free again", async () => {
    using engine = await createEngine({ memoryBytes: 2 ** 17 });
    const rest = [];
    for (let length = 2 ** 14; length >= 1; length /= 2) {
      try {
        for (;;) rest.push(engine.allocate(length));
      } catch (error) {
        assert(error instanceof RangeError);
      }
    }
    assertBitEqual(norm(engine, x), norm(undefined, x));
    for (const array of rest) engine.free(array);
    assertEquals(engine.allocate(2 ** 14).length, 2 ** 14);
  });
  it("no operation keeps memory", async () => {
    using engine = await createEngine({ threads: 2 });
    const { heap } = machineOf(engine);
    for (const shape of [SHAPE, [2, 40, 3], [240, 1]]) {
      for (const layout of ["channels-first", "channels-last"] as const) {
        const { mean, rstd } = instanceNorm(x, { shape, layout, engine });
        instanceNormBackward(x, x, { shape, layout, mean, rstd, engine });
      }
    }
    assertEquals(heap.takenBytes, 0);
  });
});

describe("a worker that dies", () => {
  const shape = [1, 4, 70_000];
  const x = randomArray(280_000, 4, { type: "float32" });

  /** An engine, and the death of each of its workers. */
  async function createMortal(
    threads: number,
  ): Promise<{ engine: SimdEngine; deaths: readonly Promise<unknown>[] }> {
    const workers: Worker[] = [];
    const deaths: Promise<unknown>[] = [];
    class Recorded extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        workers.push(this);
        deaths.push(new Promise((resolve) => this.once("error", resolve)));
      }
    }
    let engine;
    const give = () => ({ Worker: Recorded });
    await without(
      [process as { getBuiltinModule?: unknown }, "getBuiltinModule", give],
      async () => {
        engine = await createEngine({ threads });
      },
    );
    // Somebody waits for these.
    for (const worker of workers) worker.ref();
    return { engine: engine!, deaths };
  }

  /** Gives the workers a job beyond the end of memory: they trap. */
  async function kill(engine: SimdEngine, deaths: readonly Promise<unknown>[]): Promise<void> {
    const words = new Int32Array(machineOf(engine).memory.buffer);
    words[CONTROL.job / 4] = -1024;
    Atomics.add(words, CONTROL.generation / 4, 1);
    Atomics.notify(words, CONTROL.generation / 4);
    await Promise.all(deaths);
  }

  it("is an error within 5 s, and then all goes on", async () => {
    const threads = 3;
    const { engine, deaths } = await createMortal(threads);
    const array = engine.allocate(x.length);
    array.set(x);
    const expected = instanceNorm(array, { shape, engine }).y;
    assertEquals([engine.threads, deaths.length], [threads, threads - 1]);
    await kill(engine, deaths);
    const start = performance.now();
    const reason = `${threads - 1} of the engine's workers ended or hung`;
    const message = `${reason}: the results of this operation are lost`;
    assertThrows(() => instanceNorm(array, { shape, engine }), Error, message);
    assert(performance.now() - start < 5000);
    assertEquals(engine.features, {
      simd: true,
      threads: 1,
      sharedMemory: true,
      reason,
    });
    assertBitEqual(instanceNorm(array, { shape, engine }).y, expected);
    engine.free(array);
    assertEquals(machineOf(engine).heap.takenBytes, 0);
    engine.dispose();
  });
});

describe("dispose", () => {
  const x = randomArray(SIZE, 3, { type: "float32" });
  it("ends the threads; one goes on, and arrays stay", async () => {
    const engine = await createEngine({ threads: 3 });
    const array = engine.allocate(SIZE);
    array.set(x);
    const expected = norm(engine, array);
    engine.dispose();
    engine.dispose();
    assertEquals(engine.threads, 1);
    assertBitEqual(array, x);
    assertBitEqual(norm(engine, array), expected);
    engine.free(array);
  });
  it("engines come and go, and their reserved memory with them", async () => {
    for (let i = 0; i < 50; i++) {
      using engine = await createEngine({ threads: i % 10 === 0 ? 2 : 1 });
      assertEquals(norm(engine, x).length, SIZE);
    }
  });
});
