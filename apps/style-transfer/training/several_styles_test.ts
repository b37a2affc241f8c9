import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { createPicture, type Picture } from "../data/picture.ts";
import { paint } from "../model/paint.ts";
import { startBackend } from "./backend.ts";
import { CPU_PRESET, type TrainingConfig } from "./config.ts";
import { drawBatch, trainStep } from "./trainer.ts";
import { createTraining, paintersOf, type TrainingState } from "./training_state.ts";

const TINY: TrainingConfig = {
  ...CPU_PRESET,
  size: 16,
  width: 4,
  blocks: 1,
  batch: 2,
  steps: 6,
  styles: ["day", "night", "noon"],
};

function trainTo(end: number, config: TrainingConfig): TrainingState {
  const state = createTraining(config);
  while (state.step < end) trainStep(state, config);
  return state;
}

describe("training several styles", () => {
  before(async () => void await startBackend());

  for (const norm of ["instance", "layer", "group", "none"] as const) {
    it(`with ${norm} norm moves one style a step, and leaves the others bit for bit`, () => {
      const config = { ...TINY, norm };
      const state = createTraining(config);
      for (let step = 0; step < 4; step++) {
        const former = structuredClone(state);
        trainStep(state, config);
        assertNotEquals(state.generator.weights, former.generator.weights);
        state.styles!.forEach((style, i) => {
          const before = former.styles![i]!;
          if (i !== step % 3) return assertEquals(style, before);
          for (const part of ["parameters", "discriminator"] as const) {
            assertEquals(style[part].adam.step, before[part].adam.step + 1);
            for (const [name, { values }] of style[part].weights) {
              assertNotEquals(values, before[part].weights.get(name)!.values, name);
            }
          }
        });
      }
      assertEquals(state.generator.adam.step, 4);
      assertEquals(state.styles!.map(({ parameters }) => parameters.adam.step), [2, 1, 1]);
    });
  }

  it("gives equal weights for equal seeds with everything switched on", () => {
    const config: TrainingConfig = {
      ...TINY,
      contentTerm: "nce",
      pool: 3,
      augment: ["shift"],
      slopePenalty: 1,
      clip: 0.5,
      average: 0.9,
    };
    assertEquals(trainTo(4, config), trainTo(4, config));
  });

  it("does its first step as if the first style were alone", () => {
    const { styles: _, ...single } = TINY;
    const [several, alone] = [TINY, single].map((config) => trainTo(1, config));
    const [painter] = paintersOf(several!, TINY);
    assertEquals(painter!.weights, alone!.generator.weights);
    assertEquals(several!.styles![0]!.discriminator, alone!.discriminator);
  });

  it("has the slope penalty in every style's turn", () => {
    const judges = [0, 10].map((slopePenalty) =>
      trainTo(3, { ...TINY, slopePenalty }).styles!.map(({ discriminator }) =>
        discriminator.weights.get("look1.kernel")!.values
      )
    );
    judges[0]!.forEach((values, i) => assertNotEquals(values, judges[1]![i]));
  });

  it("paints with averages that follow the shared weights and those of each style", () => {
    const config = { ...TINY, average: 0.9 };
    const state = createTraining(config);
    const fresh = structuredClone(state);
    trainStep(state, config);
    const [day, night] = paintersOf(state, config);
    const gamma = "enter.gamma";
    assertEquals(day!.weights.get(gamma), state.styles![0]!.average!.get(gamma));
    assertNotEquals(day!.weights.get(gamma), fresh.styles![0]!.average!.get(gamma));
    assertNotEquals(day!.weights.get(gamma), state.styles![0]!.parameters.weights.get(gamma));
    assertEquals(night!.weights.get(gamma), fresh.styles![1]!.average!.get(gamma));
    assertEquals(night!.weights.get("enter.kernel"), state.average!.get("enter.kernel"));
    assertNotEquals(state.average!.get("enter.kernel"), fresh.average!.get("enter.kernel"));
  });

  it("learns to paint each style as its pictures are", () => {
    const config: TrainingConfig = {
      ...TINY,
      styles: ["dark", "bright"],
      steps: 60,
      contentWeight: 0.1,
      learningRate: 5e-3,
    };
    const flat = (gray: number): Picture => {
      const picture = createPicture(16, 16);
      picture.pixels.fill(gray);
      return picture;
    };
    const state = createTraining(config);
    while (state.step < config.steps) {
      const style = Array.from({ length: 2 }, () => flat(state.step % 2 === 0 ? 0.2 : 0.8));
      trainStep(state, config, { ...drawBatch(config, state.step), style });
    }
    const { content } = drawBatch(config, 1000);
    const [dark, bright] = paintersOf(state, config).map((painter) => {
      const { pixels } = paint(painter, content[0]!);
      return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    });
    assert(bright! - dark! > 0.2, `means ${dark} and ${bright}`);
  });

  it("keeps the number of tensors constant", () => {
    const config: TrainingConfig = { ...TINY, contentTerm: "nce" };
    const state = createTraining(config);
    trainStep(state, config);
    const { numTensors, numBytes } = tf.memory();
    trainStep(state, config);
    assertEquals([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes]);
  });

  it("refuses what several styles cannot have, and says why", () => {
    const refuse = (change: Partial<TrainingConfig>, message: string) =>
      assertThrows(() => createTraining({ ...TINY, ...change }), RangeError, message);
    refuse({ norm: "batch" }, "norm must not be batch for several styles");
    refuse({ contentTerm: "cycle" }, "contentTerm must not be cycle for several styles");
    refuse({ contentTerm: "pairs" }, "contentTerm must not be pairs for several styles");
    refuse({ styles: ["one"] }, "styles must be two or more");
    refuse({ styles: ["a", "a"] }, 'got "a" twice');
  });
});
