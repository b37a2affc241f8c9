import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { CONDITIONAL_INSTANCE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  conditionalInstanceNorm,
  conditionalInstanceNormBackward,
} from "./conditional_instance_norm.ts";
import { instanceNorm, instanceNormBackward } from "./instance_norm.ts";

describe("conditional instance norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(CONDITIONAL_INSTANCE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const x = input("x");
        const tables = { gamma: input("gamma"), beta: input("beta"), weights: input("weights") };
        const options = { shape, layout, epsilon: settings.epsilon!, ...tables };
        const { y, mean, rstd } = conditionalInstanceNorm(x, options);
        const all = { ...options, mean, rstd };
        const back = conditionalInstanceNormBackward(input("dy"), x, all);
        const gradients = {
          x: back.dx,
          gamma: back.dgamma,
          beta: back.dbeta,
          weights: back.dweights!,
        };
        return { outputs: { y }, gradients };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(8, 2), beta = randomArray(8, 3);

describe("conditional instance norm", () => {
  it("has the gradient that central differences find", () => {
    const options = { shape: [3, 6, 4], layout: "channels-last" } as const;
    checkGradients({
      inputs: { x, gamma, beta, weights: randomArray(6, 4) },
      output: ({ x, ...tables }) => conditionalInstanceNorm(x, { ...options, ...tables }).y,
      gradients: ({ x, ...tables }, dy) => {
        const { mean, rstd } = conditionalInstanceNorm(x, { ...options, ...tables });
        const all = { ...options, ...tables, mean, rstd };
        const { dx, dgamma, dbeta, dweights } = conditionalInstanceNormBackward(dy, x, all);
        return { x: dx, gamma: dgamma, beta: dbeta, weights: dweights! };
      },
    });
  });
  it("is instance norm with one style, forward and backward", () => {
    const tables = { gamma: gamma.slice(0, 4), beta: beta.slice(0, 4) };
    const forward = conditionalInstanceNorm(x, { shape, ...tables, index: [0, 0, 0] });
    assertAllClose(forward.y, instanceNorm(x, { shape, ...tables }).y);
    const { mean, rstd } = forward;
    const options = { shape, ...tables, mean, rstd, index: [0, 0, 0] };
    const dy = randomArray(72, 5);
    const back = conditionalInstanceNormBackward(dy, x, options);
    const expected = instanceNormBackward(dy, x, { shape, gamma: tables.gamma, mean, rstd });
    assertAllClose(back.dx, expected.dx);
    assertAllClose(back.dgamma, expected.dgamma);
    assertAllClose(back.dbeta, expected.dbeta);
  });
  it("takes an index for weights that are all 0 but one", () => {
    const byIndex = conditionalInstanceNorm(x, { shape, gamma, beta, index: [1, 0, 1] });
    const weights = new Float64Array([0, 1, 1, 0, 0, 1]);
    assertBitEqual(conditionalInstanceNorm(x, { shape, gamma, beta, weights }).y, byIndex.y);
  });
  it("leaves a style alone that nobody chose", () => {
    const broken = gamma.slice().fill(NaN, 4);
    const options = { shape, gamma: broken, beta, index: [0, 0, 0] };
    const { y, mean, rstd } = conditionalInstanceNorm(x, options);
    assertEquals(y.every(Number.isFinite), true);
    const { dgamma } = conditionalInstanceNormBackward(x, x, { ...options, mean, rstd });
    assertEquals([...dgamma.slice(4)], [0, 0, 0, 0]);
  });
  it("refuses what does not fit", () => {
    const tables = { shape, gamma, beta };
    assertThrows(
      () => conditionalInstanceNorm(x, tables),
      TypeError,
      "exactly one of index and weights must be given, got neither",
    );
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, index: [0, 1, 2] }),
      RangeError,
      "index must hold integers from 0 to 1 (styles), got 2",
    );
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, index: [0] }),
      RangeError,
      "index must have 3 elements (samples), got 1",
    );
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, weights: new Float32Array(2) }),
      RangeError,
      "weights must have 6 elements (3 samples of 2 styles), got 2",
    );
    assertThrows(
      () => conditionalInstanceNorm(x, { ...tables, gamma: new Float32Array(7), index: [0, 0, 0] }),
      RangeError,
      "gamma must have 4 elements (1 styles of 4 channels), got 7",
    );
  });
});
