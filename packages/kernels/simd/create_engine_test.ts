import { assertAllClose, assertBitEqual, randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { instanceNorm, instanceNormBackward } from "../instance_norm.ts";
import { layerNorm, layerNormBackward } from "../layer_norm.ts";
import { Heap } from "./_heap.ts";
import { machineOf } from "./_machines.ts";
import { norm, SHAPE, SIZE, without } from "./_test_machine.ts";
import { createEngine } from "./create_engine.ts";

describe("createEngine", () => {
  it("says what it found", async () => {
    using engine = await createEngine({ threads: 2 });
    const found = {
      simd: true,
      relaxedSimd: false,
      threads: 2,
      sharedMemory: true,
      reason: undefined,
    };
    assertEquals(engine.features, found);
    assertEquals([engine.threads, engine.name], [2, "simd, 2 threads"]);
  });
  it("refuses options that are not valid", async () => {
    for (const threads of [0, -1, 1.5, NaN, 65]) {
      const message = `threads must be an integer from 1 to 64, got ${threads}`;
      await assertRejects(() => createEngine({ threads }), RangeError, message);
    }
    const text = 'threads must be an integer from 1 to 64, got "4"';
    await assertRejects(() => createEngine({ threads: "4" as never }), RangeError, text);
    for (const options of [4, null]) {
      const message = `options must be an object like { threads: 4 }, got ${options}`;
      await assertRejects(() => createEngine(options as never), TypeError, message);
    }
    for (const memoryBytes of [0, 1000, 2 ** 33, NaN]) {
      const message = `memoryBytes must be from 131072 to 4294901760, got ${memoryBytes}`;
      await assertRejects(() => createEngine({ memoryBytes }), RangeError, message);
    }
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
  it("may leave any little room: nothing fails, and nothing is kept", async () => {
    using engine = await createEngine({ memoryBytes: 2 ** 17 });
    const { heap } = machineOf(engine);
    const blocks: Float32Array[] = [];
    try {
      for (;;) blocks.push(engine.allocate(16));
    } catch (error) {
      assert(error instanceof RangeError);
    }
    const kept = x.slice();
    for (const layout of ["channels-first", "channels-last"] as const) {
      for (const shape of [SHAPE, [1, 240], [4, 60]]) {
        const plain = instanceNorm(x, { shape, layout });
        const wide = { shape, axis: 1, mean: plain.mean, rstd: plain.rstd };
        const rows = layerNorm(x, { shape });
        const free = blocks.slice(-200);
        for (const block of free) engine.free(block);
        const left = heap.takenBytes;
        for (let blocked = 200; blocked >= 0; blocked -= 5) {
          const stop = blocked > 0 ? engine.allocate(16 * blocked) : undefined;
          const { y } = instanceNorm(x, { shape, layout, engine });
          assertAllClose(y, plain.y, { atol: 1e-6 });
          const { dx } = instanceNormBackward(x, x, { layout, ...wide, engine });
          assertAllClose(dx, instanceNormBackward(x, x, { layout, ...wide }).dx, { atol: 1e-5 });
          assertAllClose(layerNorm(x, { shape, engine }).y, rows.y, { atol: 1e-6 });
          const back = layerNormBackward(x, x, { shape, ...rows, engine });
          assertAllClose(back.dx, layerNormBackward(x, x, { shape, ...rows }).dx, { atol: 1e-5 });
          if (stop) engine.free(stop);
          assertEquals(heap.takenBytes, left);
        }
        for (let i = blocks.length - 200; i < blocks.length; i++) blocks[i] = engine.allocate(16);
      }
    }
    assertBitEqual(x, kept);
  });
  it("that cannot be had for another reason are an error", async () => {
    using engine = await createEngine();
    const broken = () => {
      throw new TypeError("broken");
    };
    // deno-lint-ignore require-await -- the function is one for what waits, too
    await without([Heap.prototype, "take", broken], async () => {
      assertThrows(() => norm(engine, x), TypeError, "broken");
    });
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

describe("dispose", () => {
  const x = randomArray(SIZE, 3, { type: "float32" });
  it("ends the threads; one goes on, and arrays stay", async () => {
    const engine = await createEngine({ threads: 3 });
    const array = engine.allocate(SIZE);
    array.set(x);
    const expected = norm(engine, array);
    engine.dispose();
    engine.dispose();
    assertEquals([engine.threads, engine.name], [1, "simd"]);
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
