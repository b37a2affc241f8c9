import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { BATCH_RENORM, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm, batchNormBackward } from "./batch_norm.ts";
import { batchNormInference } from "./batch_norm_inference.ts";
import { batchRenorm, batchRenormBackward } from "./batch_renorm.ts";

describe("batch renorm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(BATCH_RENORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, gamma] = [input("x"), input("gamma")];
        const { epsilon, rMax, dMax } = settings;
        const limits = { epsilon: epsilon!, rMax: rMax!, dMax: dMax! };
        const running = { mean: input("mean"), variance: input("variance"), correction: 0 };
        const options = { shape, layout, gamma };
        const forward = batchRenorm(x, { ...options, ...limits, beta: input("beta"), running });
        const { y, ...kept } = forward;
        const { dx, dgamma, dbeta } = batchRenormBackward(input("dy"), x, { ...options, ...kept });
        const outputs = { y, r: kept.r, d: kept.d };
        return { outputs, gradients: { x: dx, gamma: dgamma, beta: dbeta } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);
const start = () => ({ mean: randomArray(4, 4), variance: new Float64Array(4).fill(0.5) });

describe("batch renorm", () => {
  it("has the gradient that central differences find with r and d held", () => {
    const { y: _, mean, variance, rstd, r, d } = batchRenorm(x, { shape, running: start() });
    assertEquals(variance.length, 4);
    checkGradients({
      inputs: { x, gamma, beta },
      output: (at) => {
        const { y } = batchNorm(at.x, { shape });
        return y.map((value, i) => {
          const c = Math.floor(i / 6) % 4;
          return (value * r[c]! + d[c]!) * at.gamma[c]! + at.beta[c]!;
        });
      },
      gradients: ({ x, gamma }, dy) => {
        const back = batchRenormBackward(dy, x, { shape, gamma, mean, rstd, r, d });
        return { x: back.dx, gamma: back.dgamma, beta: back.dbeta };
      },
    });
  });
  it("is batch norm with rMax 1 and dMax 0, forward and backward", () => {
    const options = { shape, gamma };
    const limits = { rMax: 1, dMax: 0, running: start() };
    const ours = batchRenorm(x, { ...options, beta, ...limits });
    const theirs = batchNorm(x, { ...options, beta });
    assertAllClose(ours.y, theirs.y);
    const dy = randomArray(72, 5);
    const back = batchRenormBackward(dy, x, { ...options, ...ours });
    const expected = batchNormBackward(dy, x, { ...options, ...theirs });
    assertAllClose(back.dx, expected.dx);
    assertAllClose(back.dgamma, expected.dgamma);
  });
  it("is inference with the earlier running statistics where nothing is clipped", () => {
    const limits = { rMax: Infinity, dMax: Infinity };
    const { y } = batchRenorm(x, { shape, gamma, beta, ...limits, running: start() });
    assertAllClose(y, batchNormInference(x, { shape, gamma, beta, ...start() }).y);
  });
  it("moves running statistics as batch norm does, afterwards", () => {
    const ours = start(), theirs = start();
    batchRenorm(x, { shape, running: ours });
    batchNorm(x, { shape, running: theirs });
    assertBitEqual(ours.mean, theirs.mean);
    assertBitEqual(ours.variance, theirs.variance);
  });
  it("stays finite where nothing varies", () => {
    const running = { mean: new Float64Array([3]), variance: new Float64Array(1) };
    const flat = new Float64Array(4).fill(3);
    const { y } = batchRenorm(flat, { shape: [4, 1], running, epsilon: 0 });
    assertEquals([...y], [0, 0, 0, 0]);
  });
  it("refuses limits that are none", () => {
    const running = start();
    assertThrows(
      () => batchRenorm(x, { shape, running, rMax: 0.5 }),
      RangeError,
      "rMax must be at least 1, got 0.5",
    );
    assertThrows(
      () => batchRenorm(x, { shape, running, dMax: -1 }),
      RangeError,
      "dMax must be at least 0, got -1",
    );
    assertThrows(
      () => batchRenorm(x, { shape } as never),
      TypeError,
      "running must be a running mean and variance, got undefined",
    );
    const short = { mean: new Float64Array(3), variance: new Float64Array(4) };
    assertThrows(
      () => batchRenorm(x, { shape, running: short }),
      RangeError,
      "running.mean must have 4 elements (channels), got 3",
    );
  });
});
