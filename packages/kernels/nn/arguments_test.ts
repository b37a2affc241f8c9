/** Arrays of a wrong type, and outputs that lie across inputs: each operation refuses them. */

import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { relu, reluBackward } from "./activations.ts";
import { adamUpdate } from "./adam_update.ts";
import { addBias, addBiasBackward } from "./add_bias.ts";
import { averagePool2d } from "./average_pool2d.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import {
  depthwiseConv2d,
  depthwiseConv2dBackwardFilter,
  depthwiseConv2dBackwardInput,
} from "./depthwise_conv2d.ts";
import { elementwise } from "./elementwise.ts";
import { matmul } from "./matmul.ts";
import { maxPool2d, maxPool2dBackward } from "./max_pool2d.ts";
import { zeroPad2d } from "./pad2d.ts";
import { gather, gatherBackward } from "./pixels.ts";
import { sumBetween, sumLeading } from "./reductions.ts";
import { upsampleBilinear2d } from "./upsample_bilinear2d.ts";

const engine = await createEngine();
const four = new Float32Array(4);
const one = four.subarray(3);
const wholeFilter = { inputShape: [1, 2, 2, 1], filterShape: [2, 2, 1, 1], engine };
const picture = { inputShape: [1, 2, 2, 1], filterShape: [1, 1, 1, 1], engine };
const squares = { rows: 2, inner: 2, columns: 2, engine };
const pixels = { images: 1, pixels: 4, channels: 1, sources: new Int32Array([3, 2, 1, 0]), engine };

describe("arrays that kernels would read as what they are not", () => {
  const wide = new Float64Array(4) as never;
  const calls: Readonly<Record<string, readonly [wrong: string, call: () => unknown]>> = {
    "conv2d, x": ["x", () => conv2d(wide, one, picture)],
    "conv2d, out": ["out", () => conv2d(four, one, { ...picture, out: wide })],
    "conv2d, filter": ["filter", () => conv2d(four, wide, wholeFilter)],
    "conv2d, bias": ["bias", () => conv2d(four, four, { ...wholeFilter, bias: wide })],
    "conv2dBackwardInput, dy": ["dy", () => conv2dBackwardInput(wide, one, picture)],
    "conv2dBackwardInput, filter": ["filter", () => conv2dBackwardInput(one, wide, wholeFilter)],
    "conv2dBackwardFilter, x": ["x", () => conv2dBackwardFilter(wide, four, picture)],
    "conv2dBackwardFilter, dy": ["dy", () => conv2dBackwardFilter(four, wide, picture)],
    depthwiseConv2d: ["x", () => depthwiseConv2d(wide, one, picture)],
    "depthwiseConv2d, filter": ["filter", () => depthwiseConv2d(four, wide, wholeFilter)],
    "depthwiseConv2dBackwardInput, dy": [
      "dy",
      () => depthwiseConv2dBackwardInput(wide, one, picture),
    ],
    "depthwiseConv2dBackwardFilter, x": [
      "x",
      () => depthwiseConv2dBackwardFilter(wide, four, picture),
    ],
    "depthwiseConv2dBackwardFilter, dy": [
      "dy",
      () => depthwiseConv2dBackwardFilter(four, wide, picture),
    ],
    "matmul, a": ["a", () => matmul(wide, four, squares)],
    "matmul, b": ["b", () => matmul(four, wide, squares)],
    "matmul, out": ["out", () => matmul(four, four, { ...squares, out: wide })],
    "elementwise, a": ["a", () => elementwise("add", [wide, four], { engine })],
    "elementwise, b": ["b", () => elementwise("add", [four, wide], { engine })],
    "elementwise, out": ["out", () => elementwise("add", [four, four], { engine, out: wide })],
    "gather, x": ["x", () => gather(wide, pixels)],
    "gather, out": ["out", () => gather(four, { ...pixels, out: wide })],
    "gatherBackward, dy": ["dy", () => gatherBackward(wide, pixels)],
  };
  for (const [name, [wrong, call]] of Object.entries(calls)) {
    it(name, () => {
      assertThrows(call, TypeError, `${wrong} must be a Float32Array`);
      assertThrows(call, TypeError, "got Float64Array");
    });
  }
  it("gather, sources", () => {
    const sources = [0, 1, 2, 3] as never, message = "sources must be an Int32Array, got Array";
    assertThrows(() => gather(four, { ...pixels, sources }), TypeError, message);
  });
});

