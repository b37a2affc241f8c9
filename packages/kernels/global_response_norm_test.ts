import { assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { GLOBAL_RESPONSE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { globalResponseNorm, globalResponseNormBackward } from "./global_response_norm.ts";

describe("global response norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(GLOBAL_RESPONSE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, gamma] = [input("x"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, gamma };
        const { y, meanSquare } = globalResponseNorm(x, { ...options, beta: input("beta") });
        const all = { ...options, meanSquare };
        const { dx, dgamma, dbeta } = globalResponseNormBackward(input("dy"), x, all);
        return { outputs: { y }, gradients: { x: dx, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });

describe("global response norm", () => {
  it("has the gradient that central differences find", () => {
    const options = { shape: [3, 6, 4], layout: "channels-last" } as const;
    checkGradients({
      inputs: { x, gamma: randomArray(4, 2), beta: randomArray(4, 3) },
      output: ({ x, ...parameters }) => globalResponseNorm(x, { ...options, ...parameters }).y,
      gradients: ({ x, gamma }, dy) => {
        const { meanSquare } = globalResponseNorm(x, { ...options, gamma });
        const all = { ...options, gamma, meanSquare };
        const { dx, dgamma, dbeta } = globalResponseNormBackward(dy, x, all);
        return { x: dx, gamma: dgamma, beta: dbeta };
      },
    });
  });
  it("is the identity where gamma is 0", () => {
    const gamma = new Float64Array(4);
    assertBitEqual(globalResponseNorm(x, { shape, gamma }).y, x);
  });
  it("leaves zeros zeros and their gradient finite, with any epsilon", () => {
    for (const epsilon of [0, 1e-6]) {
      const zeros = new Float64Array(72);
      const { y, meanSquare } = globalResponseNorm(zeros, { shape, epsilon });
      assertEquals(y.every((value) => value === 0), true);
      const { dx } = globalResponseNormBackward(x, zeros, { shape, epsilon, meanSquare });
      assertBitEqual(dx, x);
    }
  });
  it("passes over a silent channel", () => {
    const silent = x.slice().fill(0, 0, 6);
    const { y, meanSquare } = globalResponseNorm(silent, { shape });
    assertEquals([...y.slice(0, 6)], [0, 0, 0, 0, 0, 0]);
    const { dx } = globalResponseNormBackward(x, silent, { shape, meanSquare });
    assertEquals(dx.every(Number.isFinite), true);
  });
  it("refuses a meanSquare of another length", () => {
    assertThrows(
      () => globalResponseNormBackward(x, x, { shape, meanSquare: new Float64Array(4) }),
      RangeError,
      "meanSquare must have 12 elements (channels of each sample), got 4",
    );
  });
});
