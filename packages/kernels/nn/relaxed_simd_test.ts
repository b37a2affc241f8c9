import { assertAllClose, assertBitEqual, randomArray } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Kernel } from "../simd/_kernels/job.ts";
import { NORM_KERNELS } from "../simd/_kernels/norms.ts";
import { moduleBytes } from "../simd/_program.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { without } from "../simd/_test_machine.ts";
import { convolve } from "./_kernels/convolve.ts";
import { convolvePacked } from "./_kernels/convolve_packed.ts";
import { filterGradient } from "./_kernels/filter_gradient.ts";
import { winograd } from "./_kernels/winograd.ts";
import { winogradSums } from "./_kernels/winograd_gradient.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import { matmul } from "./matmul.ts";

// A function of three vectors that is `f32x4.relaxed_madd`.
const RELAXED_MODULE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 0x02, 0x0b],
]);

function conv(engine: SimdEngine, filterSize: number, strides: number): readonly Float32Array[] {
  const shape = {
    inputShape: [2, 13, 11, 12],
    filterShape: [filterSize, filterSize, 12, 20],
    strides: [strides, strides],
    padding: "same",
    engine,
  } as const;
  const x = randomArray(2 * 13 * 11 * 12, 1, { type: "float32" });
  const filter = randomArray(filterSize ** 2 * 12 * 20, 2, { type: "float32" });
  const y = conv2d(x, filter, shape);
  const dy = randomArray(y.length, 3, { type: "float32" });
  return [y, conv2dBackwardInput(dy, filter, shape), conv2dBackwardFilter(x, dy, shape)];
}

const SHAPES = [[3, 1], [3, 2], [1, 1], [5, 1], [4, 2]] as const;

describe("relaxed SIMD", () => {
  it("is used where it is asked for, and there is", async () => {
    using engine = await createEngine({ relaxedSimd: true });
    assertEquals(engine.features.relaxedSimd, WebAssembly.validate(RELAXED_MODULE));
  });
  it("is an instruction of the kernels that multiply, and only where it is asked for", () => {
    const memory = { shared: true, initialPages: 1, maximumPages: 1 };
    const has = (kernels: readonly Kernel[], relaxedSimd: boolean): boolean => {
      const bytes = moduleBytes(kernels, { memory, relaxedSimd });
      return bytes.some((byte, i) =>
        byte === 0xfd && bytes[i + 1] === 0x85 && bytes[i + 2] === 0x02
      );
    };
    for (const kernel of [convolve, convolvePacked, winograd, winogradSums, filterGradient]) {
      assertEquals([has([kernel], true), has([kernel], false)], [true, false], kernel.name);
    }
    assertEquals(has(NORM_KERNELS, true), false);
  });
  it("gives what the plain engine gives, but for the last digits, and the same with two threads", async () => {
    using plain = await createEngine();
    using relaxed = await createEngine({ relaxedSimd: true });
    using threads = await createEngine({ relaxedSimd: true, threads: 2 });
    for (const [filterSize, stride] of SHAPES) {
      const expected = conv(plain, filterSize, stride);
      const other = conv(threads, filterSize, stride);
      conv(relaxed, filterSize, stride).forEach((actual, i) => {
        assertAllClose(actual, expected[i]!, { rtol: 3e-6 });
        assertBitEqual(actual, other[i]!);
      });
    }
  });
  it("is left out by default: every product is rounded", async () => {
    // (1 + u)² - (1 + 2u) is u² in one rounding, and 0 in two.
    const u = 2 ** -12;
    const a = new Float32Array([1, 1 + u]), b = new Float32Array([-1 - 2 * u, 1 + u]);
    const sizes = { rows: 1, inner: 2, columns: 1 };
    using plain = await createEngine();
    using relaxed = await createEngine({ relaxedSimd: true });
    assertEquals(matmul(a, b, { ...sizes, engine: plain })[0], 0);
    assert([0, u ** 2].includes(matmul(a, b, { ...sizes, engine: relaxed })[0]!));
  });
  it("is done without where the machine has none", async () => {
    using plain = await createEngine();
    const { validate } = WebAssembly;
    let asked = 0;
    const refuseFirst = (bytes: BufferSource) => asked++ > 0 && validate(bytes);
    await without([WebAssembly, "validate", refuseFirst], async () => {
      using engine = await createEngine({ relaxedSimd: true });
      assertEquals([engine.features.simd, engine.features.relaxedSimd, asked], [true, false, 2]);
      conv(engine, 3, 1).forEach((actual, i) => assertBitEqual(actual, conv(plain, 3, 1)[i]!));
    });
  });
});
