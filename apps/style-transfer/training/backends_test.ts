import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { decodeTraining, encodeTraining } from "../checkpoint/training_file.ts";
import type { Picture } from "../data/picture.ts";
import { contentPicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { createGenerator, type GeneratorConfig } from "../model/generator.ts";
import { paintAsync, type Painter } from "../model/paint.ts";
import { freezeStatistics } from "../model/freeze_statistics.ts";
import { whyNoGpu } from "./_test_gpu.ts";
import { startBackend } from "./backend.ts";
import { BACKEND_NAMES, type BackendName } from "./backend_names.ts";
import { CPU_PRESET, PAINTING_PRESET, type TrainingConfig } from "./config.ts";
import { trainStepAsync } from "./trainer.ts";
import { createTraining, type TrainingState } from "./training_state.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 20 };

/** With what one generator may have to remember: running statistics, a pool, an average. */
const FULL: TrainingConfig = {
  ...TINY,
  width: 2,
  norm: "batch",
  architecture: "light",
  loss: "non-saturating",
  augment: ["shift", "cutout", "color"],
  slopePenalty: 1,
  clip: 0.5,
  pool: 3,
  average: 0.9,
};

/** The terms and layers of both presets, and most of the others. */
const CONFIGS: Readonly<Record<string, TrainingConfig>> = {
  "separable convolutions and a slope penalty": { ...FULL, enlargement: "bilinear" },
  "residual blocks and a cycle": { ...TINY, width: 2, contentTerm: "cycle" },
  "texture and two judges": {
    ...PAINTING_PRESET,
    ...{ size: 32, width: 2, blocks: 1, batch: 1, steps: 20 },
  },
  "patches": { ...TINY, width: 2, contentTerm: "nce" },
};

const PAINTERS: readonly Partial<GeneratorConfig>[] = [
  { norm: "instance" },
  { norm: "batch" },
  { norm: "layer" },
  { norm: "group", architecture: "light" },
  { norm: "none", architecture: "unet", enlargement: "bilinear" },
  { norm: "instance", architecture: "cyclegan" },
];

/** Of rounding: float32 sums in another order. */
const PAINTING_TOLERANCE = 1e-4;
const GRADIENT_TOLERANCE = 1e-3;

const noGpu = await whyNoGpu();

/** A test on a backend; on webgpu it is skipped, with the reason in its name, where there is no GPU. */
function on(backend: BackendName, what: string, body: () => Promise<void>): void {
  const skipped = backend === "webgpu" ? noGpu : "";
  (skipped === "" ? it : it.skip)(`${backend} ${what}${skipped}`, body);
}

async function trainTo(end: number, state: TrainingState, config: TrainingConfig): Promise<void> {
  while (state.step < end) await trainStepAsync(state, config);
}

describe("every backend", () => {
  for (const backend of BACKEND_NAMES) {
    on(backend, "resumes a run bit for bit: 6 steps are 4, a file, and 2 more", async () => {
      await startBackend({ backend });
      assertEquals(tf.getBackend(), backend);
      const straight = createTraining(FULL);
      // The pool is full, and gives back.
      await trainTo(4, straight, FULL);
      const file = encodeTraining({ config: FULL, data: {}, backend, state: straight });
      await trainTo(6, straight, FULL);
      const { state } = decodeTraining(file, "the run");
      assertNotEquals(state.generator.weights, straight.generator.weights);
      const { numTensors } = tf.memory();
      await trainTo(6, state, FULL);
      assertEquals(tf.memory().numTensors, numTensors);
      assertEquals(state, straight);
    });
  }
});

/** Pictures that painters make, with and without statistics of the whole picture. */
async function paintings(): Promise<Picture[]> {
  const picture = contentPicture(1, 0, 16);
  const painted = [];
  for (const change of PAINTERS) {
    const generator = { ...TINY, ...change };
    const painter: Painter = { generator, weights: createGenerator(generator, new Random(3)) };
    painted.push(await paintAsync(painter, picture));
    const frozen = await freezeStatistics(painter, picture);
    if (frozen.size === 0) continue;
    const weights = new Map([...painter.weights, ...frozen]);
    painted.push(await paintAsync({ generator, weights }, picture, "frozen"));
  }
  return painted;
}

/** Adam's first moments of both nets after one step, which are the gradients times `1 - beta1`. */
async function gradients(config: TrainingConfig): Promise<Float32Array[]> {
  const state = createTraining({ ...config, clip: 0 });
  await trainStepAsync(state, { ...config, clip: 0 });
  return [state.generator, state.discriminator].map(({ adam }) =>
    Float32Array.from([...adam.first.values()].flatMap((moments) => [...moments]))
  );
}

describe("backends agree", () => {
  for (const backend of BACKEND_NAMES.filter((name) => name !== "evenkeel")) {
    on(backend, "paints what evenkeel paints", async () => {
      await startBackend();
      const expected = await paintings();
      await startBackend({ backend });
      const actual = await paintings();
      assertEquals(tf.getBackend(), backend);
      actual.forEach(({ pixels }, i) =>
        assertAllClose(pixels, expected[i]!.pixels, { rtol: 0, atol: PAINTING_TOLERANCE })
      );
    });

    for (const [what, config] of Object.entries(CONFIGS)) {
      on(backend, `learns what evenkeel learns, with ${what}`, async () => {
        await startBackend();
        const expected = await gradients(config);
        await startBackend({ backend });
        const actual = await gradients(config);
        for (const [i, name] of ["generator", "discriminator"].entries()) {
          assertAllClose(actual[i]!, expected[i]!, { rtol: GRADIENT_TOLERANCE, name });
        }
      });
    }
  }
});
