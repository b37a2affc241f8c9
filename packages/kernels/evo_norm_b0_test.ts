import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { EVO_NORM_B0, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { evoNormB0, evoNormB0Backward } from "./evo_norm_b0.ts";

describe("EvoNorm B0 agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(EVO_NORM_B0)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, nu, gamma] = [input("x"), input("nu"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, nu, gamma };
        const { y, ...kept } = evoNormB0(x, { ...options, beta: input("beta") });
        const back = evoNormB0Backward(input("dy"), x, { ...options, ...kept });
        const { dx, dnu, dgamma, dbeta } = back;
        return { outputs: { y }, gradients: { x: dx, nu: dnu, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 0.5 });
const nu = randomArray(4, 2), gamma = randomArray(4, 3), beta = randomArray(4, 4);

describe("EvoNorm B0", () => {
  const fixed = { mean: new Float64Array(4), variance: randomArray(4, 6).map(Math.abs) };
  for (const given of [{}, { fixed }]) {
    const name = "fixed" in given ? "fixed" : "its own";
    it(`has the gradient that central differences find, ${name} statistics`, () => {
      const options = { shape: [3, 6, 4], layout: "channels-last", ...given } as const;
      checkGradients({
        inputs: { x, nu, gamma, beta },
        output: ({ x, ...parameters }) => evoNormB0(x, { ...options, ...parameters }).y,
        gradients: ({ x, nu, gamma }, dy) => {
          const { y: _, ...kept } = evoNormB0(x, { ...options, nu, gamma });
          const back = evoNormB0Backward(dy, x, { ...options, nu, gamma, ...kept });
          return { x: back.dx, nu: back.dnu, gamma: back.dgamma, beta: back.dbeta };
        },
      });
    });
  }
  it("divides by the batch's deviation where nu is 0 and the instances vary less", () => {
    const still = x.map((_, i) => Math.floor(i / 24) - 1); // each sample is constant
    const { y } = evoNormB0(still, { shape, nu: new Float64Array(4), gamma, beta });
    // Their mean is 0, so that batch norm subtracts nothing.
    assertAllClose(y, batchNorm(still, { shape, gamma, beta }).y);
  });
  it("runs the batch's variance as batch norm does", () => {
    const start = () => ({ mean: new Float64Array(4), variance: new Float64Array(4).fill(1) });
    const ours = start(), theirs = start();
    evoNormB0(x, { shape, running: ours });
    batchNorm(x, { shape, running: theirs });
    assertAllClose(ours.variance, theirs.variance);
  });
  it("gives beta for zeros, and a finite gradient, without an epsilon", () => {
    const zeros = new Float64Array(72), options = { shape, epsilon: 0 };
    const { y, ...kept } = evoNormB0(zeros, { ...options, beta });
    assertAllClose(y, zeros.map((_, i) => beta[Math.floor(i / 6) % 4]!));
    const { dx } = evoNormB0Backward(x, zeros, { ...options, ...kept });
    assertEquals(dx.every(Number.isFinite), true);
  });
  it("refuses a nu of another length", () => {
    const message = "nu must have 4 elements (channels), got 3";
    assertThrows(() => evoNormB0(x, { shape, nu: new Float64Array(3) }), RangeError, message);
  });
});
