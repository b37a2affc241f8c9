import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { instanceNorm } from "../instance_norm.ts";
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
  });
});
