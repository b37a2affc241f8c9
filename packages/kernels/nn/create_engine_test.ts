import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { instanceNorm } from "../instance_norm.ts";
import { machineOf } from "../simd/_machines.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import { matmul } from "./matmul.ts";

describe("createEngine of nn", () => {
  it("multiplies and normalizes with one engine", async () => {
    const engine = await createEngine({ threads: 2 });
    try {
      assertEquals(engine.threads, 2);
      const [a, b] = [new Float32Array([1, 2]), new Float32Array([3, 4])];
      assertEquals([...matmul(a, b, { rows: 1, inner: 2, columns: 1, engine })], [11]);
      const { y } = instanceNorm(a, { shape: [1, 1, 2], epsilon: 0, engine });
      assertEquals([...y], [-1, 1]);
    } finally {
      engine.dispose();
    }
  });
  it("gives all of its scratch memory back", async () => {
    const engine = await createEngine({ memoryBytes: 2 ** 20 });
    const a = new Float32Array(64 * 64);
    // A thousand times a tenth of the memory: it would be full after ten.
    for (let i = 0; i < 1000; i++) matmul(a, a, { rows: 64, inner: 64, columns: 64, engine });
    engine.dispose();
  });
  it("needs no more of it for large pictures, and gives all of it back", async () => {
    const engine = await createEngine({ memoryBytes: 2 ** 24 });
    // Nine copies of the narrow side have 15 MB each time.
    const shape = { padding: "same", engine } as const;
    const few = { inputShape: [1, 256, 512, 3], filterShape: [9, 9, 3, 4], ...shape };
    const many = { inputShape: [1, 256, 512, 4], filterShape: [9, 9, 4, 3], ...shape };
    const narrow = new Float32Array(256 * 512 * 3), wide = new Float32Array(256 * 512 * 4);
    const filter = new Float32Array(9 * 9 * 12);
    conv2d(narrow, filter, few);
    conv2dBackwardInput(wide, filter, few);
    conv2dBackwardFilter(narrow, wide, few);
    conv2d(wide, filter, many);
    conv2dBackwardInput(narrow, filter, many);
    conv2dBackwardFilter(wide, narrow, many);
    assertEquals(machineOf(engine).heap.takenBytes, 0);
    engine.dispose();
  });
  it("gives it back when there is not enough, too", async () => {
    const engine = await createEngine({ memoryBytes: 2 ** 20 });
    const large = new Float32Array(2 ** 18);
    const sizes = { rows: 2 ** 9, inner: 2 ** 9, columns: 2 ** 9, engine };
    await assertRejects(
      () => Promise.resolve().then(() => matmul(large, large, sizes)),
      RangeError,
      "the engine's memory cannot grow",
    );
    const array = engine.allocate(2 ** 17);
    assertEquals(array.length, 2 ** 17);
    engine.dispose();
  });
  it("refuses a number of threads that is none", async () => {
    await assertRejects(() => createEngine({ threads: 0 }), RangeError, "threads must be");
    for (const options of [4, null]) {
      const message = `options must be an object like { threads: 4 }, got ${options}`;
      await assertRejects(() => createEngine(options as never), TypeError, message);
    }
  });
});
