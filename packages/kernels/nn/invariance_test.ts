import { assertBitEqual, randomArray, sizeOf } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { SimdEngine } from "../simd/engine.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import { addBias } from "./add_bias.ts";
import { averagePool2d, averagePool2dBackward } from "./average_pool2d.ts";
import { maxPool2d, maxPool2dBackward } from "./max_pool2d.ts";
import { sumBetween } from "./reductions.ts";
import { upsampleBilinear2d, upsampleBilinear2dBackward } from "./upsample_bilinear2d.ts";
import { matmul } from "./matmul.ts";
import { gather, gatherBackward } from "./pixels.ts";
import type { Padding, WindowOptions } from "./window.ts";

const engine = await createEngine();
const IMAGES = 3;

const WINDOWS: Readonly<Record<string, WindowOptions>> = {
  "3x3, tiles": windowOf([12, 13, 16], [3, 3, 16, 20], "same"),
  "3x3, tiles, many positions": windowOf([40, 36, 16], [3, 3, 16, 16], "same"),
  "3x3, odd channels": windowOf([11, 9, 7], [3, 3, 7, 13], "valid"),
  "4x4, stride 2": { ...windowOf([14, 17, 6], [4, 4, 6, 10], "same"), strides: [2, 2] },
  "9x9": windowOf([20, 20, 3], [9, 9, 3, 5], "same"),
  "9x9, few inputs": windowOf([21, 18, 3], [9, 9, 3, 8], "same"),
  "5x5, one input": windowOf([17, 14, 1], [5, 5, 1, 8], "same"),
  "5x5, to few outputs": windowOf([17, 14, 12], [5, 5, 12, 3], "same"),
  "6x5, to few outputs, valid": windowOf([23, 22, 8], [6, 5, 8, 2], "valid"),
  "4x4, multiples of 4": windowOf([14, 17, 8], [4, 4, 8, 8], "valid"),
  "9x9, few inputs, two pictures at a time": windowOf([64, 200, 3], [9, 9, 3, 4], "same"),
  "9x9, to few outputs, in strips": windowOf([96, 400, 4], [9, 9, 4, 3], "same"),
  "1x1": windowOf([10, 10, 33], [1, 1, 33, 18], "valid"),
  "dilation 2": { ...windowOf([12, 12, 5], [3, 3, 5, 4], "same"), dilations: [2, 2] },
};

function windowOf(
  picture: readonly number[],
  filterShape: readonly number[],
  padding: Padding,
): WindowOptions {
  return { inputShape: [IMAGES, ...picture], filterShape, padding };
}

function random(length: number, seed: number): Float32Array {
  return randomArray(length, seed, { type: "float32" });
}

/** The arrays of a convolution. */
function arraysOf(window: WindowOptions) {
  const x = random(sizeOf(window.inputShape), 1), filter = random(sizeOf(window.filterShape), 2);
  const bias = random(window.filterShape[3]!, 3);
  const dy = random(conv2d(x, filter, { ...window, engine }).length, 4);
  return { x, filter, bias, dy };
}

/** All three operations. */
function convolve(
  window: WindowOptions,
  { x, filter, bias, dy }: ReturnType<typeof arraysOf>,
  engine: SimdEngine,
) {
  const options = { ...window, engine };
  return {
    y: conv2d(x, filter, { ...options, bias }),
    dx: conv2dBackwardInput(dy, filter, options),
    dfilter: conv2dBackwardFilter(x, dy, options),
  };
}

function assertSame(
  actual: ReturnType<typeof convolve>,
  expected: ReturnType<typeof convolve>,
): void {
  for (const name of ["y", "dx", "dfilter"] as const) {
    assertBitEqual(actual[name], expected[name], name);
  }
}

/** One image of an array. */
function image(array: Float32Array, index: number): Float32Array {
  const size = array.length / IMAGES;
  return array.slice(index * size, (index + 1) * size);
}

/** Leaves NaN in all the memory that the next operation may borrow. */
function poison(engine: SimdEngine): void {
  engine.free(engine.allocate(4_000_000).fill(NaN));
}

describe("convolutions give the same bits", () => {
  for (const [name, window] of Object.entries(WINDOWS)) {
    const arrays = arraysOf(window);
    const expected = convolve(window, arrays, engine);

    it(`${name}: on every run, on any memory`, async () => {
      const fresh = await createEngine();
      assertSame(convolve(window, arrays, fresh), expected);
      poison(fresh);
      assertSame(convolve(window, arrays, fresh), expected);
      fresh.dispose();
    });
    it(`${name}: on two and three threads`, async () => {
      for (const threads of [2, 3]) {
        const many = await createEngine({ threads });
        try {
          for (let run = 0; run < 5; run++) assertSame(convolve(window, arrays, many), expected);
        } finally {
          many.dispose();
        }
      }
    });
    it(`${name}: for a sample alone and in a batch, wherever it stands`, () => {
      const { x, dy } = arrays;
      const single = { ...window, inputShape: [1, ...window.inputShape.slice(1)] };
      for (let i = 0; i < IMAGES; i++) {
        const alone = convolve(single, { ...arrays, x: image(x, i), dy: image(dy, i) }, engine);
        assertBitEqual(alone.y, image(expected.y, i), "y");
        assertBitEqual(alone.dx, image(expected.dx, i), "dx");
      }
    });
    it(`${name}: with arrays in the engine's memory`, () => {
      const own = (array: Float32Array) => {
        const copy = engine.allocate(array.length + 1).subarray(1); // not aligned to vectors
        copy.set(array);
        return copy;
      };
      const { x, filter, bias, dy } = arrays;
      const owned = { x: own(x), filter: own(filter), bias: own(bias), dy: own(dy) };
      assertSame(convolve(window, owned, engine), expected);
      // The inputs are as they were.
      for (const key of ["x", "filter", "bias", "dy"] as const) {
        assertBitEqual(owned[key], arrays[key], key);
        engine.free(new Float32Array(owned[key].buffer, owned[key].byteOffset - 4));
      }
    });
    it(`${name}: beside a sample that is NaN`, () => {
      const spoil = (array: Float32Array) =>
        array.slice().fill(NaN, array.length / IMAGES, 2 * array.length / IMAGES);
      const { x, dy } = arrays;
      const { y, dx } = convolve(window, { ...arrays, x: spoil(x), dy: spoil(dy) }, engine);
      for (const i of [0, 2]) {
        assertBitEqual(image(y, i), image(expected.y, i), "y");
        assertBitEqual(image(dx, i), image(expected.dx, i), "dx");
      }
      assertEquals(image(y, 1).some(Number.isNaN), true);
    });
  }
});

