import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { EVO_NORM_S0, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { evoNormS0, evoNormS0Backward } from "./evo_norm_s0.ts";
import { groupNorm } from "./group_norm.ts";

describe("EvoNorm S0 agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(EVO_NORM_S0)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, nu, gamma] = [input("x"), input("nu"), input("gamma")];
        const { epsilon, groups } = settings;
        const options = { shape, layout, epsilon: epsilon!, groups: groups!, nu, gamma };
        const { y, mean, rstd } = evoNormS0(x, { ...options, beta: input("beta") });
        const back = evoNormS0Backward(input("dy"), x, { ...options, mean, rstd });
        const { dx, dnu, dgamma, dbeta } = back;
        return { outputs: { y }, gradients: { x: dx, nu: dnu, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 0.5 });
const nu = randomArray(4, 2), gamma = randomArray(4, 3), beta = randomArray(4, 4);

describe("EvoNorm S0", () => {
  for (const groups of [1, 2, 4]) {
    it(`has the gradient that central differences find, ${groups} groups`, () => {
      const options = { shape: [3, 6, 4], layout: "channels-last", groups } as const;
      checkGradients({
        inputs: { x, nu, gamma, beta },
        output: ({ x, ...parameters }) => evoNormS0(x, { ...options, ...parameters }).y,
        gradients: ({ x, nu, gamma }, dy) => {
          const { mean, rstd } = evoNormS0(x, { ...options, nu, gamma });
          const back = evoNormS0Backward(dy, x, { ...options, nu, gamma, mean, rstd });
          return { x: back.dx, nu: back.dnu, gamma: back.dgamma, beta: back.dbeta };
        },
      });
    });
  }
  it("is half of group norm's scale where nu is 0: nothing is centered", () => {
    const options = { shape, groups: 2, nu: new Float64Array(4) };
    const { y } = evoNormS0(x, options);
    const { rstd } = groupNorm(x, { shape, groups: 2 });
    assertAllClose(y, x.map((value, i) => value / 2 * rstd[Math.floor(i / 12)]!));
  });
  it("has a gate that closes and opens without an overflow", () => {
    const { y } = evoNormS0(new Float64Array([-1e6, 1e6]), { shape: [1, 1, 2], groups: 1 });
    assertAllClose(y, [0, 1]);
  });
  it("gates in 64 bits, whatever the arrays are", () => {
    const tiny = new Float32Array([3e-44, -7e-44, 1e-43, 5e-44]);
    const options = { shape: [1, 1, 4], groups: 1, epsilon: 0 };
    const { y, mean, rstd } = evoNormS0(tiny, options);
    const exact = evoNormS0(Float64Array.from(tiny), options);
    assertAllClose(y, exact.y, { rtol: 1e-6 });
    const dy = new Float32Array([1, 2, -1, 3]);
    const back = evoNormS0Backward(dy, tiny, { ...options, mean, rstd });
    const { dgamma } = evoNormS0Backward(Float64Array.from(dy), Float64Array.from(tiny), {
      ...options,
      mean,
      rstd,
    });
    assertAllClose(back.dgamma, dgamma, { rtol: 1e-6 });
  });
  it("refuses groups and lengths that do not fit", () => {
    const message = "groups must divide the 4 channels, got 3";
    assertThrows(() => evoNormS0(x, { shape, groups: 3 }), RangeError, message);
    const mean = new Float64Array(4);
    assertThrows(
      () => evoNormS0Backward(x, x, { shape, groups: 2, mean, rstd: mean }),
      RangeError,
      "mean must have 6 elements (groups of each sample), got 4",
    );
    assertEquals(evoNormS0(x, { shape, groups: 2 }).mean.length, 6);
  });
});
