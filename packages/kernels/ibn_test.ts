import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, IBN } from "@evenkeel/testing/golden";
import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { ibn, ibnBackward } from "./ibn.ts";
import { instanceNorm } from "./instance_norm.ts";

describe("IBN agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(IBN)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, gamma] = [input("x"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, gamma };
        const { y, ...kept } = ibn(x, { ...options, beta: input("beta") });
        const { dx, dgamma, dbeta } = ibnBackward(input("dy"), x, { ...options, ...kept });
        return { outputs: { y }, gradients: { x: dx, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);

describe("IBN", () => {
  it("has the gradient that central differences find", () => {
    const options = { shape: [3, 6, 4], layout: "channels-last", instanceChannels: 1 } as const;
    checkGradients({
      inputs: { x, gamma, beta },
      output: ({ x, ...parameters }) => ibn(x, { ...options, ...parameters }).y,
      gradients: ({ x, gamma }, dy) => {
        const { y: _, ...kept } = ibn(x, { ...options, gamma });
        const { dx, dgamma, dbeta } = ibnBackward(dy, x, { ...options, gamma, ...kept });
        return { x: dx, gamma: dgamma, beta: dbeta };
      },
    });
  });
  it("is instance norm with all channels, and batch norm with none", () => {
    const all = ibn(x, { shape, gamma, beta, instanceChannels: 4 });
    assertAllClose(all.y, instanceNorm(x, { shape, gamma, beta }).y);
    const none = ibn(x, { shape, gamma, beta, instanceChannels: 0 });
    assertAllClose(none.y, batchNorm(x, { shape, gamma, beta }).y);
  });
  it("keeps a broken batch mate away from the instance channels", () => {
    const broken = x.slice().fill(NaN, 24, 25).fill(NaN, 36, 37); // sample 1, channels 0 and 2
    const clean = ibn(x, { shape }).y.slice(0, 12), y = ibn(broken, { shape }).y;
    assertAllClose(y.slice(0, 12), clean);
    assertAllClose(y.slice(12, 18), new Float64Array(6).fill(NaN));
    const { y: _, ...kept } = ibn(broken, { shape });
    const { dx } = ibnBackward(x, broken, { shape, ...kept });
    assertAllClose(dx.slice(12, 18), new Float64Array(6).fill(NaN));
    assertAllClose(dx.map((v) => Number.isNaN(v) ? 1 : 0).slice(0, 12), new Float64Array(12));
  });
  it("refuses a split that is none", () => {
    const message = "instanceChannels must be an integer from 0 to 4, got 5";
    assertThrows(() => ibn(x, { shape, instanceChannels: 5 }), RangeError, message);
  });
});
