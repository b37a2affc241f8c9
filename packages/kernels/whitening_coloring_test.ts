import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, WHITENING_COLORING } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { adaptiveInstanceNorm } from "./adaptive_instance_norm.ts";
import { whitening } from "./whitening.ts";
import { whiteningColoring, whiteningColoringBackward } from "./whitening_coloring.ts";

describe("the whitening and coloring transform agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(WHITENING_COLORING, { rtol64: 1e-11 })) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const { epsilon, groups, alpha } = settings;
        const options = { shape, layout, groups: groups!, epsilon: epsilon!, alpha: alpha! };
        const [x, style] = [input("x"), input("style")];
        const { y, ...kept } = whiteningColoring(x, style, options);
        const given = { ...options, ...kept };
        const { dx, dstyle } = whiteningColoringBackward(input("dy"), x, style, given);
        return { outputs: { y }, gradients: { x: dx, style: dstyle } };
      }));
  }
});

const shape = [2, 3, 4, 5], styleShape = [2, 3, 7];
const x = randomArray(120, 1, { mean: 3 }), style = randomArray(42, 2, { mean: -1, sigma: 2 });

describe("the whitening and coloring transform", () => {
  for (const choices of [{}, { alpha: 0.6 }, { groups: 3 }]) {
    it(`has the gradient that central differences find, ${JSON.stringify(choices)}`, () => {
      const options = { shape, styleShape, epsilon: 0.05, ...choices };
      checkGradients({
        inputs: { x, style },
        output: ({ x, style }) => whiteningColoring(x, style, options).y,
        gradients: ({ x, style }, dy) => {
          const { y: _, ...kept } = whiteningColoring(x, style, options);
          const back = whiteningColoringBackward(dy, x, style, { ...options, ...kept });
          return { x: back.dx, style: back.dstyle };
        },
      });
    });
  }
  it("gives the content the style's mean and covariance", () => {
    const { y, styleMean, styleEigenvalues } = whiteningColoring(x, style, {
      shape,
      styleShape,
      epsilon: 0,
    });
    const own = whitening(y, { shape });
    assertAllClose(own.mean, styleMean);
    for (const sample of [0, 1]) {
      const sorted = (all: Float64Array) => all.slice(3 * sample, 3 * sample + 3).sort();
      assertAllClose(sorted(own.eigenvalues), sorted(styleEigenvalues));
    }
  });
  it("leaves a content that is its own style as it is, and one with alpha 0", () => {
    assertAllClose(whiteningColoring(x, x, { shape }).y, x);
    assertBitEqual(whiteningColoring(x, style, { shape, styleShape, alpha: 0 }).y, x);
  });
  it("is AdaIN with a group for each channel", () => {
    const options = { shape, styleShape, epsilon: 0.01 };
    const { y } = whiteningColoring(x, style, { ...options, groups: 3 });
    assertAllClose(y, adaptiveInstanceNorm(x, style, options).y);
  });
  it("works channels last", () => {
    const last = { shape: [2, 20, 3], styleShape: [2, 7, 3], layout: "channels-last" } as const;
    const turn = (from: Float64Array, positions: number) =>
      Float64Array.from(from, (_, i) => {
        const sample = Math.floor(i / (3 * positions)), rest = i % (3 * positions);
        return from[(sample * 3 + rest % 3) * positions + Math.floor(rest / 3)]!;
      });
    const { y } = whiteningColoring(turn(x, 20), turn(style, 7), last);
    assertAllClose(y, turn(whiteningColoring(x, style, { shape, styleShape }).y, 20));
  });
  it("writes where it is told, also over x and dy, to the bit", () => {
    const options = { shape, styleShape, alpha: 0.5 };
    const { y, ...kept } = whiteningColoring(x, style, options);
    const copy = x.slice(), dy = randomArray(120, 3), given = { ...options, ...kept };
    whiteningColoring(copy, style, { ...options, out: { y: copy } });
    assertBitEqual(copy, y);
    const back = whiteningColoringBackward(dy, x, style, given);
    const dstyle = new Float64Array(42);
    whiteningColoringBackward(dy, x, style, { ...given, out: { dx: dy, dstyle } });
    assertBitEqual(dy, back.dx);
    assertBitEqual(dstyle, back.dstyle);
  });
  it("has nothing to say about nothing", () => {
    const none = { shape: [2, 3, 0], styleShape };
    const { y, ...kept } = whiteningColoring(new Float64Array(0), style, none);
    assertEquals(y.length, 0);
    const { dstyle } = whiteningColoringBackward(y, y, style, { ...none, ...kept });
    assertEquals([...dstyle], [...new Float64Array(42)]);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, change: object) =>
      assertThrows(
        () => whiteningColoring(x, style, { shape, styleShape, ...change }),
        RangeError,
        message,
      );
    refuses("styleShape must have the samples and channels of shape [2,3,4,5], got [1,3,14]", {
      styleShape: [1, 3, 14],
    });
    refuses("style must have 48 elements (the product of styleShape), got 42", {
      styleShape: [2, 3, 8],
    });
    refuses("alpha must be finite, got Infinity", { alpha: Infinity });
    refuses("groups must divide the 3 channels, got 2", { groups: 2 });
    const { y: _, ...kept } = whiteningColoring(x, style, { shape, styleShape });
    const out = { dstyle: new Float64Array(41) };
    assertThrows(
      () => whiteningColoringBackward(x, x, style, { shape, styleShape, ...kept, out }),
      RangeError,
      "out.dstyle must have 42 elements (as many as style), got 41",
    );
    assertThrows(
      () =>
        whiteningColoringBackward(x, x, style, {
          shape,
          styleShape,
          ...kept,
          styleMean: new Float64Array(3),
        }),
      RangeError,
      "styleMean must have 6 elements (channels of each set), got 3",
    );
  });
});
