import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { DIVISIVE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { divisiveNorm, divisiveNormBackward } from "./divisive_norm.ts";
import { layerNorm } from "./layer_norm.ts";

for (const engine of ENGINES) {
  describe(`divisive norm agrees with PyTorch float64, ${engine.name}`, () => {
    for (const { title, check } of goldenRuns(DIVISIVE_NORM)) {
      it(title, () =>
        check(({ shape, layout, settings, input }) => {
          const { window, suppression, epsilon, zeros } = settings;
          const options = {
            shape,
            layout,
            window: window!,
            suppression: suppression!,
            epsilon: epsilon!,
            border: zeros === 1 ? "zeros" : "crop",
            gamma: input("gamma"),
            engine,
          } as const;
          const { y } = divisiveNorm(input("x"), { ...options, beta: input("beta") });
          const { dx, dgamma, dbeta } = divisiveNormBackward(input("dy"), input("x"), options);
          return { outputs: { y }, gradients: { x: dx, gamma: dgamma, beta: dbeta } };
        }));
    }
  });
}

const shape = [2, 3, 5, 4];
const x = randomArray(120, 1, { mean: 2 });
const gamma = randomArray(3, 2), beta = randomArray(3, 3);

describe("divisive norm", () => {
  for (const border of ["crop", "zeros"] as const) {
    for (
      const [title, choices] of [
        ["a volume", { shape: [2, 3, 2, 5, 2], window: 3 }],
        ["a row", { shape: [2, 3, 20], window: 5, suppression: 3 }],
        ["no positions", { shape: [40, 3], window: 3 }],
        ["a window larger than the image", { shape, window: 9, suppression: 1 }],
      ] as const
    ) {
      it(`has the gradient that central differences find, ${title}, ${border}`, () => {
        const options = { ...choices, border, epsilon: 0.2 };
        checkGradients({
          inputs: { x, gamma, beta },
          output: ({ x, ...affine }) => divisiveNorm(x, { ...options, ...affine }).y,
          gradients: ({ x, gamma }, dy) => {
            const { dx, dgamma, dbeta } = divisiveNormBackward(dy, x, { ...options, gamma });
            return { x: dx, gamma: dgamma, beta: dbeta };
          },
        });
      });
    }
  }
  it("is layer norm over the sample where the windows hold everything", () => {
    const options = { shape, epsilon: 0.3 };
    const { y } = divisiveNorm(x, { ...options, window: 9 });
    assertAllClose(y, layerNorm(x, options).y);
  });
  it("has a suppression as large as the window unless told otherwise", () => {
    const options = { shape, window: 3 };
    assertEquals(divisiveNorm(x, { ...options, suppression: 3 }).y, divisiveNorm(x, options).y);
    assertEquals(divisiveNorm(x, { ...options, epsilon: 1 }).y, divisiveNorm(x, options).y);
  });
  it("counts nothing or zeros beyond the border", () => {
    const row = new Float64Array([6, 6, 6]), options = { shape: [1, 1, 3], window: 3, epsilon: 0 };
    assertEquals([...divisiveNorm(row, options).y], [0, 0, 0]);
    const zeros = divisiveNorm(row, { ...options, border: "zeros", suppression: 1 });
    assertEquals([...zeros.y], [1, 0, 1]);
  });
  it("lets NaN reach two windows and no further", () => {
    const row = Float64Array.from({ length: 22 }, (_, i) => Math.sin(i));
    row[3] = NaN; // in the first of two samples
    const { y } = divisiveNorm(row, { shape: [2, 1, 11], window: 3 });
    const expected = [...Array(22).keys()].map((i) => i >= 1 && i <= 5);
    assertEquals([...y].map(Number.isNaN), expected);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, change: object) => {
      const options = { shape, window: 3, ...change };
      assertThrows(() => divisiveNorm(x, options), RangeError, message);
      assertThrows(() => divisiveNormBackward(x, x, options), RangeError, message);
    };
    refuses("window must be an odd positive integer, got 4", { window: 4 });
    refuses("window must be an odd positive integer, got -1", { window: -1 });
    refuses("suppression must be an odd positive integer, got 2.5", { suppression: 2.5 });
    refuses('border must be "crop" or "zeros", got "same"', { border: "same" });
    refuses("gamma must have 3 elements (channels), got 4", { gamma: new Float64Array(4) });
    refuses("epsilon must be a finite number of at least 0, got -1", { epsilon: -1 });
  });
});
