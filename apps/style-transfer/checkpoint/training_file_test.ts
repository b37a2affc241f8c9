import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readSafetensors, writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { NORM_NAMES } from "../model/norms.ts";
import { startBackend } from "../training/backend.ts";
import { CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { trainStep } from "../training/trainer.ts";
import { createTraining, generatorConfig, type TrainingState } from "../training/training_state.ts";
import { CheckpointError, encodeCheckpoint } from "./checkpoint.ts";
import { decodeTraining, encodeTraining } from "./training_file.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 2, steps: 8 };

function go(state: TrainingState, config: TrainingConfig, end: number): TrainingState {
  while (state.step < end) trainStep(state, config);
  return state;
}

describe("a training run at rest", () => {
  before(async () => void await startBackend());

  for (const norm of NORM_NAMES) {
    it(`goes on with ${norm} norm as if it had never stopped, bit for bit`, () => {
      const config = { ...TINY, norm };
      const straight = go(createTraining(config), config, 8);
      const bytes = encodeTraining({
        config,
        data: {},
        state: go(createTraining(config), config, 3),
      });
      const { state } = decodeTraining(bytes, "x");
      assertEquals(state.step, 3);
      assertEquals(go(state, config, 8), straight);
    });
  }

  for (
    const [what, change] of Object.entries<Partial<TrainingConfig>>({
      "a way back": { contentTerm: "cycle", norm: "batch", batch: 3, pool: 7 },
      "heads for patches": { contentTerm: "nce", pool: 4, augment: ["shift"] },
      "an average": { average: 0.9, pool: 50 },
    })
  ) {
    it(`goes on with ${what} and a pool, at whatever step it rested`, () => {
      const config: TrainingConfig = { ...TINY, steps: 5, ...change };
      const straight = go(createTraining(config), config, 5);
      for (const rest of [1, 4]) {
        const state = go(createTraining(config), config, rest);
        const read = decodeTraining(encodeTraining({ config, data: {}, state }), "x");
        assertEquals(read.state, state);
        assertEquals(go(read.state, config, 5), straight);
      }
    });
  }

  it("remembers what it was computed on, if it was told", () => {
    const state = createTraining(TINY);
    for (const known of [{}, { backend: "wasm" }]) {
      const { backend } = decodeTraining(
        encodeTraining({ config: TINY, data: {}, ...known, state }),
        "x",
      );
      assertEquals(backend, known.backend);
    }
  });

  it("has the arrays of older versions alone, where a run needs no more", () => {
    const state = createTraining(TINY);
    const { tensors } = readSafetensors(encodeTraining({ config: TINY, data: {}, state }));
    const parts = new Set([...tensors.keys()].map((name) => name.slice(0, name.indexOf("/"))));
    assertEquals(
      [...parts].sort(),
      [
        "discriminator",
        "discriminator_first",
        "discriminator_second",
        "generator",
        "generator_first",
        "generator_second",
        "spectral",
      ],
    );
  });

  it("of an older version tells of no pool, and has none", () => {
    const state = go(createTraining(TINY), TINY, 1);
    const { tensors, metadata } = readSafetensors(
      encodeTraining({ config: TINY, data: {}, state }),
    );
    const { pool: _, ...former } = Object.fromEntries(metadata);
    const { pool: _none, contentTerm: _term, ...training } = TINY;
    const texts = { ...former, training: JSON.stringify(training) };
    const read = decodeTraining(writeSafetensors(tensors, { metadata: texts }), "x");
    assertEquals(read, { config: TINY, data: {}, state });
  });

  it("gives the same bytes for the same state, and keeps where the pictures are", () => {
    const state = go(createTraining(TINY), TINY, 1);
    const data = { content: "photos", style: "a/b.jpg" };
    const bytes = encodeTraining({ config: TINY, data, state });
    const read = decodeTraining(bytes, "x");
    assertEquals(read, { config: TINY, data, state });
    assertEquals(encodeTraining(read), bytes);
    assertNotEquals(encodeTraining({ config: TINY, data: {}, state }), bytes);
  });

  it("is refused when it is cut short, another kind of file, or damaged", () => {
    const state = createTraining(TINY);
    const bytes = encodeTraining({ config: TINY, data: {}, state });
    const refuse = (broken: Uint8Array, message: string) => {
      const error = assertThrows(() => decodeTraining(broken, "x"), CheckpointError);
      assert(error.message.startsWith("cannot read training run x: "), error.message);
      assert(error.message.includes(message), error.message);
    };
    refuse(bytes.subarray(0, bytes.length - 1), "");
    refuse(new Uint8Array(), "");
    const checkpoint = { generator: generatorConfig(TINY), weights: state.generator.weights };
    refuse(encodeCheckpoint({ ...checkpoint, training: TINY, step: 0 }), "must say format");
    state.generator.weights.get("enter.kernel")!.values[3] = NaN;
    refuse(
      encodeTraining({ config: TINY, data: {}, state }),
      'tensor "generator/enter.kernel" must be finite, got NaN at 3',
    );
    state.generator.weights.get("enter.kernel")!.values[3] = 0;
    state.generator.adam.first.set("more", new Float32Array(1));
    refuse(
      encodeTraining({ config: TINY, data: {}, state }),
      'tensor "generator_first/more" does not belong to the run',
    );
    const full = { ...TINY, pool: 2 };
    const pooled = createTraining(full);
    pooled.discriminator.pool.count = 3;
    const damaged = encodeTraining({ config: full, data: {}, state: pooled });
    refuse(damaged, "pool must be at most 2, got 3");
  });
});