describe("arrays that are none of numbers with a point", () => {
  const ints = new Int32Array(4) as never, step = { mean: four, square: four, step: 1 };
  const calls: Readonly<Record<string, readonly [wrong: string, call: () => unknown]>> = {
    relu: ["x", () => relu(ints)],
    "reluBackward, dy": ["dy", () => reluBackward(ints, four)],
    "reluBackward, x": ["x", () => reluBackward(four, ints)],
    "adamUpdate, parameters": ["parameters", () => adamUpdate(ints, four, step)],
    "adamUpdate, gradient": ["gradient", () => adamUpdate(four, ints, step)],
    "adamUpdate, mean": ["mean", () => adamUpdate(four, four, { ...step, mean: ints })],
    "addBias, x": ["x", () => addBias(ints, four)],
    "addBias, bias": ["bias", () => addBias(four, ints)],
    addBiasBackward: ["dy", () => addBiasBackward(ints, { channels: 4 })],
    sumLeading: ["x", () => sumLeading(ints, { shape: [2, 2], axis: 1 })],
    sumBetween: ["x", () => sumBetween(ints, { shape: [2, 2], axis: 0, end: 1 })],
  };
  for (const [name, [wrong, call]] of Object.entries(calls)) {
    it(name, () => void assertThrows(call, TypeError, `${wrong} must be a Float32Array or`));
  }
});

describe("shapes and cuts that are none", () => {
  it("of a picture", () => {
    const none = { ...picture, inputShape: undefined as never };
    const message = "inputShape must be an array, got undefined";
    assertThrows(() => conv2d(four, one, none), TypeError, message);
  });
  it("between axes that are not in order", () => {
    const message = "end must be ";
    const cut = { shape: [2, 2], axis: 1, end: 0 };
    assertThrows(() => sumBetween(four, cut), RangeError, message);
    assertThrows(() => sumBetween(four, { ...cut, end: 3 }), RangeError, message);
  });
  it("of a reflection wider than the picture", () => {
    for (const [h, w] of [[64, 1], [1, 64]] as const) {
      const shapes = { inputShape: [1, h, w, 32], filterShape: [3, 3, 32, 32], engine };
      const x = new Float32Array(64 * 32), filter = new Float32Array(9 * 32 * 32);
      assertThrows(
        () => conv2d(x, filter, { ...shapes, padding: "same", border: "reflect" }),
        RangeError,
        "padding must be less than height and width for a reflection, got 1 for 1",
      );
    }
  });
});

describe("outputs that lie across inputs", () => {
  const memory = engine.allocate(16), x = memory.subarray(0, 8), out = memory.subarray(4, 12);
  const eight = new Float32Array(8), row = x.subarray(0, 2);
  const inPlace: Readonly<Record<string, readonly [input: string, call: () => unknown]>> = {
    relu: ["x", () => relu(x, { out, engine })],
    "reluBackward, dy": ["dy", () => reluBackward(x, eight, { out, engine })],
    "reluBackward, x": ["x", () => reluBackward(eight, x, { out })],
    addBias: ["x", () => addBias(x, four, { out, engine })],
    elementwise: ["a", () => elementwise("add", [x, eight], { out, engine })],
    "elementwise, a row": ["b", () => elementwise("add", [x, row], { out: x, engine })],
  };
  for (const [name, [input, call]] of Object.entries(inPlace)) {
    const message = `out must not overlap ${input}, unless it is ${input} itself`;
    it(name, () => void assertThrows(call, RangeError, message));
  }
  const inputShape = [1, 2, 2, 2], windowSize = [1, 1] as const, pool = { inputShape, windowSize };
  const padding = { top: 0, bottom: 0, left: 0, right: 0 };
  const images = { ...pixels, images: 2 };
  const outputSize = [2, 2] as const, shape = [1, 8];
  const apart: Readonly<Record<string, readonly [input: string, call: () => unknown]>> = {
    addBias: ["bias", () => addBias(x, row, { out: x, engine })],
    averagePool2d: ["x", () => averagePool2d(x, { ...pool, out, engine })],
    conv2d: [
      "x",
      () => conv2d(x.subarray(0, 4), four.subarray(3), { ...picture, out: x.subarray(1, 5) }),
    ],
    depthwiseConv2d: [
      "filter",
      () => depthwiseConv2d(four, out.subarray(3, 4), { ...picture, out: out.subarray(0, 4) }),
    ],
    maxPool2d: ["x", () => maxPool2d(x, { ...pool, out })],
    maxPool2dBackward: ["x", () => maxPool2dBackward(eight, x, { ...pool, out: x, engine })],
    sumLeading: ["x", () => sumLeading(x, { shape, axis: 1, out })],
    upsampleBilinear2d: ["x", () => upsampleBilinear2d(x, { inputShape, outputSize, out })],
    zeroPad2d: ["x", () => zeroPad2d(x, { inputShape, padding, engine, out: x })],
    gatherBackward: ["dy", () => gatherBackward(x, { ...images, out: x })],
    "matmul, a": [
      "a",
      () =>
        matmul(row.subarray(0, 1), four, {
          ...squares,
          rows: 1,
          inner: 1,
          columns: 4,
          out: x.subarray(0, 4),
        }),
    ],
  };
  for (const [name, [input, call]] of Object.entries(apart)) {
    it(name, () => void assertThrows(call, RangeError, `out must not overlap ${input}`));
  }
});
