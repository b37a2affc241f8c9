import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { ADAPTIVE_LAYER_INSTANCE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  adaptiveLayerInstanceNorm,
  adaptiveLayerInstanceNormBackward,
} from "./adaptive_layer_instance_norm.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

describe("AdaLIN agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(ADAPTIVE_LAYER_INSTANCE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, rho, gamma] = [input("x"), input("rho"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, rho, gamma };
        const { y, ...kept } = adaptiveLayerInstanceNorm(x, { ...options, beta: input("beta") });
        const all = { ...options, ...kept };
        const back = adaptiveLayerInstanceNormBackward(input("dy"), x, all);
        const { dx, drho, dgamma, dbeta } = back;
        return { outputs: { y }, gradients: { x: dx, rho: drho, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(12, 2), beta = randomArray(12, 3);

describe("AdaLIN", () => {
  it("has the gradient that central differences find", () => {
    const options = { shape: [3, 6, 4], layout: "channels-last" } as const;
    checkGradients({
      inputs: { x, rho: new Float64Array([0.2, 0.5, 0.7, 0.9]), gamma, beta },
      output: ({ x, ...parameters }) =>
        adaptiveLayerInstanceNorm(x, { ...options, ...parameters }).y,
      gradients: ({ x, rho, gamma }, dy) => {
        const { y: _, ...kept } = adaptiveLayerInstanceNorm(x, { ...options, rho, gamma });
        const all = { ...options, rho, gamma, ...kept };
        const { dx, drho, dgamma, dbeta } = adaptiveLayerInstanceNormBackward(dy, x, all);
        return { x: dx, rho: drho, gamma: dgamma, beta: dbeta };
      },
    });
  });
  it("is instance norm where rho is 1, and beyond", () => {
    for (const end of [1, 1.5]) {
      const rho = new Float64Array(4).fill(end);
      assertAllClose(adaptiveLayerInstanceNorm(x, { shape, rho }).y, instanceNorm(x, { shape }).y);
    }
  });
  it("is layer norm over the sample where rho is 0", () => {
    const { y } = adaptiveLayerInstanceNorm(x, { shape, rho: new Float64Array(4) });
    assertAllClose(y, groupNorm(x, { shape, groups: 1 }).y);
  });
  it("gives each sample a gamma of its own", () => {
    const rho = new Float64Array(4);
    const plain = adaptiveLayerInstanceNorm(x, { shape, rho }).y;
    const scaled = adaptiveLayerInstanceNorm(x, { shape, rho, gamma, beta }).y;
    assertAllClose(
      scaled,
      plain.map((v, i) => v * gamma[Math.floor(i / 6)]! + beta[Math.floor(i / 6)]!),
    );
  });
  it("gives rho no gradient out of range", () => {
    const options = { shape, rho: new Float64Array([-0.1, 0, 1, 1.1]) };
    const { y: _, ...kept } = adaptiveLayerInstanceNorm(x, options);
    const dy = randomArray(72, 9);
    const { drho } = adaptiveLayerInstanceNormBackward(dy, x, { ...options, ...kept });
    assertEquals([...drho].map((value) => value === 0), [true, false, false, true]);
  });
  it("refuses a gamma per channel only", () => {
    assertThrows(
      () =>
        adaptiveLayerInstanceNorm(x, {
          shape,
          rho: new Float64Array(4),
          gamma: new Float64Array(4),
        }),
      RangeError,
      "gamma must have 12 elements (channels of each sample), got 4",
    );
  });
});
