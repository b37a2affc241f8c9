import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import { type Adapter, describeAdapter, listenToDevice, quietly } from "./gpu.ts";
import { readAsync } from "./reading.ts";

const navigatorWith = (adapter: Adapter | null) => ({
  gpu: { requestAdapter: () => Promise.resolve(adapter) },
});

describe("describeAdapter", () => {
  it("tells a GPU from one that is imitated", async () => {
    for (
      const [info, description, isSoftware] of [
        [{ description: "NVIDIA GeForce RTX 3060" }, "NVIDIA GeForce RTX 3060", false],
        [{ description: "", vendor: "intel", device: "iris-xe" }, "intel iris-xe", false],
        [
          { description: "llvmpipe (LLVM 15.0.6, 256 bits)" },
          "llvmpipe (LLVM 15.0.6, 256 bits)",
          true,
        ],
        [{ description: "Google SwiftShader" }, "Google SwiftShader", true],
        [{ description: "Microsoft Basic Render Driver" }, "Microsoft Basic Render Driver", true],
        [{ description: "x", isFallbackAdapter: true }, "x", true],
      ] as const
    ) {
      assertEquals(await describeAdapter(navigatorWith({ info })), { description, isSoftware });
    }
  });

  it("has a name for what has none", async () => {
    const nameless = { description: "an unnamed GPU", isSoftware: false };
    assertEquals(await describeAdapter(navigatorWith({})), nameless);
    assertEquals(await describeAdapter(navigatorWith({ info: {} })), nameless);
  });

  it("says why there is none", async () => {
    await assertRejects(() => describeAdapter({}), Error, "this runtime has no WebGPU");
    await assertRejects(() => describeAdapter(navigatorWith(null)), Error, "no adapter");
  });
});

describe("quietly", () => {
  it("leaves the environment as it was", async () => {
    const name = "XDG_RUNTIME_DIR";
    const before = process.env[name];
    try {
      for (const value of [undefined, "/run/user/1000"]) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
        const seen = await quietly(() => Promise.resolve(process.env[name]));
        assertEquals([typeof seen, process.env[name]], ["string", value]);
        await assertRejects(() => quietly(() => Promise.reject(new Error("no"))), Error, "no");
        assertEquals(process.env[name], value);
      }
    } finally {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  });
});

describe("listenToDevice", () => {
  it("has computations fail with what the device complains of", async () => {
    const device = new EventTarget();
    for (let i = 0; i < 2; i++) listenToDevice({ device });
    const error = { message: "out of memory" };
    device.dispatchEvent(Object.assign(new Event("uncapturederror"), { error }));
    function* reading(): Generator<never[], number, Float32Array[]> {
      yield [];
      return 1;
    }
    await assertRejects(() => readAsync(reading()), Error, "the GPU reports: out of memory");
  });
});
