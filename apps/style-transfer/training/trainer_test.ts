import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { applyInkStyle } from "../data/ink_style.ts";
import { ARCHITECTURES } from "../model/architectures.ts";
import { NORM_NAMES } from "../model/norms.ts";
import { startBackend } from "./backend.ts";
import { CPU_PRESET, type TrainingConfig } from "./config.ts";
import { heldOutL1 } from "./evaluate.ts";
import { CONTENT_TERMS } from "./losses.ts";
import type { Net } from "./net.ts";
import { PENALTY_EVERY } from "./slope_penalty.ts";
import { DivergedError, drawBatch, type StepLosses, trainStep } from "./trainer.ts";
import { createTraining, generatorConfig, type TrainingState } from "./training_state.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 2, steps: 3 };

function trainTo(end: number, config: TrainingConfig): TrainingState & { losses: StepLosses[] } {
  const state = createTraining(config);
  const losses = [];
  while (state.step < end) losses.push(trainStep(state, config));
  return { ...state, losses };
}

function netsOf({ generator, discriminator, back, heads }: TrainingState): Net[] {
  return [
    generator,
    discriminator,
    ...(back ? [back.generator, back.discriminator] : []),
    ...(heads ? [heads] : []),
  ];
}

describe("training", () => {
  before(async () => void await startBackend());

  it("adds the slope penalty in every sixteenth step", () => {
    for (const step of [0, 1, PENALTY_EVERY - 1, PENALTY_EVERY]) {
      const [plain, penalized] = [0, 10].map((slopePenalty) => {
        const config = { ...TINY, steps: 2 * PENALTY_EVERY, slopePenalty };
        const state = { ...createTraining(config), step };
        return trainStep(state, config).discriminator;
      });
      assertEquals(penalized! > plain!, step % PENALTY_EVERY === 0, `step ${step}`);
    }
  });

  for (const norm of NORM_NAMES) {
    it(`with ${norm} norm gives equal weights for equal seeds, bit for bit`, () => {
      const config = { ...TINY, norm };
      const [a, b] = [trainTo(3, config), trainTo(3, config)];
      assertEquals(a, b);
      assertEquals(a.step, 3);
      const fresh = createTraining(config);
      for (const [name, { values }] of a.generator.weights) {
        assertNotEquals(
          values,
          fresh.generator.weights.get(name)!.values,
          `${name} must have moved`,
        );
      }
      for (const [name, { values }] of a.discriminator.weights) {
        assertNotEquals(
          values,
          fresh.discriminator.weights.get(name)!.values,
          `${name} must have moved`,
        );
      }
    });
  }

  it("gives equal weights for equal seeds with everything switched on", () => {
    const config: TrainingConfig = {
      ...TINY,
      norm: "batch",
      size: 32,
      judges: 3,
      loss: "non-saturating",
      augment: ["shift", "cutout", "color"],
      slopePenalty: 1,
      clip: 0.5,
      judgeRate: 2,
      average: 0.9,
    };
    const [a, b] = [trainTo(2, config), trainTo(2, config)];
    assertEquals(a, b);
    for (const [name, { values }] of createTraining(config).discriminator.weights) {
      assertNotEquals(values, a.discriminator.weights.get(name)!.values, `${name} must have moved`);
    }
  });

  for (
    const [what, change] of Object.entries<Partial<TrainingConfig>>({
      "the loss": { loss: "hinge" },
      "another loss": { loss: "non-saturating" },
      "a second judge": { judges: 2 },
      "changed pictures": { augment: ["shift"] },
      "the judge's rate": { judgeRate: 3 },
      "a slope penalty": { slopePenalty: 10 },
      "short gradients": { clip: 1e-3 },
      "a warm-up": { warmUp: 1 },
      "a texture term": { textureWeight: 1 },
    })
  ) {
    it(`changes what is learned with ${what}`, () => {
      const [plain, other] = [{}, change].map((some) => trainTo(2, { ...TINY, ...some }));
      const enter = (state: TrainingState) => state.generator.weights.get("enter.kernel")!.values;
      assertNotEquals(enter(plain!), enter(other!));
    });
  }

  for (const contentTerm of ["cycle", "nce"] as const) {
    it(`with ${contentTerm} gives equal weights for equal seeds, and all its nets learn`, () => {
      const config: TrainingConfig = { ...TINY, contentTerm, norm: "batch", pool: 3 };
      const [a, b] = [trainTo(2, config), trainTo(2, config)];
      assertEquals(a, b);
      const fresh = createTraining(config);
      for (const [i, { weights, adam }] of netsOf(a).entries()) {
        assertEquals(adam.step, 2);
        for (const [name, { values }] of weights) {
          assertNotEquals(values, netsOf(fresh)[i]!.weights.get(name)!.values, name);
        }
      }
      assertEquals(netsOf(a).length, contentTerm === "cycle" ? 4 : 3);
    });

    it(`learns to keep to the content by ${contentTerm}`, () => {
      const config = { ...TINY, contentTerm, steps: 20, learningRate: 5e-3 };
      const state = createTraining(config);
      const batch = drawBatch(config, 0);
      const losses = Array.from({ length: 20 }, () => trainStep(state, config, batch).content);
      const [first, last] = [losses[0]!, losses.at(-1)!];
      assert(last < 0.7 * first, `content loss from ${first} to ${last}`);
    });
  }

  it("paints like CUT with any architecture", () => {
    for (const architecture of ARCHITECTURES) {
      const { losses } = trainTo(1, { ...TINY, architecture, contentTerm: "nce" });
      assert(losses[0]!.content > 0, architecture);
    }
  });

  it("learns the paintings that belong to pictures by pairs", () => {
    const config = { ...TINY, contentTerm: "pairs", steps: 12, learningRate: 5e-3 } as const;
    const state = createTraining(config);
    const { content } = drawBatch(config, 0);
    const batch = { content, style: content.map((picture) => applyInkStyle(picture)) };
    const losses = Array.from({ length: 12 }, () => trainStep(state, config, batch).content);
    const [first, last] = [losses[0]!, losses.at(-1)!];
    assert(last < 0.7 * first, `distance from ${first} to ${last}`);
  });

  it("starts what all content terms have alike", () => {
    const [plain, ...rest] = CONTENT_TERMS.map((contentTerm) =>
      createTraining({ ...TINY, contentTerm })
    );
    for (const { generator, discriminator } of rest) {
      assertEquals({ generator, discriminator }, {
        generator: plain!.generator,
        discriminator: plain!.discriminator,
      });
    }
  });

  it("lets the discriminator see earlier paintings once the pool is full", () => {
    const config = { ...TINY, steps: 8, learningRate: 3e-3 };
    const [plain, pooled, large] = [0, 4, 16].map((pool) => trainTo(8, { ...config, pool }));
    assertEquals(pooled!.losses.slice(0, 2), plain!.losses.slice(0, 2));
    assertNotEquals(pooled!.losses, plain!.losses);
    assertEquals(large!.losses, plain!.losses, "a pool that is still being filled changes nothing");
    const counts = [plain, pooled, large].map((state) => state!.discriminator.pool.count);
    assertEquals(counts, [0, 4, 16]);
  });

  it("lets the discriminator have no say while the generator warms up", () => {
    const config = { ...TINY, warmUp: 2 };
    for (const { generator, content } of trainTo(2, config).losses) {
      assertEquals(generator, content * config.contentWeight);
    }
    const [, , third] = trainTo(3, config).losses;
    assertNotEquals(third!.generator, third!.content * config.contentWeight);
  });

  it("goes on at half the learning rate after a setback", () => {
    const [plain, slower] = [0, 1].map((setbacks) => {
      const state = createTraining(TINY);
      state.setbacks = setbacks;
      trainStep(state, TINY);
      return state.generator.weights.get("leave.beta")!.values;
    });
    // The first step of Adam is as long as the learning rate, whatever the gradient.
    slower!.forEach((v, i) => assertAlmostEquals(v / plain![i]!, 0.5, 1e-4));
  });

  it("keeps an average that soon forgets the first weights", () => {
    const config = { ...TINY, average: 0.75 };
    const before = createTraining(config).generator.weights.get("enter.kernel")!.values;
    const { generator, average } = trainTo(1, config);
    const after = generator.weights.get("enter.kernel")!.values;
    average!.get("enter.kernel")!.values.forEach((v, i) =>
      assertAlmostEquals(v, 0.1 * before[i]! + 0.9 * after[i]!, 1e-7)
    );
  });

  it("gives other weights for other seeds", () => {
    const [a, b] = [1, 2].map((seed) => trainTo(2, { ...TINY, seed }));
    for (const [name, { values }] of a!.generator.weights) {
      assertNotEquals(values, b!.generator.weights.get(name)!.values, name);
    }
    assertNotEquals(a!.losses, b!.losses);
  });

  it("starts all norms from the same kernels", () => {
    const [first, ...rest] = NORM_NAMES.map((norm) => createTraining({ ...TINY, norm }));
    for (const { generator, discriminator } of rest) {
      assertEquals(discriminator, first!.discriminator);
      for (const [name, weight] of generator.weights) {
        if (name.endsWith(".kernel")) {
          assertEquals(weight, first!.generator.weights.get(name), name);
        }
      }
    }
  });

  it("remembers a twentieth of what a batch-norm layer has just seen", () => {
    const config = { ...TINY, norm: "batch" as const };
    const { generator } = trainTo(1, config);
    for (const [name, { values }] of generator.weights) {
      if (name.endsWith(".running_mean")) assert(values.some((v) => v !== 0), name);
      if (name.endsWith(".running_variance")) {
        assert(values.every((v) => v >= 0.95), `${name}: 0.95 + 0.05 * variance`);
      }
    }
  });

  it("brings the generator closer to pictures that it never saw", () => {
    const config = { ...TINY, steps: 100, batch: 4, width: 8, learningRate: 3e-3 };
    const evaluate = (state: TrainingState) =>
      heldOutL1(state.generator.weights, generatorConfig(config), { size: 16, count: 8 });
    const [untrained, trained] = [createTraining(config), trainTo(100, config)];
    const [from, to] = [evaluate(untrained), evaluate(trained)];
    assert(to < 0.75 * from, `held-out L1 from ${from} to ${to}`);
    const content = (part: StepLosses[]) =>
      part.reduce((sum, losses) => sum + losses.content, 0) / part.length;
    const { losses } = trained;
    const [early, late] = [content(losses.slice(0, 5)), content(losses.slice(-5))];
    assert(late < 0.75 * early, `content loss from ${early} to ${late}`);
  });

  it("keeps the number of tensors constant", () => {
    const changes: Partial<TrainingConfig>[] = [
      ...NORM_NAMES.map((norm) => ({ norm })),
      ...CONTENT_TERMS.map((contentTerm) => ({ contentTerm, pool: 3 })),
    ];
    for (const change of changes) {
      const config = { ...TINY, ...change };
      const state = createTraining(config);
      trainStep(state, config);
      const { numTensors, numBytes } = tf.memory();
      trainStep(state, config);
      heldOutL1(state.generator.weights, generatorConfig(config), { size: 16, count: 1 });
      const after = tf.memory();
      assertEquals(
        [after.numTensors, after.numBytes],
        [numTensors, numBytes],
        JSON.stringify(change),
      );
    }
  });

  it("stops at the step whose loss is no number, without a tensor left", () => {
    const config = { ...TINY, learningRate: 1e38 };
    const state = createTraining(config);
    trainStep(state, config);
    const { numTensors } = tf.memory();
    const error = assertThrows(() => trainStep(state, config), DivergedError);
    assert(/^training diverged: the \w+ loss of step 2 is (NaN|-?Infinity)$/.test(error.message));
    assertEquals(tf.memory().numTensors, numTensors);
  });

  it("refuses a config that cannot be trained with", () => {
    assertThrows(() => createTraining({ ...TINY, steps: 0 }), RangeError, "steps must be");
  });
});
