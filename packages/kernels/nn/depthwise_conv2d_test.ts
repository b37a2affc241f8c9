import {
  assertAllClose,
  assertBitEqual,
  guardedArray,
  randomArray,
  sizeOf,
} from "@evenkeel/testing";
import { DEPTHWISE_CONV2D, float32Runs } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import {
  depthwiseConv2d,
  depthwiseConv2dBackwardFilter,
  depthwiseConv2dBackwardInput,
  type DepthwiseConv2dOptions,
} from "./depthwise_conv2d.ts";
import { createWindow } from "./window.ts";

const engine = await createEngine();

function random(length: number, seed: number): Float32Array {
  return randomArray(length, seed, { type: "float32" });
}

describe("depthwise convolution agrees with PyTorch float64", () => {
  for (const { title, check } of float32Runs(DEPTHWISE_CONV2D)) {
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
          outputs: { y: depthwiseConv2d(x, filter, options) },
          gradients: {
            x: depthwiseConv2dBackwardInput(dy, filter, options),
            filter: depthwiseConv2dBackwardFilter(x, dy, options),
          },
        };
      }));
  }
});

/** Against the full convolution by a filter that is zero between different channels. */
function compare(options: DepthwiseConv2dOptions): void {
  const [kh, kw, c, multiplier] = options.filterShape as [number, number, number, number];
  const outputs = c * multiplier;
  const x = random(sizeOf(options.inputShape), 1), filter = random(kh * kw * outputs, 2);
  const full = { ...options, filterShape: [kh, kw, c, outputs] };
  const [n, oh, ow] = createWindow(full).outputShape;
  const dy = random(n * oh * ow * outputs, 3);
  const places = Array.from(filter, (_, i) => {
    const output = i % outputs, tap = Math.floor(i / outputs);
    return (tap * c + Math.floor(output / multiplier)) * outputs + output;
  });
  const sparse = new Float32Array(kh * kw * c * outputs);
  places.forEach((place, i) => sparse[place] = filter[i]!);
  const guards = [dy, x, filter].map(({ length }) => guardedArray(length));
  const [y, dx, dfilter] = guards.map(({ array }) => ({ ...options, out: array }));
  const close = { rtol: 1e-6, atol: 1e-5 };
  assertAllClose(depthwiseConv2d(x, filter, y!), conv2d(x, sparse, full), close);
  assertAllClose(
    depthwiseConv2dBackwardInput(dy, filter, dx!),
    conv2dBackwardInput(dy, sparse, full),
    close,
  );
  const wanted = conv2dBackwardFilter(x, dy, full);
  assertAllClose(
    depthwiseConv2dBackwardFilter(x, dy, dfilter!),
    places.map((place) => wanted[place]!),
    { rtol: 1e-5, atol: 1e-5 },
  );
  for (const { assertIntact } of guards) assertIntact();
}

describe("depthwise convolution against the full one", () => {
  const size = fc.integer({ min: 1, max: 12 }), step = fc.integer({ min: 1, max: 3 });
  const kernel = fc.integer({ min: 1, max: 5 }), edge = fc.integer({ min: 0, max: 4 });
  const windows = fc.record({
    sizes: fc.tuple(fc.integer({ min: 0, max: 3 }), size, size),
    kernels: fc.tuple(kernel, kernel),
    channels: fc.tuple(fc.integer({ min: 0, max: 21 }), fc.constantFrom(1, 1, 2, 3)),
    strides: fc.tuple(step, step),
    dilations: fc.tuple(step, step),
    padding: fc.oneof(
      fc.constantFrom("same", "valid"),
      fc.record({ top: edge, bottom: edge, left: edge, right: edge }),
    ),
  });
  it("random windows", () => {
    const property = fc.property(windows, ({ sizes, kernels, channels, ...rest }) => {
      const inputShape = [...sizes, channels[0]], filterShape = [...kernels, ...channels];
      compare({ ...rest, inputShape, filterShape, engine });
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
  it("many positions", () => {
    const inputShape = [2, 40, 40, 6], filterShape = [3, 3, 6, 1];
    compare({ inputShape, filterShape, padding: "same", engine });
  });
});

describe("depthwise convolution", () => {
  const inputShape = [3, 20, 13, 7], filterShape = [3, 3, 7, 2];
  const options = { inputShape, filterShape, strides: [2, 1], padding: "same" } as const;
  const x = random(sizeOf(inputShape), 1),
    filter = random(126, 2),
    dy = random(3 * 10 * 13 * 14, 3);

  it("gives the same bits on one thread and on two, alone and in a batch", async () => {
    const two = await createEngine({ threads: 2 });
    try {
      const [one, other] = [engine, two].map((engine) => ({
        y: depthwiseConv2d(x, filter, { ...options, engine }),
        dx: depthwiseConv2dBackwardInput(dy, filter, { ...options, engine }),
        dfilter: depthwiseConv2dBackwardFilter(x, dy, { ...options, engine }),
      }));
      for (const key of ["y", "dx", "dfilter"] as const) {
        assertBitEqual(other![key], one![key], key);
      }
      const part = (array: Float32Array) => array.slice(array.length / 3, 2 * array.length / 3);
      const single = { ...options, inputShape: [1, 20, 13, 7], engine };
      assertBitEqual(depthwiseConv2d(part(x), filter, single), part(one!.y));
      assertBitEqual(depthwiseConv2dBackwardInput(part(dy), filter, single), part(one!.dx));
    } finally {
      two.dispose();
    }
  });
  it("keeps NaN in its sample and channel", () => {
    const spoiled = x.slice();
    spoiled[7 * 20 * 13 + 3] = NaN; // sample 1, channel 3
    depthwiseConv2d(spoiled, filter, { ...options, engine }).forEach((value, at) => {
      if (!Number.isNaN(value)) return;
      assertEquals([Math.floor(at / (10 * 13 * 14)), Math.floor(at % 14 / 2)], [1, 3]);
    });
  });
  it("refuses what does not fit", () => {
    const short = new Float32Array(4), all = { ...options, engine };
    const message = "must have 126 elements ([3,3,7,2]), got 4";
    assertThrows(() => depthwiseConv2d(x, short, all), RangeError, `filter ${message}`);
    assertThrows(
      () => depthwiseConv2d(x, filter, { ...all, out: short }),
      RangeError,
      "out must have 5460 elements ([3,10,13,14]), got 4",
    );
    assertThrows(
      () => depthwiseConv2dBackwardInput(short, filter, all),
      RangeError,
      "dy must have 5460 elements ([3,10,13,14]), got 4",
    );
    assertThrows(
      () => depthwiseConv2dBackwardFilter(short, dy, all),
      RangeError,
      "x must have 5460 elements ([3,20,13,7]), got 4",
    );
    const wide = new Float64Array(126) as ArrayLike<number> as Float32Array;
    assertThrows(() => depthwiseConv2d(x, wide, all), TypeError, "filter must be a Float32Array");
    assertThrows(
      () => depthwiseConv2d(x, filter, { ...all, filterShape: [3, 3, 6, 2] }),
      RangeError,
      "filterShape must have 7 input channels, got [3,3,6,2]",
    );
  });
});
