import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertBitEqual, randomArray } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { ARCHITECTURES } from "./architectures.ts";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import {
  createGenerator,
  encode,
  encoderLayers,
  generate,
  GENERATOR_MULTIPLE,
  type GeneratorConfig,
  generatorShapes,
} from "./generator.ts";
import { NORM_NAMES, type NormName, type StatisticsMode } from "./norms.ts";
import { toTensors, type Weights } from "./weights.ts";

const SAMPLES = 3, HEIGHT = 12, WIDTH = 16;
const SAMPLE_SIZE = HEIGHT * WIDTH * 3;
const X = randomArray(SAMPLES * SAMPLE_SIZE, 1, { type: "float32", sigma: 0.5 });

/** Paints `count` samples from sample `from` on. */
function paintSamples(
  { config, weights }: { readonly config: GeneratorConfig; readonly weights: Weights },
  statistics: StatisticsMode,
  [from, count]: readonly [number, number] = [0, SAMPLES],
): { shape: number[]; values: Float32Array } {
  return scoped(() => {
    const values = X.subarray(from * SAMPLE_SIZE, (from + count) * SAMPLE_SIZE);
    const x = tf.tensor4d(values, [count, HEIGHT, WIDTH, 3]);
    const y = generate(x, config, { weights: toTensors(weights), statistics });
    return { shape: y.shape, values: y.dataSync<"float32">().slice() };
  });
}

/** Weights that leave no parameter at a value that hides it, such as a bias of 0. */
function create(
  norm: NormName,
  { architecture = "residual", enlargement = "nearest" }: Partial<GeneratorConfig> = {},
): { config: GeneratorConfig; weights: Weights } {
  const config = { architecture, enlargement, width: 4, blocks: 1, norm };
  const random = new Random(1);
  const weights = createGenerator(config, random);
  for (const [name, { values }] of weights) {
    if (name.endsWith(".kernel")) continue;
    values.forEach((value, i) => values[i] = value + 0.2 * random.uniform());
  }
  return { config, weights };
}

describe("generatorShapes", () => {
  it("lists every array by layer", () => {
    const plain = {
      architecture: "residual",
      enlargement: "nearest",
      width: 2,
      blocks: 1,
    } as const;
    const shapes = generatorShapes({ ...plain, norm: "batch" });
    assertEquals(shapes.get("enter.kernel"), [5, 5, 3, 2]);
    assertEquals(shapes.get("down2.running_variance"), [8]);
    assertEquals(shapes.get("block1b.kernel"), [3, 3, 8, 8]);
    assertEquals(shapes.get("up2.kernel"), [3, 3, 4, 2]);
    assertEquals(shapes.get("leave.kernel"), [5, 5, 2, 3]);
    // Seven convolutions with four arrays of their norm, and the last one with a bias.
    assertEquals(shapes.size, 7 * 5 + 2);
    assertEquals(generatorShapes({ ...plain, blocks: 3, norm: "none" }).size, 11 * 2 + 2);
  });
});

describe("createGenerator", () => {
  it("makes arrays of the listed shapes, in their order", () => {
    const config = {
      architecture: "residual",
      enlargement: "nearest",
      width: 4,
      blocks: 2,
      norm: "batch",
    } as const;
    const made = [...createGenerator(config, new Random(1))];
    assertEquals(made.map(([name, { shape }]) => [name, shape]), [...generatorShapes(config)]);
    for (const [name, { shape, values }] of made) {
      assertEquals(values.length, shape.reduce((a, b) => a * b), name);
    }
  });

  it("starts norms as the identity", () => {
    const weights = createGenerator({
      architecture: "residual",
      enlargement: "nearest",
      width: 4,
      blocks: 1,
      norm: "batch",
    }, new Random(1));
    const first = (name: string) => weights.get(`down1.${name}`)!.values[0];
    assertEquals(["gamma", "beta", "running_mean", "running_variance"].map(first), [1, 0, 0, 1]);
  });

  it("draws the same kernels for every norm, and others for another seed", () => {
    const kernels = (norm: NormName, seed: number) =>
      [...createGenerator(
        { architecture: "residual", enlargement: "nearest", width: 4, blocks: 1, norm },
        new Random(seed),
      )]
        .filter(([name]) => name.endsWith(".kernel"));
    for (const norm of NORM_NAMES) assertEquals(kernels(norm, 1), kernels("instance", 1), norm);
    assertNotEquals(kernels("instance", 2), kernels("instance", 1));
  });
});

