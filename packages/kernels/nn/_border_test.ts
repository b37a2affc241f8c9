import { assertAllClose, assertBitEqual, randomArray, sizeOf } from "@evenkeel/testing";
import { assertThrows } from "@std/assert";
import { after, describe, it } from "@std/testing/bdd";
import { conv2d } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import { depthwiseConv2d } from "./depthwise_conv2d.ts";
import { reflectionPad2d } from "./pad2d.ts";

const engine = await createEngine({ threads: 2 });

type Four = readonly [number, number, number, number];

interface Case {
  readonly inputShape: Four;
  readonly filterShape: Four;
  readonly strides?: readonly [number, number];
  readonly dilations?: readonly [number, number];
  readonly padding: Readonly<Record<"top" | "bottom" | "left" | "right", number>>;
}

function around(size: number) {
  return { top: size, bottom: size, left: size, right: size };
}

/** Each way to convolve, with pictures whose sides tiles do not divide. */
const CASES: Readonly<Record<string, Case>> = {
  "tiles": { inputShape: [2, 13, 18, 8], filterShape: [3, 3, 8, 12], padding: around(1) },
  "tiles of a picture as small as can be": {
    inputShape: [1, 2, 2, 4],
    filterShape: [3, 3, 4, 4],
    padding: around(1),
  },
  "tiles, wide and uneven borders": {
    inputShape: [1, 9, 7, 4],
    filterShape: [3, 3, 4, 4],
    padding: { top: 4, bottom: 0, left: 1, right: 6 },
  },
  "squares": { inputShape: [1, 20, 17, 8], filterShape: [5, 5, 8, 8], padding: around(2) },
  "three channels": { inputShape: [2, 12, 9, 3], filterShape: [5, 5, 3, 8], padding: around(2) },
  "a stride": {
    inputShape: [1, 12, 16, 4],
    filterShape: [3, 3, 4, 8],
    strides: [2, 2],
    padding: around(1),
  },
  "a dilation": {
    inputShape: [1, 9, 11, 4],
    filterShape: [3, 3, 4, 4],
    dilations: [2, 2],
    padding: around(2),
  },
  "no border": { inputShape: [1, 9, 11, 4], filterShape: [3, 3, 4, 4], padding: around(0) },
  "nothing": { inputShape: [0, 9, 11, 4], filterShape: [3, 3, 4, 4], padding: around(1) },
};

function random(shape: readonly number[], seed: number): Float32Array {
  return randomArray(sizeOf(shape), seed, { type: "float32" });
}

describe("a reflected border", () => {
  after(() => engine.dispose());

  for (const [name, { padding, inputShape, filterShape, ...steps }] of Object.entries(CASES)) {
    const [n, h, w, c] = inputShape;
    const { top, bottom, left, right } = padding;
    const paddedShape = [n, top + h + bottom, left + w + right, c];

    it(`is what padding before gives: ${name}`, () => {
      const [x, filter, bias] = [
        random(inputShape, 1),
        random(filterShape, 2),
        random([filterShape[3]], 3),
      ];
      const padded = reflectionPad2d(x, { inputShape, padding, engine });
      const shapes = { filterShape, ...steps, bias, engine };
      const expected = conv2d(padded, filter, { ...shapes, inputShape: paddedShape });
      const y = conv2d(x, filter, { ...shapes, inputShape, padding, border: "reflect" });
      assertAllClose(y, expected, { rtol: 1e-6 });
    });

    it(`channel by channel, too: ${name}`, () => {
      const shape = [filterShape[0], filterShape[1], c, 1];
      const [x, filter] = [random(inputShape, 1), random(shape, 2)];
      const padded = reflectionPad2d(x, { inputShape, padding, engine });
      const shapes = { filterShape: shape, ...steps, engine };
      const expected = depthwiseConv2d(padded, filter, { ...shapes, inputShape: paddedShape });
      const y = depthwiseConv2d(x, filter, { ...shapes, inputShape, padding, border: "reflect" });
      assertBitEqual(y, expected);
    });
  }

  it("is refused where it is as wide as the picture, or of no known kind", () => {
    const shapes = { inputShape: [1, 3, 9, 4], filterShape: [3, 3, 4, 4], padding: around(3) };
    const [x, filter] = [random(shapes.inputShape, 1), random(shapes.filterShape, 2)];
    assertThrows(
      () => conv2d(x, filter, { ...shapes, engine, border: "reflect" }),
      RangeError,
      "padding must be less than height and width for a reflection, got 3 for 3",
    );
    assertThrows(
      () => conv2d(x, filter, { ...shapes, engine, border: "mirror" as "reflect" }),
      RangeError,
      'border must be "zeros" or "reflect", got "mirror"',
    );
  });
});
