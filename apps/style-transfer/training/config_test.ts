import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  checkConfig,
  configText,
  CPU_PRESET,
  learningRateAt,
  PAINTING_PRESET,
  type TrainingConfig,
} from "./config.ts";

describe("checkConfig", () => {
  it("accepts the presets, and the least that can be trained", () => {
    checkConfig(CPU_PRESET);
    checkConfig(PAINTING_PRESET);
    const ones = { steps: 1, batch: 1, width: 1, blocks: 1, seed: 0, contentWeight: 0 };
    checkConfig({ ...CPU_PRESET, ...ones, size: 16 });
  });

  it("names the number that it refuses", () => {
    const cases: [Partial<TrainingConfig>, string][] = [
      [{ steps: 0 }, "steps must be a positive integer, got 0"],
      [{ steps: 1.5 }, "steps must be a positive integer, got 1.5"],
      [{ batch: NaN }, "batch must be a positive integer, got NaN"],
      [{ width: -4 }, "width must be a positive integer, got -4"],
      [{ blocks: Infinity }, "blocks must be a positive integer, got Infinity"],
      [{ seed: -1 }, "seed must be a non-negative integer, got -1"],
      [{ size: 12 }, "size must be a multiple of 4 and at least 16, got 12"],
      [{ size: 66 }, "size must be a multiple of 4 and at least 16, got 66"],
      [{ warmUp: -1 }, "warmUp must be a non-negative integer, got -1"],
      [{ pool: 0.5 }, "pool must be a non-negative integer, got 0.5"],
      [{ contentScales: [] }, "contentScales must be finite numbers of at least 1, got []"],
      [{ styleScales: [2, 0.5] }, "styleScales must be finite numbers of at least 1, got [2, 0.5]"],
      [{ textureWeight: -1 }, "textureWeight must be finite and not negative, got -1"],
      [{ judges: 0 }, "judges must be an integer from 1 to 3, got 0"],
      [{ judges: 4 }, "judges must be an integer from 1 to 3, got 4"],
      [{ judges: 3, size: 16 }, "size must be at least 32 for 3 judges, got 16"],
      [{ judgeRate: 0 }, "judgeRate must be positive and finite, got 0"],
      [{ clip: -1 }, "clip must be finite and not negative, got -1"],
      [{ slopePenalty: NaN }, "slopePenalty must be finite and not negative, got NaN"],
      [{ average: 1 }, "average must be at least 0 and below 1, got 1"],
      [{ average: NaN }, "average must be at least 0 and below 1, got NaN"],
      [{ norm: "group", width: 6 }, "width must be a multiple of 4 for group norm, got 6"],
      [{ learningRate: 0 }, "learningRate must be positive and finite, got 0"],
      [{ learningRate: NaN }, "learningRate must be positive and finite, got NaN"],
      [{ contentWeight: -1 }, "contentWeight must be finite and not negative, got -1"],
      [{ contentWeight: Infinity }, "contentWeight must be finite and not negative, got Infinity"],
    ];
    for (const [change, message] of cases) {
      assertThrows(() => checkConfig({ ...CPU_PRESET, ...change }), RangeError, message);
    }
  });
});

describe("configText", () => {
  it("is the same in whatever order a config is said, and differs where the config does", () => {
    const { norm, ...rest } = CPU_PRESET;
    assertEquals(configText({ ...rest, norm }), configText(CPU_PRESET));
    assertNotEquals(configText({ ...CPU_PRESET, seed: 2 }), configText(CPU_PRESET));
  });
});

describe("learningRateAt", () => {
  const config = { ...CPU_PRESET, steps: 10, learningRate: 8 };

  it("is constant for 60 % of the steps, then falls along a line", () => {
    const rates = Array.from({ length: 10 }, (_, step) => learningRateAt(config, step));
    const wanted = [8, 8, 8, 8, 8, 8, 8, 6, 4, 2];
    rates.forEach((rate, i) => assertAlmostEquals(rate, wanted[i]!, 1e-12));
    assertEquals(learningRateAt(config, 10), 0);
  });

  it("is positive in the only step of a run", () => {
    assertEquals(learningRateAt({ ...config, steps: 1 }, 0), 8);
  });
});
