import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readSafetensors, writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { contentPicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { paint } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import { CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { trainStep } from "../training/trainer.ts";
import {
  createTraining,
  generatorConfig,
  paintersOf,
  paintingWeights,
  type TrainingState,
} from "../training/training_state.ts";
import { CheckpointError, decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import {
  checkOneStyle,
  chooseMix,
  chooseStyle,
  hasStyles,
  type StylesCheckpoint,
} from "./choose_style.ts";
import { decodeTraining, encodeTraining } from "./training_file.ts";

const TINY: TrainingConfig = {
  ...CPU_PRESET,
  size: 16,
  width: 4,
  blocks: 1,
  batch: 1,
  steps: 10,
  styles: ["van gogh", "generator", "歌川広重"],
};

function go(state: TrainingState, config: TrainingConfig, end: number): TrainingState {
  while (state.step < end) trainStep(state, config);
  return state;
}

/** A checkpoint whose arrays are all different, as after training. */
function sample(): StylesCheckpoint {
  const state = createTraining(TINY);
  const random = new Random(4);
  for (const { values } of state.generator.weights.values()) {
    values.forEach((value, i) => values[i] = value + 0.1 * random.normal());
  }
  for (const { parameters } of state.styles!) {
    for (const { values } of parameters.weights.values()) {
      values.forEach((value, i) => values[i] = value + 0.3 * random.normal());
    }
  }
  const checkpoint = {
    generator: generatorConfig(TINY),
    ...paintingWeights(state),
    training: TINY,
    step: 0,
  };
  assert(hasStyles(checkpoint));
  return checkpoint;
}

describe("a checkpoint of several styles", () => {
  before(async () => void await startBackend());

  it("is not taken for one of a single style", () => {
    const chosen = chooseStyle(sample(), "generator");
    assertEquals(checkOneStyle(chosen, "x"), chosen);
    const message = "x must have one style, got van gogh, generator, 歌川広重";
    assertThrows(() => checkOneStyle(sample(), "x"), CheckpointError, message);
  });

  it("brings every bit back, and is equal bytes for equal styles", () => {
    const bytes = encodeCheckpoint(sample());
    assertEquals(decodeCheckpoint(bytes, "x"), sample());
    assertEquals(encodeCheckpoint(decodeCheckpoint(bytes, "x")), bytes);
    const { tensors, metadata } = readSafetensors(bytes);
    assertEquals(metadata.get("version"), "2");
    assert(tensors.has("enter.kernel") && tensors.has("van gogh/enter.gamma"));
    assert(!tensors.has("enter.gamma"));
  });

  it("keeps gammas and betas as they are where kernels are halved", () => {
    const half = decodeCheckpoint(encodeCheckpoint(sample(), { half: true }), "x");
    assertEquals(half.styles, sample().styles);
    assertNotEquals(half.weights.get("enter.kernel"), sample().weights.get("enter.kernel"));
  });

  it("becomes an ordinary one when a style is chosen, and paints as training does", () => {
    const config = { ...TINY, steps: 4 };
    const state = go(createTraining(config), config, 4);
    const several = {
      generator: generatorConfig(config),
      ...paintingWeights(state),
      training: config,
      step: 4,
    };
    assert(hasStyles(several));
    const picture = contentPicture(1, 2, 16);
    const paintings = paintersOf(state, config).map((painter) => {
      const chosen = chooseStyle(several, painter.style!);
      assert(!hasStyles(chosen));
      const again = decodeCheckpoint(encodeCheckpoint(chosen), "x");
      assertEquals(again, chosen);
      const painting = paint(again, picture);
      assertEquals(painting, paint(painter, picture));
      return painting;
    });
    assertNotEquals(paintings[0], paintings[1]);
    assertEquals(paint(several, picture), paintings[0], "by itself it paints the first");
  });

  it("mixes styles, from one to the other", () => {
    const several = sample();
    const mix = (share: number) =>
      chooseMix(several, new Map([["van gogh", 1 - share], ["generator", share]]));
    const [from, half, to] = [0, 0.5, 1].map((share) => mix(share));
    assertEquals(from!.weights, chooseStyle(several, "van gogh").weights);
    assertEquals(to!.weights, chooseStyle(several, "generator").weights);
    assertEquals(half!.style, "van gogh=0.5,generator=0.5");
    const value = ({ weights }: typeof half & object) => weights.get("up1.beta")!.values[2]!;
    assertEquals(value(half!), Math.fround((value(from!) + value(to!)) / 2));
    assertEquals(half!.weights.get("up1.kernel"), several.weights.get("up1.kernel"));
  });

  it("is refused where a style is missing, damaged, or has no name", () => {
    const { tensors, metadata } = readSafetensors(encodeCheckpoint(sample()));
    const refuse = (
      message: string,
      { without, more = {} }: {
        readonly without?: string;
        readonly more?: Readonly<Record<string, string>>;
      },
    ) => {
      const kept = new Map([...tensors].filter(([name]) => name !== without));
      const bytes = writeSafetensors(kept, {
        metadata: { ...Object.fromEntries(metadata), ...more },
      });
      assertThrows(() => decodeCheckpoint(bytes, "x"), CheckpointError, message);
    };
    refuse('tensor "generator/up1.beta" is missing', { without: "generator/up1.beta" });
    refuse("does not belong to the generator", { more: { styles: '["van gogh","generator"]' } });
    refuse("without slashes", { more: { styles: '["van gogh","../generator"]' } });
    refuse("styles must be two or more, got 0", { more: { styles: '"van gogh"' } });
    refuse("cannot read checkpoint x", { more: { styles: "[" } });
    refuse('version must be "2", got "1"', { more: { version: "1" } });
    assertThrows(() => chooseStyle(sample(), "monet"), RangeError, "one of van gogh, generator");
  });
});

describe("a run of several styles at rest", () => {
  before(async () => void await startBackend());

  for (
    const [what, change] of Object.entries<Partial<TrainingConfig>>({
      "instance norm": {},
      "group norm, an average and pools": { norm: "group", average: 0.9, pool: 3 },
      "layer norm and heads for patches": { norm: "layer", contentTerm: "nce", slopePenalty: 1 },
    })
  ) {
    it(`goes on with ${what} as if it had never stopped, bit for bit`, () => {
      const config = { ...TINY, ...change };
      const straight = go(createTraining(config), config, 10);
      const state = go(createTraining(config), config, 5);
      const data = { content: "photos", style: ["a", "b/c.jpg", "d"] };
      const bytes = encodeTraining({ config, data, state });
      const read = decodeTraining(bytes, "x");
      assertEquals(read, { config, data, state });
      assertEquals(encodeTraining(read), bytes);
      assertEquals(go(read.state, config, 10), straight);
    });
  }
});
