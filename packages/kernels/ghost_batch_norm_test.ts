import { assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { GHOST_BATCH_NORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm, batchNormBackward } from "./batch_norm.ts";
import { ghostBatchNorm, ghostBatchNormBackward } from "./ghost_batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

describe("ghost batch norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(GHOST_BATCH_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, gamma] = [input("x"), input("gamma")];
        const { epsilon, ghostSize } = settings;
        const options = { shape, layout, epsilon: epsilon!, ghostSize: ghostSize!, gamma };
        const { y, ...kept } = ghostBatchNorm(x, { ...options, beta: input("beta") });
        const back = ghostBatchNormBackward(input("dy"), x, { ...options, ...kept });
        const { dx, dgamma, dbeta } = back;
        return { outputs: { y }, gradients: { x: dx, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [5, 4, 2, 3];
const x = randomArray(120, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);

describe("ghost batch norm", () => {
  it("has the gradient that central differences find, the last ghost being smaller", () => {
    const options = { shape: [5, 6, 4], layout: "channels-last", ghostSize: 2 } as const;
    checkGradients({
      inputs: { x, gamma, beta },
      output: ({ x, ...parameters }) => ghostBatchNorm(x, { ...options, ...parameters }).y,
      gradients: ({ x, gamma }, dy) => {
        const { y: _, ...kept } = ghostBatchNorm(x, { ...options, gamma });
        const all = { ...options, gamma, ...kept };
        const { dx, dgamma, dbeta } = ghostBatchNormBackward(dy, x, all);
        return { x: dx, gamma: dgamma, beta: dbeta };
      },
    });
  });
  for (const ghostSize of [5, 9]) {
    it(`is batch norm where all ${5} samples are in a ghost of ${ghostSize}`, () => {
      const ours = ghostBatchNorm(x, { shape, ghostSize, gamma, beta });
      const theirs = batchNorm(x, { shape, gamma, beta });
      assertBitEqual(ours.y, theirs.y);
      const dy = randomArray(120, 5);
      const back = ghostBatchNormBackward(dy, x, { shape, ghostSize, gamma, ...ours });
      const expected = batchNormBackward(dy, x, { shape, gamma, ...theirs });
      assertBitEqual(back.dx, expected.dx);
      assertBitEqual(back.dgamma, expected.dgamma);
    });
  }
  it("is instance norm with ghosts of one", () => {
    const { y } = ghostBatchNorm(x, { shape, ghostSize: 1, gamma, beta });
    assertBitEqual(y, instanceNorm(x, { shape, gamma, beta }).y);
  });
  it("moves running statistics ghost by ghost", () => {
    const start = () => ({ mean: new Float64Array(4), variance: new Float64Array(4).fill(1) });
    const ours = start(), theirs = start();
    ghostBatchNorm(x, { shape, ghostSize: 3, running: ours });
    batchNorm(x.slice(0, 72), { shape: [3, 4, 2, 3], running: theirs });
    batchNorm(x.slice(72), { shape: [2, 4, 2, 3], running: theirs });
    assertBitEqual(ours.mean, theirs.mean);
    assertBitEqual(ours.variance, theirs.variance);
  });
  it("refuses a last ghost of one element before anything is written", () => {
    const running = { mean: new Float64Array(1), variance: new Float64Array(1) };
    const three = new Float64Array([1, 2, 3]), y = new Float64Array(3).fill(9);
    assertThrows(
      () => ghostBatchNorm(three, { shape: [3, 1], ghostSize: 2, running, out: { y } }),
      RangeError,
      "running.correction must be less than the 1 elements per channel, got 1",
    );
    assertEquals([...y, running.mean[0], running.variance[0]], [9, 9, 9, 0, 0]);
  });
  it("refuses a ghost size that is none, and other lengths", () => {
    const message = "ghostSize must be a positive integer, got 0";
    assertThrows(() => ghostBatchNorm(x, { shape, ghostSize: 0 }), RangeError, message);
    const mean = new Float64Array(4);
    assertThrows(
      () => ghostBatchNormBackward(x, x, { shape, ghostSize: 2, mean, rstd: mean }),
      RangeError,
      "mean must have 12 elements (channels of each ghost batch), got 4",
    );
  });
});