describe("an array at the end of the engine's memory", () => {
  for (const channels of [1, 2, 3, 5, 16]) {
    it(`can be read and written, ${channels} channels`, async () => {
      const fresh = await createEngine({ memoryBytes: 2 ** 23 });
      const inputShape = [1, 32, 32, channels];
      const options = {
        inputShape,
        filterShape: [3, 3, channels, channels],
        padding: "same",
      } as const;
      const length = sizeOf(inputShape);
      const [x, filter] = [random(length, 1), random(9 * channels * channels, 2)];
      const arrays = { x, filter, bias: new Float32Array(channels), dy: x };
      const expected = convolve(options, arrays, fresh);
      const last = lastArray(fresh, length);
      last.set(x);
      assertSame(convolve(options, { ...arrays, x: last, dy: last }, fresh), expected);
      conv2d(x, filter, { ...options, engine: fresh, out: last });
      assertBitEqual(last, expected.y);
    });
  }
});

/** The last array that an engine's memory has room for, with free memory before it. */
function lastArray(engine: SimdEngine, length: number): Float32Array {
  const taken: Float32Array[] = [];
  for (const size of [4096, 16]) {
    try {
      for (;;) taken.push(engine.allocate(size));
    } catch {
      // Full, up to pieces of this size.
    }
  }
  const from = Math.min(...taken.map(({ byteOffset }) => byteOffset));
  const end = Math.max(...taken.map(({ byteOffset, byteLength }) => byteOffset + byteLength));
  taken.forEach((array) => engine.free(array));
  const room = engine.allocate((end - from) / 4 - length, { cleared: false });
  const last = engine.allocate(length);
  engine.free(room);
  assert(last.buffer.byteLength - last.byteOffset - last.byteLength <= 128);
  return last;
}

describe("other operations give the same bits on two threads and on poisoned memory", () => {
  const sizes = { rows: 200, inner: 33, columns: 45, batch: 3 };
  const [a, b] = [random(200 * 33 * 3, 1), random(33 * 45 * 3, 2)];
  const sources = Int32Array.from({ length: 3000 }, (_, i) => i * 5 % 2000 - 1);
  const pixels = { images: 4, pixels: 2000, channels: 3, sources };
  const sums = { shape: [3, 10_000, 13], axis: 1, end: 2 };
  const inputShape = [4, 64, 40, 6], pictures = random(4 * 64 * 40 * 6, 7);
  const pool = { inputShape, windowSize: [2, 2] } as const;
  const resize = { inputShape, outputSize: [100, 70] } as const;
  const operations: Readonly<Record<string, (engine: SimdEngine) => Float32Array>> = {
    matmul: (engine) => matmul(a, b, { ...sizes, engine }),
    "matmul, a transposed": (engine) => matmul(a, b, { ...sizes, transposeA: true, engine }),
    gather: (engine) => gather(random(24000, 3), { ...pixels, engine }),
    gatherBackward: (engine) => gatherBackward(random(36000, 4), { ...pixels, engine }),
    "bias": (engine) => addBias(random(300_000, 5), random(12, 6), { engine }),
    "sums": (engine) => sumBetween(random(390_000, 5), { ...sums, engine }),
    "largest values": (engine) => maxPool2d(pictures, { ...pool, engine }),
    "gradient of largest values, windows apart": (engine) =>
      maxPool2dBackward(random(4 * 32 * 20 * 6, 8), pictures, { ...pool, engine }),
    "gradient of largest values": (engine) =>
      maxPool2dBackward(random(4 * 63 * 20 * 6, 8), pictures, {
        ...pool,
        strides: [1, 2],
        engine,
      }),
    "means of windows": (engine) => averagePool2d(pictures, { ...pool, engine }),
    "gradient of means": (engine) =>
      averagePool2dBackward(random(4 * 32 * 20 * 6, 8), { ...pool, engine }),
    "resize": (engine) => upsampleBilinear2d(pictures, { ...resize, engine }),
    "gradient of resize": (engine) =>
      upsampleBilinear2dBackward(random(4 * 100 * 70 * 6, 8), { ...resize, engine }),
  };
  for (const [name, operation] of Object.entries(operations)) {
    it(name, async () => {
      const two = await createEngine({ threads: 2 });
      const expected = operation(engine);
      try {
        assertBitEqual(operation(two), expected);
        poison(two);
        assertBitEqual(operation(two), expected);
      } finally {
        two.dispose();
      }
    });
  }
});
