import { assert, assertEquals, assertThrows } from "@std/assert";
import { after, describe, it } from "@std/testing/bdd";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import { createEngine } from "@evenkeel/kernels/nn";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import { ARCHITECTURES } from "./architectures.ts";
import { generateOnEngine } from "./engine_generator.ts";
import { createSheet } from "./engine_sheet.ts";
import { createGenerator, generate, type GeneratorConfig } from "./generator.ts";
import { NORM_NAMES, STATISTICS_MODES, type StatisticsMode } from "./norms.ts";
import { toTensors, type Weights } from "./weights.ts";

const SHAPE = [1, 20, 28, 3] as const;
const X = randomArray(20 * 28 * 3, 1, { type: "float32", sigma: 0.5 });

await startBackend();
const engine = await createEngine({ threads: 2 });

/** Weights none of which can be left out unseen, with statistics that were seen elsewhere. */
function createWeights(config: GeneratorConfig): Weights {
  const random = new Random(1);
  const weights = createGenerator(config, random);
  for (const [name, { shape, values }] of [...weights]) {
    if (name.endsWith(".kernel")) continue;
    values.forEach((value, i) => values[i] = value + 0.2 * random.uniform());
    if (!name.endsWith(".gamma")) continue;
    const layer = name.slice(0, -".gamma".length);
    for (const part of ["frozen_mean", "frozen_variance"]) {
      const drawn = Float32Array.from(values, () => 0.5 + random.uniform());
      weights.set(`${layer}.${part}`, { shape, values: drawn });
    }
  }
  return weights;
}

function generateHere(
  generator: GeneratorConfig,
  weights: Weights,
  statistics: StatisticsMode,
  picture: Float32Array = X,
): Float32Array {
  const x = createSheet(engine, SHAPE);
  x.values.set(picture);
  try {
    const y = generateOnEngine(x, { engine, generator, weights, statistics });
    assertEquals(y.shape, SHAPE);
    assertEquals(x.values, picture, "the input stays as it is");
    const values = y.values.slice();
    engine.free(y.values);
    return values;
  } finally {
    engine.free(x.values);
  }
}

/** Memory is given out from the front: this moves if any is kept. */
function firstFreePlace(): number {
  const array = engine.allocate(16);
  engine.free(array);
  return array.byteOffset;
}

function generateWithTensors(
  generator: GeneratorConfig,
  weights: Weights,
  statistics: StatisticsMode,
): Float32Array {
  return scoped(() => {
    const call = { weights: toTensors(weights), statistics };
    return generate(tf.tensor4d(X, [...SHAPE]), generator, call).dataSync<"float32">().slice();
  });
}

describe("generateOnEngine", () => {
  after(() => engine.dispose());

  const kinds = [
    ...ARCHITECTURES.map((architecture) => ({ architecture, enlargement: "nearest" as const })),
    { architecture: "residual", enlargement: "bilinear" } as const,
  ];
  for (const kind of kinds) {
    it(`is generate, with every norm and its statistics: ${kind.architecture}, ${kind.enlargement}`, () => {
      for (const norm of NORM_NAMES) {
        const generator = { ...kind, width: 4, blocks: 2, norm };
        const weights = createWeights(generator);
        for (const statistics of STATISTICS_MODES) {
          assertAllClose(
            generateHere(generator, weights, statistics),
            generateWithTensors(generator, weights, statistics),
            { rtol: 1e-5, atol: 0 },
          );
        }
      }
    });
  }

  it("paints a blank page in one color, though instance norms magnify what is rounded", () => {
    const blank = X.map((_, i) => [0.3, -0.7, 0.1][i % 3]!);
    for (const architecture of ["residual", "light", "unet"] as const) {
      const kind = { architecture, enlargement: "nearest", norm: "instance" } as const;
      const generator = { ...kind, width: 8, blocks: 4 };
      const y = generateHere(generator, createWeights(generator), "running", blank);
      assertEquals(y, y.map((_, i) => y[i % 3]!), architecture);
    }
  });

  it("takes frozen statistics for what they are", () => {
    const generator: GeneratorConfig = {
      architecture: "residual",
      enlargement: "nearest",
      width: 4,
      blocks: 1,
      norm: "instance",
    };
    const weights = createWeights(generator);
    const [own, frozen] = (["running", "frozen"] as const).map((statistics) =>
      generateHere(generator, weights, statistics)
    );
    assert(own!.some((value, i) => Math.abs(value - frozen![i]!) > 0.01), "the test must see it");
  });

  it("keeps no memory, and names the array that is missing", () => {
    const place = firstFreePlace();
    for (const architecture of ARCHITECTURES) {
      const generator: GeneratorConfig = {
        architecture,
        enlargement: "nearest",
        width: 4,
        blocks: 1,
        norm: "none",
      };
      const weights = createWeights(generator);
      generateHere(generator, weights, "running");
      assertEquals(firstFreePlace(), place);
      for (const name of [...weights.keys()]) {
        const without = new Map(weights);
        without.delete(name);
        assertThrows(
          () => generateHere(generator, without, "running"),
          RangeError,
          `weights must have ${name}`,
        );
        assertEquals(firstFreePlace(), place, name);
      }
    }
  });
});
