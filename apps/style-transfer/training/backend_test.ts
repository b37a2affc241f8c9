import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { BackendError, startBackend } from "./backend.ts";
import { describeAdapter } from "./gpu.ts";
import { failReading } from "./reading.ts";

/** What the GPU of this machine is, if there is one. */
const adapter = await describeAdapter().catch((error: Error) => error.message);

describe("startBackend", () => {
  it("takes evenkeel, with as many threads as it is told, and says no more than that", async () => {
    const started = await startBackend({ threads: 1 });
    assertEquals(started, { name: "evenkeel", description: "evenkeel (1 thread)" });
    assertEquals(tf.getBackend(), "evenkeel");
  });

  it("starts each one that needs no GPU without a word, and without the engine's leaking checks", async () => {
    const log = globalThis.console, { warn } = log;
    const said: unknown[] = [];
    log.warn = (...words) => said.push(...words);
    try {
      for (const backend of ["evenkeel", "wasm", "cpu"] as const) {
        await startBackend({ backend });
        assertEquals(tf.env().getBool("IS_TEST"), false);
      }
    } finally {
      log.warn = warn;
    }
    assertEquals(said, []);
  });

  it("by itself takes a GPU or evenkeel, and says why no faster one", async () => {
    const { name, description, reason } = await startBackend({ backend: "auto" });
    assertEquals(tf.getBackend(), name);
    if (typeof adapter === "object" && !adapter.isSoftware) {
      assertEquals([name, description], ["webgpu", `webgpu (${adapter.description})`]);
      assertEquals(reason, `${description}: the fastest here`);
    } else {
      assertEquals(name, "evenkeel");
      const why = typeof adapter === "string"
        ? adapter
        : `${adapter.description} computes in software`;
      assertEquals(reason, `${description}: the fastest here; webgpu: ${why}`);
    }
  });

  it("takes no GPU where tensors are read at once", async () => {
    const { name, reason } = await startBackend({ backend: "auto", readsAtOnce: true });
    assertEquals(name, "evenkeel");
    assertMatch(reason!, /^evenkeel \(\d+ threads?\): the fastest here; webgpu: /);
    await assertRejects(
      () => startBackend({ backend: "webgpu", readsAtOnce: true }),
      BackendError,
      "the webgpu backend is not available: it cannot be read at once",
    );
  });

  it("stays where a run has been before", async () => {
    const { name, reason } = await startBackend({ backend: "auto", first: "wasm" });
    assertEquals([name, reason], ["wasm", "wasm: as before"]);
  });

  it("by itself goes on to the next one after one that could not compute", async () => {
    await startBackend({ backend: "wasm" });
    const backend = tf.backend();
    const read = backend.read;
    backend.read = (id) => {
      failReading(new Error("it has no memory left"));
      return read.call(backend, id);
    };
    try {
      const { name, reason } = await startBackend({ backend: "auto", first: "wasm" });
      assert(name !== "wasm" && name !== "cpu", name);
      assertMatch(reason!, /: the fastest here; wasm: it has no memory left/);
    } finally {
      backend.read = read;
    }
  });

  for (const backend of ["wasm", "cpu"] as const) {
    it(`starts stock ${backend} when it is asked for`, async () => {
      assertEquals(await startBackend({ backend }), { name: backend, description: backend });
      assertEquals(tf.getBackend(), backend);
    });
  }

  it("says what to do where the one that was asked for is not there", async () => {
    const gpu = Object.getOwnPropertyDescriptor(globalThis.navigator, "gpu");
    Object.defineProperty(globalThis.navigator, "gpu", {
      configurable: true,
      value: { requestAdapter: () => Promise.resolve(null) },
    });
    try {
      const error = await assertRejects(() => startBackend({ backend: "webgpu" }), BackendError);
      assertMatch(
        error.message,
        /^the webgpu backend is not available: no adapter; it needs a GPU's driver .*--backend auto/,
      );
      const { reason } = await startBackend({ backend: "auto", first: "webgpu" });
      assertMatch(reason!, /^evenkeel .*: the fastest here; webgpu: no adapter$/);
    } finally {
      if (gpu === undefined) delete (globalThis.navigator as { gpu?: unknown }).gpu;
      else Object.defineProperty(globalThis.navigator, "gpu", gpu);
    }
    assert(tf.getBackend() === "evenkeel");
  });

  it("refuses a number of threads that there cannot be", async () => {
    tf.removeBackend("evenkeel");
    for (const backend of ["auto", "evenkeel"] as const) {
      await assertRejects(() => startBackend({ backend, threads: 0 }), RangeError, "threads");
    }
  });
});