describe("generate", () => {
  before(async () => void await startBackend());

  const kinds = [
    ...ARCHITECTURES.map((architecture) => ({ architecture, enlargement: "nearest" as const })),
    { architecture: "residual", enlargement: "bilinear" } as const,
  ];
  for (const { architecture, enlargement } of kinds) {
    it(`paints into the same shape, from -1 to 1, with every norm: ${architecture}, ${enlargement}`, () => {
      for (const norm of NORM_NAMES) {
        const { shape, values } = paintSamples(
          create(norm, { architecture, enlargement }),
          "batch",
        );
        assertEquals(shape, [SAMPLES, HEIGHT, WIDTH, 3], norm);
        assert(values.every((v) => v >= -1 && v <= 1), norm);
        assert(Math.max(...values) - Math.min(...values) > 0.1, `${norm} must not paint one color`);
      }
    });

    it(`uses every array it was given: ${architecture}, ${enlargement}`, () => {
      const { config, weights } = create("batch", { architecture, enlargement });
      const base = { batch: paintSamples({ config, weights }, "batch").values };
      const running = paintSamples({ config, weights }, "running").values;
      for (const [name, { shape, values }] of weights) {
        const changed = new Map(weights).set(name, {
          shape,
          values: values.map((v) => v * 1.5 + 0.1),
        });
        const remembered = name.includes(".running_");
        const y = paintSamples({ config, weights: changed }, remembered ? "running" : "batch");
        assertNotEquals(y.values, remembered ? running : base.batch, name);
      }
    });
  }

  it("gives the same bits again", () => {
    const painter = create("instance");
    assertBitEqual(paintSamples(painter, "batch").values, paintSamples(painter, "batch").values);
  });

  it("couples the pictures of a batch in batch norm alone, to the last bit", () => {
    for (const norm of NORM_NAMES) {
      const painter = create(norm);
      for (const statistics of ["batch", "running", "instance"] as const) {
        const together = paintSamples(painter, statistics).values;
        for (let i = 0; i < SAMPLES; i++) {
          const alone = paintSamples(painter, statistics, [i, 1]).values;
          const mine = together.subarray(i * SAMPLE_SIZE, (i + 1) * SAMPLE_SIZE);
          if (norm === "batch" && statistics === "batch") {
            const largest = Math.max(...alone.map((v, at) => Math.abs(v - mine[at]!)));
            assert(largest > 1e-3, `batch mates must matter, but at most by ${largest}`);
          } else {
            assertBitEqual(alone, mine, `${norm}, ${statistics}, sample ${i}`);
          }
        }
      }
    }
  });

  it("keeps no tensor but its result", () => {
    const { config, weights } = create("batch");
    const tensors = toTensors(weights);
    const x = tf.tensor4d(X, [SAMPLES, HEIGHT, WIDTH, 3]);
    const before = tf.memory().numTensors;
    const y = generate(x, config, { weights: tensors, statistics: "batch" });
    assertEquals(tf.memory().numTensors, before + 1);
    tf.dispose([x, y, ...Object.values(tensors)]);
  });

  it("takes the smallest picture that its padding allows", () => {
    const { config, weights } = create("instance");
    const size = 2 * GENERATOR_MULTIPLE;
    const shape = scoped(() => {
      const x = tf.tensor4d(X.subarray(0, size * size * 3), [1, size, size, 3]);
      return generate(x, config, { weights: toTensors(weights), statistics: "batch" }).shape;
    });
    assertEquals(shape, [1, size, size, 3]);
  });
});

describe("encode", () => {
  before(async () => void await startBackend());

  for (const architecture of ARCHITECTURES) {
    it(`hands out the layers on the way down, and does nothing beyond: ${architecture}`, () => {
      const { config, weights } = create("instance", { architecture });
      const layers = encoderLayers(config);
      const names = [...layers.keys()];
      const needed = new Map([...weights].filter(([name]) => !/^(up|leave)/.test(name)));
      scoped(() => {
        const x = tf.tensor4d(X, [SAMPLES, HEIGHT, WIDTH, 3]);
        const call = { weights: toTensors(needed), statistics: "batch" } as const;
        const before = tf.memory().numTensors;
        const features = encode(x, config, { ...call, names });
        assertEquals(tf.memory().numTensors, before + names.length);
        assertEquals(
          features.map(({ shape }) => shape),
          [...layers.values()].map((channels, i) => {
            const scale = [1, 2, 4, 4][i]!;
            return [SAMPLES, HEIGHT / scale, WIDTH / scale, channels];
          }),
        );
        const [last] = encode(x, config, { ...call, names: names.slice(-1) });
        assertBitEqual(last!.dataSync<"float32">(), features.at(-1)!.dataSync<"float32">());
      });
    });
  }

  it("goes through the very layers that paint", () => {
    for (const architecture of ["residual", "light", "cyclegan"] as const) {
      const { config, weights } = create("instance", { architecture });
      const wanted = paintSamples({ config, weights }, "instance").values;
      scoped(() => {
        const x = tf.tensor4d(X, [SAMPLES, HEIGHT, WIDTH, 3]);
        const names = [...encoderLayers(config).keys(), "up1", "leave"];
        const call = { weights: toTensors(weights), statistics: "instance", names } as const;
        assertBitEqual(encode(x, config, call).at(-1)!.dataSync<"float32">(), wanted);
      });
    }
  });

  it("refuses a layer that is not there, or not ahead", () => {
    const { config, weights } = create("instance", { architecture: "unet" });
    const refuse = (names: string[], name: string) =>
      scoped(() => {
        const x = tf.tensor4d(X, [SAMPLES, HEIGHT, WIDTH, 3]);
        const call = { weights: toTensors(weights), statistics: "batch", names } as const;
        const message = `a generator "unet" has no layer ${name} to go on to`;
        assertThrows(() => encode(x, config, call), RangeError, message);
      });
    refuse(["block2"], "block2");
    refuse(["down2", "down1"], "down1");
    // What comes after a join needs what went past.
    refuse(["down2", "leave"], "leave");
  });
});
