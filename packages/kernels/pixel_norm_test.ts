import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, PIXEL_NORM } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { pixelNorm, pixelNormBackward } from "./pixel_norm.ts";
import { rmsNorm } from "./rms_norm.ts";

describe("pixel norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(PIXEL_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const x = input("x");
        const options = { shape, layout, epsilon: settings.epsilon! };
        const { y, rstd } = pixelNorm(x, options);
        const { dx } = pixelNormBackward(input("dy"), x, { ...options, rstd });
        return { outputs: { y }, gradients: { x: dx } };
      }));
  }
});

const x = randomArray(72, 1, { mean: 2 });

describe("pixel norm", () => {
  for (const layout of ["channels-first", "channels-last"] as const) {
    it(`has the gradient that central differences find, ${layout}`, () => {
      const options = { shape: [3, 4, 6], layout };
      checkGradients({
        inputs: { x },
        output: ({ x }) => pixelNorm(x, options).y,
        gradients: ({ x }, dy) => {
          const { rstd } = pixelNorm(x, options);
          return { x: pixelNormBackward(dy, x, { ...options, rstd }).dx };
        },
      });
    });
  }
  it("is RMS norm over the last axis, channels last", () => {
    const shape = [3, 6, 4];
    const { y } = pixelNorm(x, { shape, layout: "channels-last" });
    assertAllClose(y, rmsNorm(x, { shape, axis: -1, epsilon: 1e-8 }).y);
  });
  it("loses nothing where the mean is a million deviations", () => {
    const large = Float64Array.from({ length: 64 }, (_, i) => 1e6 + i / 64);
    const { y } = pixelNorm(large, { shape: [1, 64], epsilon: 0 });
    const square = large.reduce((sum, v) => sum + v * v, 0) / 64;
    assertAllClose(y, large.map((v) => v / Math.sqrt(square)), { rtol: 1e-15 });
  });
  it("leaves zeros zeros, gives them no gradient, and keeps its epsilon small", () => {
    const zeros = new Float64Array(4), options = { shape: [2, 2], epsilon: 0 };
    const { y, rstd } = pixelNorm(zeros, options);
    assertBitEqual(y, zeros);
    const dy = new Float64Array(4).fill(1);
    assertEquals([...pixelNormBackward(dy, zeros, { ...options, rstd }).dx], [0, 0, 0, 0]);
    assertEquals(pixelNorm(zeros, { shape: [2, 2] }).rstd[0], 1 / Math.sqrt(1e-8));
  });
  it("refuses an rstd of another length", () => {
    assertThrows(
      () => pixelNormBackward(x, x, { shape: [3, 4, 6], rstd: new Float64Array(3) }),
      RangeError,
      "rstd must have 18 elements (positions of each sample), got 3",
    );
  });
});
