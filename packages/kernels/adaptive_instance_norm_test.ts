import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { ADAPTIVE_INSTANCE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { adaptiveInstanceNorm, adaptiveInstanceNormBackward } from "./adaptive_instance_norm.ts";
import { conditionalInstanceNorm } from "./conditional_instance_norm.ts";

describe("AdaIN agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(ADAPTIVE_INSTANCE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, style] = [input("x"), input("style")];
        const { epsilon, alpha } = settings;
        const options = { shape, layout, epsilon: epsilon!, alpha: alpha! };
        const { y, ...kept } = adaptiveInstanceNorm(x, style, options);
        const all = { ...options, ...kept };
        const { dx, dstyle } = adaptiveInstanceNormBackward(input("dy"), x, style, all);
        return { outputs: { y }, gradients: { x: dx, style: dstyle } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const styleShape = [3, 4, 5];
const style = randomArray(60, 2, { mean: -1, sigma: 3 });

describe("AdaIN", () => {
  for (const layout of ["channels-first", "channels-last"] as const) {
    it(`has the gradient that central differences find, ${layout}`, () => {
      const shapes = layout === "channels-first"
        ? { shape, styleShape }
        : { shape: [3, 6, 4], styleShape: [3, 5, 4] };
      const options = { ...shapes, layout, alpha: 0.6, epsilon: 0.01 };
      checkGradients({
        inputs: { x, style },
        output: ({ x, style }) => adaptiveInstanceNorm(x, style, options).y,
        gradients: ({ x, style }, dy) => {
          const { y: _, ...kept } = adaptiveInstanceNorm(x, style, options);
          const all = { ...options, ...kept };
          const { dx, dstyle } = adaptiveInstanceNormBackward(dy, x, style, all);
          return { x: dx, style: dstyle };
        },
      });
    });
  }
  it("gives the content the moments of the style", () => {
    const { y, styleMean, styleVariance } = adaptiveInstanceNorm(x, style, {
      shape,
      styleShape,
      epsilon: 0,
    });
    const again = adaptiveInstanceNorm(y, style, { shape, styleShape, epsilon: 0 });
    assertAllClose(again.mean, styleMean);
    assertAllClose(again.variance, styleVariance);
  });
  it("is conditional instance norm with the moments as a table", () => {
    const { y, styleMean, styleVariance } = adaptiveInstanceNorm(x, style, { shape, styleShape });
    const gamma = styleVariance.map((variance) => Math.sqrt(variance + 1e-5));
    const tables = { gamma, beta: styleMean, index: [0, 1, 2] };
    assertAllClose(conditionalInstanceNorm(x, { shape, ...tables }).y, y);
  });
  it("leaves the content as it is where alpha is 0", () => {
    assertAllClose(adaptiveInstanceNorm(x, style, { shape, styleShape, alpha: 0 }).y, x);
  });
  it("has a finite gradient where content and style are constant", () => {
    const flat = new Float64Array(72).fill(3), options = { shape, epsilon: 0 };
    const { y, ...kept } = adaptiveInstanceNorm(flat, flat, options);
    assertBitEqual(y, flat);
    const dy = randomArray(72, 3);
    const all = { ...options, ...kept };
    const { dx, dstyle } = adaptiveInstanceNormBackward(dy, flat, flat, all);
    assertEquals([dx.every(Number.isFinite), dstyle.every(Number.isFinite)], [true, true]);
  });
  it("refuses a style of other samples or channels", () => {
    assertThrows(
      () => adaptiveInstanceNorm(x, style, { shape, styleShape: [4, 3, 5] }),
      RangeError,
      "styleShape must have the 3 samples and 4 channels of shape, got [4,3,5]",
    );
    assertThrows(
      () => adaptiveInstanceNorm(x, style, { shape }),
      RangeError,
      "style must have 72 elements (the product of styleShape), got 60",
    );
    assertThrows(
      () => adaptiveInstanceNorm(x, style, { shape, styleShape, alpha: NaN }),
      RangeError,
      "alpha must be a finite number, got NaN",
    );
  });
});
