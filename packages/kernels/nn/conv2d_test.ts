import {
  assertAllClose,
  assertBitEqual,
  type GuardedArray,
  guardedArray,
  randomArray,
  sizeOf,
} from "@evenkeel/testing";
import { CONV2D, float32Runs } from "@evenkeel/testing/golden";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { addBiasBackward } from "./add_bias.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import type { Padding } from "./window.ts";

const engine = await createEngine();
const RTOL = 1e-5;

interface Case {
  readonly inputShape: readonly [number, number, number, number];
  readonly filterShape: readonly [number, number, number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
}

/** Rows of the output and the padding before them, said once more, without the code under test. */
function along(axis: 0 | 1, { inputShape, filterShape, strides, dilations, padding }: Case) {
  const size = inputShape[1 + axis]!, stride = strides[axis];
  const covered = (filterShape[axis] - 1) * dilations[axis] + 1;
  const room = (extra: number) => Math.max(0, Math.ceil((size + extra - covered + 1) / stride));
  if (padding === "valid") return { size: room(0), before: 0 };
  if (padding === "same") {
    const outputs = Math.ceil(size / stride);
    return {
      size: outputs,
      before: Math.floor(Math.max(0, (outputs - 1) * stride + covered - size) / 2),
    };
  }
  const [before, after] = axis === 0
    ? [padding.top, padding.bottom]
    : [padding.left, padding.right];
  return { size: room(before + after), before };
}

function outputShape(shapes: Case): [number, number, number, number] {
  const { inputShape: [n], filterShape: [, , , outputs] } = shapes;
  return [n, along(0, shapes).size, along(1, shapes).size, outputs];
}

/** The definition, in float64. */
function direct(
  shapes: Case,
  { x, filter, dy }: Readonly<Record<"x" | "filter" | "dy", Float32Array>>,
): Record<"y" | "dx" | "dfilter", Float64Array> {
  const { inputShape: [n, h, w, inputs], filterShape: [kh, kw, , outputs] } = shapes;
  const { strides, dilations } = shapes;
  const [, oh, ow] = outputShape(shapes);
  const [top, left] = [along(0, shapes).before, along(1, shapes).before];
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length), dfilter = new Float64Array(filter.length);
  for (let at = 0; at < n * oh * ow * kh * kw; at++) {
    const kx = at % kw, ky = Math.floor(at / kw) % kh;
    const position = Math.floor(at / (kw * kh));
    const ox = position % ow, oy = Math.floor(position / ow) % oh;
    const image = Math.floor(position / (ow * oh));
    const iy = oy * strides[0] + ky * dilations[0] - top;
    const ix = ox * strides[1] + kx * dilations[1] - left;
    if (iy < 0 || iy >= h || ix < 0 || ix >= w) continue;
    const xAt = ((image * h + iy) * w + ix) * inputs, yAt = position * outputs;
    for (let c = 0; c < inputs; c++) {
      const fAt = ((ky * kw + kx) * inputs + c) * outputs;
      for (let o = 0; o < outputs; o++) {
        y[yAt + o]! += x[xAt + c]! * filter[fAt + o]!;
        dx[xAt + c]! += dy[yAt + o]! * filter[fAt + o]!;
        dfilter[fAt + o]! += dy[yAt + o]! * x[xAt + c]!;
      }
    }
  }
  return { y, dx, dfilter };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** All three operations against the definition, and against each other. */
function compare(
  shapes: Case,
  { seed, owned }: { readonly seed: number; readonly owned: boolean },
) {
  const { inputShape, filterShape } = shapes;
  const random = (length: number, seed: number) => randomArray(length, seed, { type: "float32" });
  const kept: Float32Array[] = [];
  const fences: GuardedArray[] = [];
  const place = (values: Float32Array) => {
    if (!owned) return values;
    const array = engine.allocate(values.length);
    kept.push(array);
    array.set(values);
    return array;
  };
  const x = place(random(sizeOf(inputShape), seed));
  const filter = place(random(sizeOf(filterShape), seed + 1));
  const dy = place(random(sizeOf(outputShape(shapes)), seed + 2));
  const fenced = (length: number) => {
    const guarded = guardedArray(length, owned ? (all) => engine.allocate(all) : undefined);
    if (owned) kept.push(guarded.whole);
    fences.push(guarded);
    return { ...shapes, engine, out: guarded.array };
  };
  const y = conv2d(x, filter, fenced(dy.length));
  const dx = conv2dBackwardInput(dy, filter, fenced(x.length));
  const dfilter = conv2dBackwardFilter(x, dy, fenced(filter.length));
  const expected = direct(shapes, { x, filter, dy });
  // Where few sums cancel out, the largest of them says little: a sum of so many terms has this size.
  const [kh, kw, inputs, outputs] = filterShape;
  const size = (terms: number) => ({ rtol: RTOL, atol: RTOL * Math.sqrt(terms) / 4 });
  assertAllClose(y, expected.y, { ...size(kh * kw * inputs), name: "y" });
  assertAllClose(dx, expected.dx, { ...size(kh * kw * outputs), name: "dx" });
  assertAllClose(dfilter, expected.dfilter, { ...size(dy.length / outputs || 0), name: "dfilter" });
  const all = RTOL * Math.sqrt(dot(y, y) * dot(dy, dy)) + 1e-6;
  assert(Math.abs(dot(y, dy) - dot(x, dx)) <= all, "dx must be adjoint");
  assert(Math.abs(dot(y, dy) - dot(filter, dfilter)) <= all, "dfilter must be adjoint");
  for (const fence of fences) fence.assertIntact();
  for (const array of kept) engine.free(array);
}

const BASE: Case = {
  inputShape: [1, 5, 5, 1],
  filterShape: [3, 3, 1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: "same",
};
const CASES: Readonly<Record<string, Partial<Case>>> = {
  "1x1, 256 channels": { inputShape: [2, 3, 5, 256], filterShape: [1, 1, 256, 64] },
  "3x3, 256 channels": { inputShape: [1, 7, 9, 256], filterShape: [3, 3, 256, 32] },
  "3x3, to 256 channels": { inputShape: [2, 6, 5, 32], filterShape: [3, 3, 32, 256] },
  "3x3, stride 2, 256 channels": {
    inputShape: [1, 8, 8, 256],
    filterShape: [3, 3, 256, 20],
    strides: [2, 2],
  },
  "3x3, channels of the tiles, padding wider than the filter": {
    inputShape: [2, 5, 6, 16],
    filterShape: [3, 3, 16, 20],
    padding: { top: 4, bottom: 0, left: 3, right: 5 },
  },
  "3x3, channels of the tiles, valid, many positions": {
    inputShape: [2, 33, 35, 16],
    filterShape: [3, 3, 16, 16],
    padding: "valid",
  },
  "9x9 on a picture": { inputShape: [1, 24, 20, 3], filterShape: [9, 9, 3, 8] },
  "4x4, stride 2, as a discriminator has it": {
    inputShape: [2, 16, 16, 6],
    filterShape: [4, 4, 6, 24],
    strides: [2, 2],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
  },
  "9x9, to few outputs": { inputShape: [2, 21, 18, 8], filterShape: [9, 9, 8, 3] },
  "5x5, one input": { inputShape: [1, 17, 14, 1], filterShape: [5, 5, 1, 12] },
  "4x4, to one output": { inputShape: [2, 16, 13, 24], filterShape: [4, 4, 24, 1] },
  "5x5, to two outputs, valid": {
    inputShape: [1, 18, 21, 12],
    filterShape: [5, 5, 12, 2],
    padding: "valid",
  },
  "7x5, multiples of 4": { inputShape: [1, 14, 19, 8], filterShape: [7, 5, 8, 12] },
  "5x5, few inputs, padding wider than the filter": {
    inputShape: [2, 9, 11, 3],
    filterShape: [5, 5, 3, 4],
    padding: { top: 7, bottom: 0, left: 6, right: 8 },
  },
  "9x9, few inputs, in strips": { inputShape: [1, 96, 400, 3], filterShape: [9, 9, 3, 4] },
  "9x9, to few outputs, in strips": { inputShape: [1, 96, 400, 4], filterShape: [9, 9, 4, 3] },
  "9x9, few inputs, stride 2": {
    inputShape: [1, 20, 23, 3],
    filterShape: [9, 9, 3, 8],
    strides: [2, 2],
  },
  "5x5, few inputs, dilation 2": {
    inputShape: [1, 24, 22, 3],
    filterShape: [5, 5, 3, 8],
    dilations: [2, 2],
  },
  "a filter larger than the input": { inputShape: [2, 2, 3, 5], filterShape: [7, 9, 5, 3] },
  "nothing fits": { inputShape: [1, 2, 2, 3], filterShape: [3, 3, 3, 2], padding: "valid" },
  "a stride that leaves inputs out": {
    inputShape: [1, 9, 9, 5],
    filterShape: [1, 1, 5, 6],
    strides: [3, 3],
  },
  "no images": { inputShape: [0, 5, 5, 16], filterShape: [3, 3, 16, 16] },
  "no rows": { inputShape: [2, 0, 5, 4], filterShape: [3, 3, 4, 4] },
  "no inputs": { inputShape: [2, 4, 5, 0], filterShape: [3, 3, 0, 4] },
  "no outputs": { inputShape: [2, 4, 5, 4], filterShape: [3, 3, 4, 0] },
};

describe("conv2d against its definition in float64", () => {
  for (const [name, shapes] of Object.entries(CASES)) {
    for (const owned of [false, true]) {
      it(`${name}${owned ? ", in the engine's memory" : ""}`, () => {
        compare({ ...BASE, ...shapes }, { seed: 1, owned });
      });
    }
  }

  const side = fc.integer({ min: 1, max: 20 });
  const channels = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(4, 12, 16, 20, 32));
  const kernel = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(3));
  const step = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3 }));
  const edge = fc.integer({ min: 0, max: 5 });
  const pair = (value: fc.Arbitrary<number>) => fc.tuple(value, value);
  const windows = fc.record({
    sizes: fc.tuple(fc.integer({ min: 0, max: 3 }), side, side),
    kernels: fc.oneof(pair(kernel), fc.constant([3, 3] as [number, number])),
    channels: pair(channels),
    strides: fc.oneof(pair(step), fc.constant([1, 1] as [number, number])),
    dilations: fc.oneof(pair(step), fc.constant([1, 1] as [number, number])),
    padding: fc.oneof(
      fc.constantFrom("same", "valid"),
      fc.record({ top: edge, bottom: edge, left: edge, right: edge }),
    ),
    seed: fc.integer({ min: 0, max: 1000 }),
    owned: fc.boolean(),
  });

  it("random windows", () => {
    fc.assert(
      fc.property(windows, ({ sizes, kernels, channels, seed, owned, ...rest }) => {
        const shapes: Case = {
          ...rest,
          inputShape: [...sizes, channels[0]],
          filterShape: [...kernels, ...channels],
        };
        fc.pre(sizeOf(outputShape(shapes)) * sizeOf(shapes.filterShape.slice(0, 3)) < 2e6);
        compare(shapes, { seed, owned });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  const large = fc.integer({ min: 8, max: 26 });
  const narrow = fc.integer({ min: 1, max: 7 });
  const wide = fc.constantFrom(4, 8, 12, 20);
  const squares = fc.record({
    sizes: fc.tuple(fc.integer({ min: 1, max: 2 }), large, large),
    kernels: pair(fc.integer({ min: 3, max: 9 })),
    channels: fc.oneof(fc.tuple(narrow, wide), fc.tuple(wide, narrow)),
    padding: fc.oneof(
      fc.constantFrom("same", "valid"),
      fc.record({ top: edge, bottom: edge, left: edge, right: edge }),
    ),
    seed: fc.integer({ min: 0, max: 1000 }),
    owned: fc.boolean(),
  });

  it("random windows with few channels", () => {
    fc.assert(
      fc.property(squares, ({ sizes, kernels, channels, padding, seed, owned }) => {
        const inputShape: Case["inputShape"] = [...sizes, channels[0]];
        const filterShape: Case["filterShape"] = [...kernels, channels[0], channels[1]];
        compare({ ...BASE, inputShape, filterShape, padding }, { seed, owned });
      }),
      { seed: 2, numRuns: 150 },
    );
  });
});

describe("conv2d agrees with PyTorch float64", () => {
  for (const { title, check } of float32Runs(CONV2D, { rtol: RTOL })) {
    it(title, () =>
      check(({ list, pair, padding, input }) => {
        const options = {
          inputShape: list("inputShape"),
          filterShape: list("filterShape"),
          strides: pair("strides"),
          dilations: pair("dilations"),
          padding: padding(),
          engine,
        };
        const [x, filter, dy] = [input("x"), input("filter"), input("dy")];
        return {
          outputs: { y: conv2d(x, filter, { ...options, bias: input("bias") }) },
          gradients: {
            x: conv2dBackwardInput(dy, filter, options),
            filter: conv2dBackwardFilter(x, dy, options),
            bias: addBiasBackward(dy, { channels: options.filterShape[3]! }),
          },
        };
      }));
  }
});

describe("conv2d's arguments", () => {
  const options = { inputShape: [1, 3, 3, 2], filterShape: [3, 3, 2, 4], engine };
  const [x, filter, dy] = [18, 72, 4].map((length) => new Float32Array(length));

  it("adds a bias to each channel, also where no input is reached", () => {
    const bias = new Float32Array([1, 2, 3, 4]);
    assertEquals([...conv2d(x!, filter!, { ...options, bias })], [1, 2, 3, 4]);
    const none = { inputShape: [1, 1, 1, 0], filterShape: [1, 1, 0, 4], engine };
    const empty = new Float32Array(0);
    assertEquals([...conv2d(empty, empty, { ...none, bias })], [1, 2, 3, 4]);
  });
  it("makes pictures of one color of pictures of one color, and leaves the others alone", () => {
    for (
      const [size, inputs, outputs] of [[3, 12, 12], [3, 64, 64], [5, 3, 12], [9, 32, 3], [
        4,
        5,
        7,
      ]] as const
    ) {
      const filterShape = [size, size, inputs, outputs], picture = [19, 22, inputs];
      const filter = randomArray(sizeOf(filterShape), 1, { type: "float32" });
      const bias = randomArray(outputs, 2, { type: "float32" });
      const other = randomArray(sizeOf(picture), 3, { type: "float32" });
      const color = randomArray(inputs, 4, { type: "float32" });
      const flat = other.map((_, i) => color[i % inputs]!);
      const both = new Float32Array(2 * other.length);
      both.set(other), both.set(flat, other.length);
      const side = size >> 1, padding = { top: side, bottom: side, left: side, right: side };
      for (const around of [{}, { padding, border: "reflect" as const }]) {
        const options = { filterShape, bias, engine, ...around };
        const y = conv2d(both, filter, { ...options, inputShape: [2, ...picture] });
        const alone = conv2d(other, filter, { ...options, inputShape: [1, ...picture] });
        assertBitEqual(y.slice(0, alone.length), alone);
        const pixel = y.slice(alone.length, alone.length + outputs);
        assertBitEqual(y.slice(alone.length), alone.map((_, i) => pixel[i % outputs]!));
        const exact = Float64Array.from(bias, (start, k) => {
          const terms = filter.filter((_, i) => i % outputs === k);
          return terms.reduce((sum, weight, i) => sum + weight * color[i % inputs]!, start);
        });
        assertAllClose(pixel, exact, { rtol: 1e-6, atol: 1e-6 });
      }
    }
  });
  it("sees the zeros around a picture of one color", () => {
    const shapes = {
      inputShape: [1, 3, 3, 4],
      filterShape: [3, 3, 4, 4],
      padding: "same" as const,
    };
    const y = conv2d(new Float32Array(36).fill(1), new Float32Array(144).fill(1), {
      ...shapes,
      engine,
    });
    const taps = [4, 6, 4, 6, 9, 6, 4, 6, 4];
    assertAllClose(y, Float32Array.from(y, (_, i) => 4 * taps[i >> 2]!), { rtol: 1e-5, atol: 0 });
  });
  it("refuses arrays of another length or type", () => {
    const short = new Float32Array(5);
    assertThrows(
      () => conv2d(short, filter!, options),
      RangeError,
      "x must have 18 elements ([1,3,3,2]), got 5",
    );
    assertThrows(
      () => conv2d(x!, short, options),
      RangeError,
      "filter must have 72 elements ([3,3,2,4]), got 5",
    );
    assertThrows(
      () => conv2d(x!, filter!, { ...options, bias: short }),
      RangeError,
      "bias must have 4 elements ([4]), got 5",
    );
    assertThrows(
      () => conv2d(x!, filter!, { ...options, out: short }),
      RangeError,
      "out must have 4 elements ([1,1,1,4]), got 5",
    );
    assertThrows(() => conv2dBackwardInput(short, filter!, options), RangeError, "dy must have 4");
    assertThrows(() => conv2dBackwardFilter(x!, short, options), RangeError, "dy must have 4");
    const wide = new Float64Array(18) as ArrayLike<number> as Float32Array;
    assertThrows(() => conv2d(wide, filter!, options), TypeError, "x must be a Float32Array");
  });
  it("refuses an engine that cannot convolve", () => {
    assertThrows(
      () => conv2d(x!, filter!, { ...options, engine: {} as typeof engine }),
      TypeError,
      "engine must be one that createEngine of @evenkeel/kernels/nn gave",
    );
  });
  it("writes nothing where the gradients are refused", () => {
    const out = new Float32Array(72).fill(7);
    assertThrows(() => conv2dBackwardFilter(x!.subarray(1), dy!, { ...options, out }), RangeError);
    assertEquals(out.every((value) => value === 7), true);
  });
});
