import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, SPADE } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import { positionalNorm } from "./positional_norm.ts";
import { spade, spadeBackward } from "./spade.ts";

describe("SPADE agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(SPADE)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const [x, dy, gamma] = [input("x"), input("dy"), input("gamma")];
        const options = { shape, layout, epsilon: settings.epsilon!, gamma };
        const { y, mean, rstd } = spade(x, { ...options, beta: input("beta") });
        const { dx, dgamma } = spadeBackward(dy, x, { ...options, mean, rstd });
        return { outputs: { y }, gradients: { x: dx, gamma: dgamma, beta: dy } };
      }));
  }
});

const shape = [3, 4, 2, 3];
const x = randomArray(72, 1, { mean: 2 });
const gamma = randomArray(72, 2), beta = randomArray(72, 3);

describe("SPADE", () => {
  for (const kind of ["batch", "instance", "positional"] as const) {
    it(`has the gradient that central differences find, over ${kind} norm`, () => {
      const options = { shape: [3, 6, 4], layout: "channels-last", kind } as const;
      checkGradients({
        inputs: { x, gamma, beta },
        output: ({ x, ...maps }) => spade(x, { ...options, ...maps }).y,
        gradients: ({ x, gamma, beta }, dy) => {
          const { mean, rstd } = spade(x, { ...options, gamma, beta });
          const { dx, dgamma } = spadeBackward(dy, x, { ...options, gamma, mean, rstd });
          return { x: dx, gamma: dgamma, beta: dy };
        },
      });
    });
    it(`is ${kind} norm with gamma and beta where the maps are constant`, () => {
      const plain = { batch: batchNorm, instance: instanceNorm, positional: positionalNorm }[kind];
      const [g, b] = [randomArray(4, 5), randomArray(4, 6)];
      const channel = (i: number) => Math.floor(i / 6) % 4;
      const maps = {
        gamma: Float64Array.from(x, (_, i) => g[channel(i)]! - 1),
        beta: Float64Array.from(x, (_, i) => b[channel(i)]!),
      };
      assertAllClose(
        spade(x, { shape, kind, ...maps }).y,
        plain(x, { shape, gamma: g, beta: b }).y,
      );
    });
  }
  it("has the gradient that central differences find with fixed statistics", () => {
    const fixed = { mean: randomArray(4, 7), variance: randomArray(4, 8).map(Math.abs) };
    const options = { shape, fixed };
    checkGradients({
      inputs: { x, gamma, beta },
      output: ({ x, ...maps }) => spade(x, { ...options, ...maps }).y,
      gradients: ({ x, gamma, beta }, dy) => {
        const { mean, rstd } = spade(x, { ...options, gamma, beta });
        const { dx, dgamma } = spadeBackward(dy, x, { ...options, gamma, mean, rstd });
        return { x: dx, gamma: dgamma };
      },
    });
  });
  it("writes where it is told, also over x and dy", () => {
    const expected = spade(x, { shape, gamma, beta });
    const copy = x.slice();
    assertEquals(spade(copy, { shape, gamma, beta, out: { y: copy } }).y === copy, true);
    assertAllClose(copy, expected.y);
    const dy = randomArray(72, 4);
    const options = { shape, gamma, mean: expected.mean, rstd: expected.rstd };
    const apart = spadeBackward(dy, x, options);
    const dgamma = new Float64Array(72);
    spadeBackward(dy, x, { ...options, out: { dx: dy, dgamma } });
    assertAllClose(dy, apart.dx);
    assertAllClose(dgamma, apart.dgamma);
  });
  it("refuses what does not fit", () => {
    assertThrows(
      () => spade(x, { shape, gamma: new Float64Array(4), beta }),
      RangeError,
      "gamma must have 72 elements (as many as x), got 4",
    );
    assertThrows(
      () => spade(x, { shape, gamma, beta, kind: "group" as "batch" }),
      RangeError,
      'kind must be "batch", "instance" or "positional", got "group"',
    );
    const { mean, rstd } = spade(x, { shape, gamma, beta });
    const dy = randomArray(72, 4), before = dy.slice(), dgamma = new Float64Array(72).fill(9);
    const refuses = (message: string, fixed: { mean: Float64Array; variance: Float64Array }) => {
      const out = { dx: dy, dgamma };
      assertThrows(
        () => spadeBackward(dy, x, { shape, gamma, mean, rstd, fixed, out }),
        RangeError,
        message,
      );
      assertEquals([dy, dgamma.every((value) => value === 9)], [before, true]);
    };
    const three = new Float64Array(3), four = new Float64Array(4);
    refuses("fixed.mean must have 4 elements (statistics), got 3", { mean: three, variance: four });
    refuses("fixed.variance must be at least 0, got -1", {
      mean: four,
      variance: four.map(() => -1),
    });
    const running = { mean: new Float64Array(4), variance: new Float64Array(4) };
    spade(x, { shape, gamma, beta, running: { ...running, rate: 1 } }); // kind is "batch"
    assertEquals(running.mean.every((value) => value !== 0), true);
    assertThrows(
      () => spade(x, { shape, gamma, beta, kind: "instance", running }),
      RangeError,
      'kind must be "batch" to have running statistics, got "instance"',
    );
  });
});
