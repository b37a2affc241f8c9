import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { BATCH_INSTANCE_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchInstanceNorm, batchInstanceNormBackward } from "./batch_instance_norm.ts";
import { batchNorm } from "./batch_norm.ts";
import { batchNormInference } from "./batch_norm_inference.ts";
import { instanceNorm } from "./instance_norm.ts";

describe("batch-instance norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(BATCH_INSTANCE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, rho, gamma] = [input("x"), input("rho"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, rho, gamma };
        const { y, ...kept } = batchInstanceNorm(x, { ...options, beta: input("beta") });
        const back = batchInstanceNormBackward(input("dy"), x, { ...options, ...kept });
        const { dx, drho, dgamma, dbeta } = back;
        return { outputs: { y }, gradients: { x: dx, rho: drho, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);
const rho = new Float64Array([0.2, 0.5, 0.7, 1]);

describe("the gradient of batch-instance norm", () => {
  const fixed = { mean: randomArray(3, 5), variance: randomArray(3, 6).map(Math.abs) };
  for (const given of [{}, { fixed }]) {
    const options = { shape: [4, 6, 3], layout: "channels-last", ...given } as const;
    it(`agrees with central differences, ${"fixed" in given ? "fixed" : "its own"} statistics`, () =>
      checkGradients({
        inputs: { x, rho: rho.slice(0, 3), gamma: gamma.slice(0, 3), beta: beta.slice(0, 3) },
        output: ({ x, ...parameters }) => batchInstanceNorm(x, { ...options, ...parameters }).y,
        gradients: ({ x, rho, gamma }, dy) => {
          const { y: _, ...kept } = batchInstanceNorm(x, { ...options, rho, gamma });
          const all = { ...options, rho, gamma, ...kept };
          const { dx, drho, dgamma, dbeta } = batchInstanceNormBackward(dy, x, all);
          return { x: dx, rho: drho, gamma: dgamma, beta: dbeta };
        },
      }));
  }
  it("of rho is 0 out of range", () => {
    const options = { shape, rho: new Float64Array([-1, 0, 1, 2]) };
    const { y: _, ...kept } = batchInstanceNorm(x, options);
    const { drho } = batchInstanceNormBackward(randomArray(72, 9), x, { ...options, ...kept });
    assertEquals([...drho].map((value) => value === 0), [true, false, false, true]);
  });
});

describe("batch-instance norm at its ends", () => {
  it("is instance norm where rho is 0, whatever the rest of the batch holds", () => {
    const options = { shape, rho: new Float64Array(4), gamma, beta };
    assertAllClose(batchInstanceNorm(x, options).y, instanceNorm(x, { shape, gamma, beta }).y);
    const broken = x.slice().fill(NaN, 24);
    const { y } = batchInstanceNorm(broken, options);
    assertAllClose(y.slice(0, 24), batchInstanceNorm(x, options).y.slice(0, 24));
  });
  it("is batch norm where rho is 1", () => {
    const options = { shape, rho: new Float64Array(4).fill(1), gamma, beta };
    assertAllClose(batchInstanceNorm(x, options).y, batchNorm(x, { shape, gamma, beta }).y);
  });
  it("keeps the running statistics of batch norm, and can be given them", () => {
    const running = () => ({ mean: new Float64Array(4), variance: new Float64Array(4).fill(1) });
    const ours = running(), theirs = running();
    batchInstanceNorm(x, { shape, rho, running: ours });
    batchNorm(x, { shape, running: theirs });
    assertAllClose(ours.mean, theirs.mean);
    assertAllClose(ours.variance, theirs.variance);
    const options = { shape, rho: new Float64Array(4).fill(1), fixed: ours, running: theirs };
    assertAllClose(batchInstanceNorm(x, options).y, batchNormInference(x, { shape, ...ours }).y);
    assertAllClose(theirs.mean, ours.mean);
  });
});

describe("batch-instance norm refuses", () => {
  it("arrays of another length", () => {
    const message = "rho must have 4 elements (channels), got 3";
    const three = new Float64Array(3);
    assertThrows(
      () => batchInstanceNorm(x, { shape } as never),
      TypeError,
      "rho must be a Float32Array or Float64Array, got undefined",
    );
    assertThrows(() => batchInstanceNorm(x, { shape, rho: three }), RangeError, message);
    const fixed = { mean: three, variance: three };
    assertThrows(
      () => batchInstanceNorm(x, { shape, rho, fixed }),
      RangeError,
      "fixed.mean must have 4 elements (channels), got 3",
    );
    assertThrows(
      () => batchInstanceNormBackward(x, x, { shape, rho, mean: three, variance: three }),
      RangeError,
      "mean must have 12 elements (channels of each sample), got 3",
    );
  });
});
