import { assertAllClose, exactMoments, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNorm } from "./batch_norm.ts";
import { moments } from "./moments.ts";
import {
  debiasRunning,
  reestimateRunning,
  type RunningStatistics,
  updateRunning,
} from "./running_statistics.ts";

/** One channel. */
const one = (mean: number, variance: number) => ({
  mean: new Float64Array([mean]),
  variance: new Float64Array([variance]),
});
const numbers = ({ mean, variance }: RunningStatistics) => [mean[0], variance[0]];

describe("a moving average", () => {
  it("moves by its rate, with the corrected variance", () => {
    const running = { ...one(10, 100), rate: 0.25, correction: 1 };
    updateRunning(running, one(2, 6), 4); // 6 is 8 without bias
    assertEquals(numbers(running), [8, 77]);
  });
  it("moves as PyTorch does unless told otherwise", () => {
    const running = one(0, 1);
    updateRunning(running, one(1, 1), 2);
    assertAllClose([...running.mean, ...running.variance], [0.1, 1.1]);
    assertEquals("batches" in running, false);
  });
  it("counts its batches where it is asked to, and not the empty ones", () => {
    const running: RunningStatistics = { ...one(0, 1), batches: 3 };
    updateRunning(running, one(1, 1), 2);
    updateRunning(running, one(NaN, NaN), 0);
    assertEquals(running.batches, 4);
    assertEquals(Number.isNaN(running.mean[0]), false);
  });
});

describe("a cumulative average", () => {
  it("gives all batches the same weight, whatever stood there before", () => {
    for (const before of [1000, NaN]) {
      const running: RunningStatistics = {
        ...one(before, before),
        rate: "cumulative",
        correction: 0,
      };
      for (const [mean, variance] of [[1, 4], [3, 1], [8, 1]] as const) {
        updateRunning(running, one(mean, variance), 5);
      }
      assertAllClose([...running.mean, ...running.variance], [4, 2]);
      assertEquals(running.batches, 3);
    }
  });
  it("goes on where it stopped", () => {
    const running: RunningStatistics = {
      ...one(6, 2),
      rate: "cumulative",
      correction: 0,
      batches: 2,
    };
    updateRunning(running, one(0, 5), 5);
    assertAllClose([...running.mean, ...running.variance], [4, 3]);
  });
  it("works behind batch norm", () => {
    const running: RunningStatistics = { ...one(7, 7), rate: "cumulative", correction: 0 };
    for (const batch of [[1, 3], [5, 9]]) {
      batchNorm(Float64Array.from(batch), { shape: [2, 1], running });
    }
    assertEquals(numbers(running), [4.5, 2.5]);
  });
});

describe("a debiased average", () => {
  it("of equal batches is the batch, however few there were", () => {
    const running: RunningStatistics = { ...one(0, 0), correction: 0, batches: 0 };
    for (let i = 1; i <= 5; i++) {
      updateRunning(running, one(4, 9), 10);
      const { mean, variance } = debiasRunning(running);
      assertAllClose([...mean, ...variance], [4, 9]);
      assertAllClose([...running.mean], [4 * (1 - 0.9 ** i)]);
    }
  });
  it("before the first batch changes nothing", () => {
    assertEquals(numbers(debiasRunning({ ...one(0, 0), batches: 0 })), [0, 1]);
  });
  it("is the average itself where that is cumulative, or has rate 1", () => {
    for (const rate of ["cumulative", 1] as const) {
      assertEquals(numbers(debiasRunning({ ...one(3, 5), rate, batches: 2 })), [3, 5]);
    }
    assertEquals(numbers(debiasRunning({ ...one(0, 0), rate: 0, batches: 2 })), [0, 0]);
  });
  it("has to know how many batches there were", () => {
    const message = "running.batches must be the number of batches seen, got undefined";
    assertThrows(() => debiasRunning(one(0, 0)), RangeError, message);
  });
});

