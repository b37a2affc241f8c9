import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, SWITCHABLE_NORM } from "@evenkeel/testing/golden";
import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { batchNormInference } from "./batch_norm_inference.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { switchableNorm, switchableNormBackward } from "./switchable_norm.ts";

describe("switchable norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(SWITCHABLE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, gamma] = [input("x"), input("gamma")];
        const logits = { meanLogits: input("meanLogits"), varianceLogits: input("varianceLogits") };
        const options = { shape, layout, epsilon: settings.epsilon!, gamma, ...logits };
        const { y, ...kept } = switchableNorm(x, { ...options, beta: input("beta") });
        const back = switchableNormBackward(input("dy"), x, { ...options, ...kept });
        const gradients = {
          x: back.dx,
          gamma: back.dgamma,
          beta: back.dbeta,
          meanLogits: back.dmeanLogits,
          varianceLogits: back.dvarianceLogits,
        };
        return { outputs: { y }, gradients };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);
const only = (k: number) => new Float64Array(3).fill(-Infinity).fill(0, k, k + 1);

describe("switchable norm", () => {
  const fixed = { mean: randomArray(4, 5), variance: randomArray(4, 6).map(Math.abs) };
  for (const given of [{}, { fixed }]) {
    const name = "fixed" in given ? "fixed" : "its own";
    it(`has the gradient that central differences find, ${name} statistics`, () => {
      const options = { shape: [3, 6, 4], layout: "channels-last", ...given } as const;
      const logits = { meanLogits: randomArray(3, 7), varianceLogits: randomArray(3, 8) };
      checkGradients({
        inputs: { x, gamma, beta, ...logits },
        output: ({ x, ...parameters }) => switchableNorm(x, { ...options, ...parameters }).y,
        gradients: ({ x, ...parameters }, dy) => {
          const { y: _, ...kept } = switchableNorm(x, { ...options, ...parameters });
          const back = switchableNormBackward(dy, x, { ...options, ...parameters, ...kept });
          return {
            x: back.dx,
            gamma: back.dgamma,
            beta: back.dbeta,
            meanLogits: back.dmeanLogits,
            varianceLogits: back.dvarianceLogits,
          };
        },
      });
    });
  }
  it("is one of its three where the others are left out", () => {
    const expected = [
      instanceNorm(x, { shape, gamma, beta }),
      groupNorm(x, { shape, groups: 1, gamma, beta }),
      batchNorm(x, { shape, gamma, beta }),
    ];
    expected.forEach(({ y }, k) => {
      const logits = { meanLogits: only(k), varianceLogits: only(k) };
      assertAllClose(switchableNorm(x, { shape, gamma, beta, ...logits }).y, y, { name: `${k}` });
    });
  });
  it("takes running statistics for the batch's", () => {
    const logits = { meanLogits: only(2), varianceLogits: only(2) };
    const { y } = switchableNorm(x, { shape, ...logits, fixed });
    assertAllClose(y, batchNormInference(x, { shape, ...fixed }).y);
  });
  it("refuses logits that give no shares", () => {
    assertThrows(
      () => switchableNorm(x, { shape, meanLogits: new Float64Array(3).fill(-Infinity) }),
      RangeError,
      "meanLogits must hold a finite number and no NaN, got [-Infinity,-Infinity,-Infinity]",
    );
    assertThrows(
      () => switchableNorm(x, { shape, varianceLogits: new Float64Array(2) }),
      RangeError,
      "varianceLogits must have 3 elements (instance, layer, batch), got 2",
    );
  });
});
