import { assertBitEqual, randomArray } from "@evenkeel/testing";
import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { EventEmitter } from "node:events";
import process from "node:process";
import { instanceNorm, instanceNormBackward } from "../instance_norm.ts";
import { machineOf } from "./_machines.ts";
import { norm, SHAPE, SIZE, without } from "./_test_machine.ts";
import { createEngine } from "./create_engine.ts";

describe("what the machine lacks", () => {
  const x = randomArray(SIZE, 1, { type: "float32" });
  it("without SIMD WebAssembly, the scalar engine does everything", async () => {
    await without([WebAssembly, "validate", () => false], async () => {
      using engine = await createEngine({ threads: 2 });
      assertEquals(engine.features, {
        simd: false,
        relaxedSimd: false,
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
      assertThrows(() => machineOf(engine), TypeError, "engine must have SIMD WebAssembly");
    });
  });
  it("without WebAssembly too", async () => {
    await without([globalThis, "WebAssembly", undefined], async () => {
      using engine = await createEngine();
      assertEquals(engine.features.simd, false);
    });
  });
  it("where a page's policy forbids to compile, it is said, and the scalar engine works", async () => {
    // Another size of memory than any other test's, since what was compiled once is kept.
    const options = { memoryBytes: 7 * 2 ** 20 };
    const failing = (error: Error) => () => Promise.reject(error);
    const forbid = failing(new WebAssembly.CompileError("the policy forbids it"));
    await without([WebAssembly, "compile", forbid], async () => {
      using engine = await createEngine(options);
      const { simd, reason } = engine.features;
      assertEquals([simd, reason], [false, "CompileError: the policy forbids it"]);
      assertBitEqual(norm(engine, x), norm(undefined, x));
    });
    // Safari refuses the memory.
    class Forbidden {
      constructor() {
        throw new EvalError("the policy forbids it");
      }
    }
    await without([WebAssembly, "Memory", Forbidden as never], async () => {
      using engine = await createEngine(options);
      assertEquals(engine.features.reason, "EvalError: the policy forbids it");
    });
    // What else fails is an error, and what failed once may be there the next time.
    await without([WebAssembly, "compile", failing(new RangeError("no memory"))], async () => {
      await assertRejects(() => createEngine(options), RangeError, "no memory");
    });
    using engine = await createEngine(options);
    assertEquals(engine.features.simd, true);
  });
  it("without Symbol.dispose, compilers of `using` find theirs", async () => {
    const lacking = Object.create(Symbol, { dispose: { value: undefined } });
    await without([globalThis, "Symbol", lacking], async () => {
      const again = new URL("engine.ts?lacking", import.meta.url).href;
      const { SimdEngine } = await import(again);
      assertStrictEquals(
        SimdEngine.prototype[Symbol.for("Symbol.dispose")],
        SimdEngine.prototype.dispose,
      );
    });
  });
  it("without SharedArrayBuffer, there is one thread and the same bits", async () => {
    using threads = await createEngine({ threads: 2 });
    await without([globalThis, "SharedArrayBuffer", undefined], async () => {
      using engine = await createEngine({ threads: 2, memoryBytes: 2 ** 20 });
      assertEquals(engine.features, {
        simd: true,
        relaxedSimd: false,
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
  it("where the caller may not wait, there is one thread", async () => {
    const refuse = () => {
      throw new TypeError("Atomics.wait cannot be called in this context");
    };
    await without([Atomics, "wait", refuse], async () => {
      using engine = await createEngine({ threads: 3 });
      const { threads, reason } = engine.features;
      const wanted = "the caller's thread may not wait: make the engine in a worker";
      assertEquals([threads, reason], [1, wanted]);
      assertBitEqual(norm(engine, x), norm(engine, x));
      using one = await createEngine();
      assertEquals(one.features.reason, undefined);
    });
  });
  it("workers that end before they are ready are given up", async () => {
    const made: { options: object; ended: boolean }[] = [];
    class Hasty extends EventEmitter {
      readonly #entry: { options: object; ended: boolean };
      constructor(_: string, options: object) {
        super();
        this.#entry = { options, ended: false };
        made.push(this.#entry);
        queueMicrotask(() => this.emit("exit", 13));
      }
      unref(): void {}
      terminate(): void {
        this.#entry.ended = true;
      }
    }
    const give = () => ({ Worker: Hasty });
    await without(
      [process as { getBuiltinModule?: unknown }, "getBuiltinModule", give],
      async () => {
        using engine = await createEngine({ threads: 3 });
        const { threads, reason } = engine.features;
        assertEquals([threads, reason], [1, "Error: a worker ended with exit code 13"]);
      },
    );
    assertEquals(made.map(({ ended }) => ended), [true, true]);
    // The program's own options, like --import or --input-type=module, are not for the workers.
    for (const { options } of made) {
      assertEquals({ ...options, workerData: 0 }, {
        eval: true,
        execArgv: [],
        env: {},
        workerData: 0,
      });
    }
  });
  it("without 4 GiB to reserve, there is as much as can be had", async () => {
    const { Memory } = WebAssembly;
    let most = 0;
    class Small extends Memory {
      constructor(type: WebAssembly.MemoryDescriptor) {
        if (type.maximum! > most) throw new RangeError("could not allocate memory");
        super(type);
      }
    }
    await without([WebAssembly, "Memory", Small], async () => {
      for (most of [32767, 20000, 4095]) {
        using engine = await createEngine();
        assertBitEqual(norm(engine, x), norm(engine, engine.allocate(SIZE).map((_, i) => x[i]!)));
        const pages = most === 20000 ? 16383 : most;
        const message = `of at most ${pages * 65536} are taken`;
        assertThrows(() => engine.allocate(2 ** 29), RangeError, message);
      }
      for (const memoryBytes of [2 ** 30, 2 ** 30 - 5]) {
        const message = "could not allocate memory";
        await assertRejects(() => createEngine({ memoryBytes }), RangeError, message);
      }
      most = 4000;
      await assertRejects(() => createEngine(), RangeError, "could not allocate memory");
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
