import { assertAllClose, assertBitEqual, guardedArray, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { createEngine } from "./create_engine.ts";
import { gather, gatherBackward } from "./pixels.ts";

const engine = await createEngine();

interface Sizes {
  readonly images: number;
  readonly pixels: number;
  readonly channels: number;
  readonly sources: Int32Array;
}

function random(length: number, seed: number): Float32Array {
  return randomArray(length, seed, { type: "float32" });
}

/** Calls `visit` with the indices of every element of the output and of its source. */
function visit(
  { images, pixels, channels, sources }: Sizes,
  visitor: (to: number, from: number) => void,
): void {
  for (let to = 0; to < images * sources.length * channels; to++) {
    const channel = to % channels, pixel = Math.floor(to / channels) % sources.length;
    const image = Math.floor(to / (channels * sources.length)), source = sources[pixel]!;
    if (source >= 0) visitor(to, (image * pixels + source) * channels + channel);
  }
}

function compare(sizes: Sizes, owned: boolean): void {
  const { images, pixels, channels, sources } = sizes;
  const [small, large] = [images * pixels * channels, images * sources.length * channels];
  const [x, dy] = [random(small, 1), random(large, 2)];
  const y = new Float32Array(large), dx = new Float64Array(small);
  visit(sizes, (to, from) => {
    y[to] = x[from]!;
    dx[from]! += dy[to]!;
  });
  const allocate = owned ? (length: number) => engine.allocate(length) : undefined;
  const place = (values: Float32Array) => {
    const guarded = guardedArray(values.length, allocate);
    guarded.array.set(values);
    return guarded;
  };
  const places = [x, dy, new Float32Array(large), new Float32Array(small)].map(place);
  const [from, back, to, gradient] = places.map(({ array }) => array);
  assertBitEqual(gather(from!, { ...sizes, engine, out: to! }), y);
  gradient!.fill(NaN); // what stood there before must not matter
  assertAllClose(gatherBackward(back!, { ...sizes, engine, out: gradient! }), dx, { atol: 1e-6 });
  for (const { whole, assertIntact } of places) {
    assertIntact();
    if (owned) engine.free(whole);
  }
}

describe("gather and its gradient against their definition", () => {
  const pixels = fc.integer({ min: 1, max: 30 });
  const cases = pixels.chain((pixels) =>
    fc.record({
      pixels: fc.constant(pixels),
      images: fc.integer({ min: 0, max: 3 }),
      channels: fc.integer({ min: 0, max: 37 }),
      sources: fc.int32Array({ min: -1, max: pixels - 1, maxLength: 60 }),
      owned: fc.boolean(),
    })
  );
  it("random sources", () => {
    const property = fc.property(cases, ({ owned, ...sizes }) => compare(sizes, owned));
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
  it("more pixels than a unit has, three images", () => {
    const sources = Int32Array.from({ length: 2500 }, (_, i) => i * 7 % 1300 - 1);
    compare({ images: 3, pixels: 1300, channels: 5, sources }, true);
  });
  it("no pixels at all", () => {
    compare({ images: 2, pixels: 0, channels: 3, sources: new Int32Array([-1, -1]) }, false);
  });
});

describe("gather", () => {
  it("moves values as they are, zeros and NaN too", () => {
    const x = new Float32Array([NaN, -0, Infinity, 1e-45]);
    const sources = new Int32Array([3, 2, 1, 0, -1]);
    const y = gather(x, { images: 1, pixels: 4, channels: 1, sources, engine });
    assertBitEqual(y, new Float32Array([1e-45, Infinity, -0, NaN, 0]));
  });
  it("keeps a NaN in its image", () => {
    const options = {
      images: 2,
      pixels: 2,
      channels: 6,
      sources: new Int32Array([0, 1, 1]),
      engine,
    };
    const x = new Float32Array(24).fill(1).fill(NaN, 0, 12);
    const y = gather(x, options);
    assertEquals(y.subarray(0, 18).every(Number.isNaN), true);
    assertEquals(y.subarray(18).every((value) => value === 1), true);
    const dx = gatherBackward(y, options);
    assertEquals(dx.subarray(0, 12).every(Number.isNaN), true);
    assertEquals([...dx.subarray(12)], [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
  });
  it("refuses lengths and sources that do not fit", () => {
    const options = { images: 2, pixels: 3, channels: 4, sources: new Int32Array([0, 2]), engine };
    const short = new Float32Array(5), x = new Float32Array(24), dy = new Float32Array(16);
    assertThrows(
      () => gather(short, options),
      RangeError,
      "x must have 24 elements ([2,3,4]), got 5",
    );
    assertThrows(
      () => gather(x, { ...options, out: short }),
      RangeError,
      "out must have 16 elements ([2,2,4]), got 5",
    );
    assertThrows(
      () => gatherBackward(short, options),
      RangeError,
      "dy must have 16 elements ([2,2,4]), got 5",
    );
    assertThrows(
      () => gatherBackward(dy, { ...options, out: short }),
      RangeError,
      "out must have 24 elements ([2,3,4]), got 5",
    );
    for (const source of [-2, 3]) {
      const sources = new Int32Array([0, source]);
      const message = `sources must be from -1 to 2, got ${source}`;
      assertThrows(() => gather(x, { ...options, sources }), RangeError, message);
      assertThrows(() => gatherBackward(dy, { ...options, sources }), RangeError, message);
    }
  });
});
