import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
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
    const checkpoint = { generator: generatorConfig(TINY), weights: state.generator };
    refuse(encodeCheckpoint({ ...checkpoint, training: TINY, step: 0 }), "must say format");
    state.generator.get("enter.kernel")!.values[3] = NaN;
    refuse(
      encodeTraining({ config: TINY, data: {}, state }),
      'tensor "generator/enter.kernel" must be finite, got NaN at 3',
    );
    state.generator.get("enter.kernel")!.values[3] = 0;
    state.generatorAdam.first.set("more", new Float32Array(1));
    refuse(
      encodeTraining({ config: TINY, data: {}, state }),
      'tensor "generator_first/more" does not belong to the run',
    );
  });
});