describe("statistics that are estimated again", () => {
  const x = randomArray(60, 1, { mean: 100, sigma: 3 });
  const batches = function* () {
    for (const [from, to] of [[0, 10], [10, 10], [10, 50], [50, 60]] as const) {
      yield moments(x.slice(from, to), { shape: [to - from, 1], axes: [0] });
    }
  };
  for (const correction of [0, 1]) {
    it(`are those of all elements at once, exactly, correction ${correction}`, () => {
      const running = { ...one(NaN, NaN), correction };
      reestimateRunning(running, batches());
      const { mean, variance } = exactMoments(x);
      assertAllClose(running.mean, [mean], { rtol: 4e-16 });
      assertAllClose(running.variance, [variance * 60 / (60 - correction)], { rtol: 1e-13 });
    });
  }
  it("hold the spread between the batches, which an average of variances leaves out", () => {
    const parts = [{ ...one(0, 1), count: 4 }, { ...one(10, 1), count: 4 }];
    const precise = { ...one(0, 0), correction: 0 };
    reestimateRunning(precise, parts);
    assertEquals(numbers(precise), [5, 26]);
    const standing: RunningStatistics = { ...one(0, 0), rate: "cumulative", correction: 0 };
    for (const part of parts) updateRunning(standing, part, part.count);
    assertEquals(numbers(standing), [5, 1]);
  });
  it("leave a channel alone that has seen nothing", () => {
    const running = { mean: new Float64Array([7, 7]), variance: new Float64Array([8, 8]) };
    const count = new Float64Array([2, 0]);
    const part = { mean: new Float64Array([1, 0]), variance: new Float64Array([1, 0]), count };
    reestimateRunning(running, [part]);
    assertEquals([...running.mean, ...running.variance], [1, 7, 2, 8]);
  });
  it("are not written where something is wrong", () => {
    const running = one(5, 6);
    const refuses = (message: string, parts: Parameters<typeof reestimateRunning>[1]) => {
      assertThrows(() => reestimateRunning(running, parts), RangeError, message);
      assertEquals(numbers(running), [5, 6]);
    };
    refuses("batches must hold at least one, got none", []);
    const two = { mean: new Float64Array(2), variance: new Float64Array(2), count: 2 };
    refuses("batches must have 1 statistics each (channels), got 2", [two]);
    refuses("running.correction must be less than the 1 elements", [{ ...one(1, 0), count: 1 }]);
  });
});

describe("running statistics refuse", () => {
  it("batches of other lengths, and counts that are none", () => {
    const running = one(5, 6), two = new Float64Array(2);
    const refuses = (message: string, batch: Parameters<typeof updateRunning>[1], count = 2) => {
      assertThrows(() => updateRunning(running, batch, count), RangeError, message);
      assertEquals(numbers(running), [5, 6]);
    };
    refuses("batch.mean must have 1 elements (as many as running.mean), got 2", {
      ...one(1, 1),
      mean: two,
    });
    refuses("batch.variance must have 1 elements", { ...one(1, 1), variance: two });
    for (const count of [NaN, Infinity, -3]) {
      refuses(`count must be finite and at least 0, got ${count}`, one(1, 1), count);
    }
    assertThrows(
      () => updateRunning({ ...running, mean: [0] as never }, one(1, 1), 2),
      TypeError,
      "running.mean must be a Float32Array or Float64Array, got Array",
    );
    assertThrows(
      () => updateRunning({ ...running, variance: two }, one(1, 1), 2),
      RangeError,
      "running.variance must have 1 elements (channels), got 2",
    );
  });
  it("to be left out", () => {
    const none = undefined as never;
    const running = "running.mean must be a Float32Array or Float64Array, got undefined";
    assertThrows(() => updateRunning(none, one(1, 1), 2), TypeError, running);
    assertThrows(() => debiasRunning(none), TypeError, running);
    assertThrows(() => reestimateRunning(none, []), TypeError, running);
    assertThrows(
      () => updateRunning(one(5, 6), none, 2),
      TypeError,
      "batch.mean must be a Float32",
    );
    const batches = "batches must be a list of moments, got undefined";
    assertThrows(() => reestimateRunning(one(5, 6), none), TypeError, batches);
  });
  const cases: readonly (readonly [string, object])[] = [
    ["running.rate must be from 0 to 1, got 1.5", { rate: 1.5 }],
    ["running.rate must be from 0 to 1, got NaN", { rate: NaN }],
    ['running.rate must be a number or "cumulative", got "mean"', { rate: "mean" }],
    ["running.correction must be at least 0, got -1", { correction: -1 }],
    ["running.batches must be a non-negative integer, got 0.5", { batches: 0.5 }],
    ["running.correction must be less than the 2 elements per channel, got 2", { correction: 2 }],
  ];
  for (const [message, change] of cases) {
    it(message, () => {
      const running = { ...one(5, 6), ...change };
      assertThrows(() => updateRunning(running, one(1, 1), 2), RangeError, message);
      assertEquals(numbers(running), [5, 6]);
    });
  }
});
