import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, VIRTUAL_BATCH_NORM } from "@evenkeel/testing/golden";
import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import { virtualBatchNorm, virtualBatchNormBackward } from "./virtual_batch_norm.ts";

describe("virtual batch norm agrees with PyTorch float64, reference batch included", () => {
  for (const { title, check } of goldenRuns(VIRTUAL_BATCH_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, batch, gamma] = [input("x"), input("reference"), input("gamma")];
        const plan = createPlan({ kind: "batch", shape, layout });
        const whole = normalize(plan, batch, { epsilon: settings.epsilon! });
        const reference = { ...whole, samples: shape[0]! };
        const options = { shape, layout, epsilon: settings.epsilon!, reference, gamma };
        const { y, ...kept } = virtualBatchNorm(x, { ...options, beta: input("beta") });
        const back = virtualBatchNormBackward(input("dy"), x, { ...options, ...kept });
        const none = input("dy").fill(0);
        const { dx: dreference } = normalizeBackward(plan, none, batch, {
          mean: whole.mean,
          rstd: whole.rstd,
          dmean: back.dreferenceMean,
          dvariance: back.dreferenceVariance,
        });
        const { dx, dgamma, dbeta } = back;
        const gradients = { x: dx, gamma: dgamma, beta: dbeta, reference: dreference };
        return { outputs: { y }, gradients };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);
const mean = randomArray(4, 4), variance = randomArray(4, 5).map((value) => value * value);

describe("virtual batch norm", () => {
  it("has the gradient that central differences find", () => {
    const options = { shape: [3, 6, 4], layout: "channels-last" } as const;
    checkGradients({
      inputs: { x, gamma, beta, mean, variance },
      output: ({ x, gamma, beta, mean, variance }) => {
        const reference = { mean, variance, samples: 5 };
        return virtualBatchNorm(x, { ...options, reference, gamma, beta }).y;
      },
      gradients: ({ x, gamma, mean, variance }, dy) => {
        const all = { ...options, reference: { mean, variance, samples: 5 }, gamma };
        const { y: _, ...kept } = virtualBatchNorm(x, all);
        const back = virtualBatchNormBackward(dy, x, { ...all, ...kept });
        return {
          x: back.dx,
          gamma: back.dgamma,
          beta: back.dbeta,
          mean: back.dreferenceMean,
          variance: back.dreferenceVariance,
        };
      },
    });
  });
  it("is instance norm without a reference", () => {
    const reference = { mean, variance, samples: 0 };
    const options = { shape, gamma, beta };
    assertAllClose(virtualBatchNorm(x, { ...options, reference }).y, instanceNorm(x, options).y);
  });
  it("is batch norm of the reference and one more sample", () => {
    const one = [1, 4, 2, 3], two = [2, 4, 2, 3];
    const first = batchNorm(x.slice(0, 24), { shape: one });
    const both = batchNorm(x.slice(0, 48), { shape: two });
    const reference = { mean: first.mean, variance: first.variance, samples: 1 };
    const { y } = virtualBatchNorm(x.slice(24, 48), { shape: one, reference });
    assertAllClose(y, both.y.slice(24));
  });
  it("refuses a reference that is none", () => {
    assertThrows(
      () => virtualBatchNorm(x, { shape } as never),
      TypeError,
      "reference must be a mean, a variance and a number of samples, got undefined",
    );
    assertThrows(
      () => virtualBatchNorm(x, { shape, reference: { mean, variance, samples: -1 } }),
      RangeError,
      "reference.samples must be a finite number of at least 0, got -1",
    );
    const short = { mean: new Float64Array(3), variance, samples: 1 };
    assertThrows(
      () => virtualBatchNorm(x, { shape, reference: short }),
      RangeError,
      "reference.mean must have 4 elements (channels), got 3",
    );
  });
});
