import { assertBitEqual, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readdirSync } from "node:fs";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { instanceNorm } from "../instance_norm.ts";
import { elementwise } from "../nn/elementwise.ts";
import { matmul } from "../nn/matmul.ts";
import { maxPool2d } from "../nn/max_pool2d.ts";
import { ENDING_KERNELS } from "./_kernels/ending_map.ts";
import { JOB, JOB_BYTES, type Kernel } from "./_kernels/job.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { runApply } from "./_kernels/run_map.ts";
import { CLOSED, CONTROL } from "./_kernels/threads.ts";
import { machineOf } from "./_machines.ts";
import { norm, SIZE, without } from "./_test_machine.ts";
import { createEngine } from "./create_engine.ts";
import type { SimdEngine } from "./engine.ts";

describe("jobs", () => {
  it("are for kernels that the engine has", async () => {
    using engine = await createEngine();
    const [a, b] = [engine.allocate(4), engine.allocate(4).fill(1)];
    const message = "engine must come from createEngine of @evenkeel/kernels/nn: it has no";
    const product = { rows: 2, inner: 2, columns: 2, engine };
    assertThrows(() => matmul(a, b, product), TypeError, message);
    assertEquals(machineOf(engine).heap.takenBytes, 128);
    assertEquals([...a, ...b], [0, 0, 0, 0, 1, 1, 1, 1]);
  });
  it("are not needed for what plain loops do as well", async () => {
    using engine = await createEngine();
    const [a, b] = [new Float32Array([1, 2, 3, 4]), new Float32Array([5, 6, 7, 8])];
    assertEquals([...elementwise("add", [a, b], { engine })], [6, 8, 10, 12]);
    const window = { inputShape: [1, 2, 2, 1], windowSize: [2, 2], engine } as const;
    assertEquals([...maxPool2d(a, window)], [4]);
  });
  it("have as many fields as the kernel", async () => {
    using engine = await createEngine();
    const message = "runApply must have x,y,params,length,pieces,pieceLength, got 1,2";
    const cut = { units: 1, grain: 1 };
    assertThrows(() => machineOf(engine).run(runApply, cut, [1, 2]), RangeError, message);
  });
  it("are as long as the longest kernel needs", async () => {
    const folder = new URL("../nn/_kernels/", import.meta.url);
    const modules = await Promise.all(
      readdirSync(folder).map(async (name) => await import(new URL(name, folder).href)),
    );
    const kernels: Kernel[] = [...NORM_KERNELS, ...ENDING_KERNELS];
    for (const value of modules.flatMap((module) => Object.values(module))) {
      const all = typeof value === "object" && value !== null
        ? [value, ...Object.values(value)]
        : [];
      kernels.push(...all.filter((item) => Array.isArray(item?.fields)));
    }
    assert(kernels.length > 50);
    for (const { name, fields } of kernels) {
      assert(JOB.fields + 4 * fields.length <= JOB_BYTES, `${name} has ${fields.length} fields`);
    }
  });
  it("that fail end the threads, which may be at work still", async () => {
    using engine = await createEngine({ threads: 2 });
    const x = randomArray(SIZE, 5, { type: "float32" });
    const expected = norm(engine, x);
    const beyond = [2 ** 31, 2 ** 31, 1024, 4, 1, 4];
    const fail = () => machineOf(engine).run(runApply, { units: 8, grain: 1 }, beyond);
    assertThrows(fail, WebAssembly.RuntimeError);
    const { threads, reason } = engine.features;
    assertEquals([threads, engine.name], [1, "simd"]);
    assertMatch(reason!, /^RuntimeError: /);
    assertBitEqual(norm(engine, x), expected);
  });
});

describe("a worker that wakes too late", () => {
  it("leaves a closed job alone, and takes part in the next one", async () => {
    using engine = await createEngine({ threads: 2 });
    const shape = [1, 4, 70_000];
    const x = randomArray(280_000, 6, { type: "float32" });
    const expected = instanceNorm(x, { shape, engine }).y;
    const words = new Int32Array(machineOf(engine).memory.buffer);
    const job = words[CONTROL.job / 4]!;
    // Who worked at this one would trap. It is the second call; nobody has heard the first.
    words[CONTROL.job / 4] = -1024;
    Atomics.add(words, CONTROL.unheard / 4, 2);
    Atomics.add(words, CONTROL.generation / 4, 2);
    Atomics.notify(words, CONTROL.generation / 4);
    const end = performance.now() + 4000;
    while (Atomics.load(words, CONTROL.unheard / 4) !== 0 && performance.now() < end);
    assertEquals(Atomics.load(words, CONTROL.unheard / 4), 0);
    assertEquals(Atomics.load(words, CONTROL.guests / 4), CLOSED);
    words[CONTROL.job / 4] = job;
    for (let i = 0; i < 20; i++) assertBitEqual(instanceNorm(x, { shape, engine }).y, expected);
    assertEquals([engine.threads, engine.features.reason], [2, undefined]);
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

  /** Opens a job beyond the end of memory: the workers begin to work at it, and trap. */
  async function kill(
    engine: SimdEngine,
    deaths: readonly Promise<unknown>[],
  ): Promise<Int32Array> {
    const words = new Int32Array(machineOf(engine).memory.buffer);
    words[CONTROL.job / 4] = -1024;
    Atomics.add(words, CONTROL.unheard / 4, deaths.length);
    Atomics.sub(words, CONTROL.guests / 4, CLOSED);
    Atomics.add(words, CONTROL.generation / 4, 1);
    Atomics.notify(words, CONTROL.generation / 4);
    await Promise.all(deaths);
    Atomics.add(words, CONTROL.guests / 4, CLOSED);
    return words;
  }

  it("between jobs leaves right results, is an error soon, and then all goes on", async () => {
    const { engine, deaths } = await createMortal(2);
    const array = engine.allocate(x.length);
    array.set(x);
    const expected = instanceNorm(array, { shape, engine }).y;
    const words = await kill(engine, deaths);
    // As if it had not been at work.
    Atomics.sub(words, CONTROL.guests / 4, 1);
    let done = 0, start = 0;
    assertThrows(
      () => {
        for (; done < 1000; done++) {
          start = performance.now();
          assertBitEqual(instanceNorm(array, { shape, engine }).y, expected);
        }
      },
      Error,
      "some of the engine's workers ended or hung",
    );
    assert(performance.now() - start < 5000);
    assert(done > 1 && done < 300, `${done} times`);
    assertEquals(engine.features.threads, 1);
    assertBitEqual(instanceNorm(array, { shape, engine }).y, expected);
    engine.dispose();
  });

  it("at work is an error within 5 s, and then all goes on", async () => {
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
      relaxedSimd: false,
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
