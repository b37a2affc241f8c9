import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { FILTER_RESPONSE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { filterResponseNorm, filterResponseNormBackward } from "./filter_response_norm.ts";
import { rmsNorm } from "./rms_norm.ts";

describe("filter response norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(FILTER_RESPONSE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const x = input("x");
        const parameters = {
          gamma: input("gamma"),
          beta: input("beta"),
          tau: input("tau"),
          learnedEpsilon: input("learnedEpsilon"),
        };
        const options = { shape, layout, epsilon: settings.epsilon!, ...parameters };
        const { y, rstd } = filterResponseNorm(x, options);
        const back = filterResponseNormBackward(input("dy"), x, { ...options, rstd });
        const gradients = {
          x: back.dx,
          gamma: back.dgamma,
          beta: back.dbeta,
          tau: back.dtau!,
          learnedEpsilon: back.dlearnedEpsilon!,
        };
        return { outputs: { y }, gradients };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 0.5 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3), tau = randomArray(4, 4, { sigma: 0.3 });

describe("filter response norm", () => {
  for (
    const learnedEpsilon of [new Float64Array([-0.1]), new Float64Array([0.1, -0.2, 0.3, 0.4])]
  ) {
    it(`has the gradient that central differences find, ${learnedEpsilon.length} learned epsilon`, () => {
      const options = { shape: [3, 6, 4], layout: "channels-last" } as const;
      checkGradients({
        inputs: { x, gamma, beta, tau, learnedEpsilon },
        output: ({ x, ...parameters }) => filterResponseNorm(x, { ...options, ...parameters }).y,
        gradients: ({ x, ...parameters }, dy) => {
          const { rstd } = filterResponseNorm(x, { ...options, ...parameters });
          const all = { ...options, ...parameters, rstd };
          const back = filterResponseNormBackward(dy, x, all);
          return {
            x: back.dx,
            gamma: back.dgamma,
            beta: back.dbeta,
            tau: back.dtau!,
            learnedEpsilon: back.dlearnedEpsilon!,
          };
        },
      });
    });
  }
  it("is RMS norm over the positions where nothing is cut off", () => {
    const { y } = filterResponseNorm(x, { shape });
    assertAllClose(y, rmsNorm(x, { shape, axis: 2, epsilon: 1e-6 }).y);
    const below = new Float64Array(4).fill(-100);
    assertAllClose(filterResponseNorm(x, { shape, tau: below }).y, y);
  });
  it("never goes below tau, and gives what it cut no gradient", () => {
    const options = { shape, tau: new Float64Array(4).fill(100) };
    const { y, rstd } = filterResponseNorm(x, options);
    assertEquals(y.every((value) => value === 100), true);
    const dy = randomArray(72, 5);
    const back = filterResponseNormBackward(dy, x, { ...options, rstd });
    assertEquals(back.dx.every((value) => value === 0), true);
    assertAllClose([back.dtau!.reduce((a, b) => a + b)], [dy.reduce((a, b) => a + b)]);
  });
  it("writes over dy where it is told", () => {
    const options = { shape, gamma, beta, tau };
    const { rstd } = filterResponseNorm(x, options);
    const dy = randomArray(72, 5);
    const { dx } = filterResponseNormBackward(dy, x, { ...options, rstd });
    filterResponseNormBackward(dy, x, { ...options, rstd, out: { dx: dy } });
    assertAllClose(dy, dx);
  });
  it("has no gradient for what was not given", () => {
    const { rstd } = filterResponseNorm(x, { shape });
    const back = filterResponseNormBackward(x, x, { shape, rstd });
    assertEquals(Object.keys(back).sort(), ["dbeta", "dgamma", "dx"]);
  });
  it("refuses what does not fit", () => {
    assertThrows(
      () => filterResponseNorm(x, { shape, tau: new Float64Array(3) }),
      RangeError,
      "tau must have 4 elements (channels), got 3",
    );
    assertThrows(
      () => filterResponseNorm(x, { shape, learnedEpsilon: new Float64Array(3) }),
      RangeError,
      "learnedEpsilon must have 4 elements (channels, or 1), got 3",
    );
  });
});
