import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { contentPicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { createGenerator, generate } from "../model/generator.ts";
import { toTensors } from "../model/weights.ts";
import { decayAt, settleStatistics, updateAverage } from "./average.ts";
import { startBackend } from "./backend.ts";
import { toTensor } from "./batches.ts";
import { scoped } from "./scoped.ts";

const CONFIG = {
  architecture: "residual",
  enlargement: "nearest",
  width: 4,
  blocks: 1,
  norm: "batch",
} as const;
const pictures = (from: number) => [0, 1].map((i) => contentPicture(1, from + i, 16));

describe("averaged weights", () => {
  before(async () => void await startBackend());

  it("updateAverage moves by what it does not keep, and leaves running statistics alone", () => {
    const weights = (v: number) =>
      new Map(["a.kernel", "a.running_mean"].map((name) => [name, {
        shape: [2],
        values: new Float32Array([v, 2 * v]),
      }]));
    const average = weights(1);
    updateAverage(average, weights(5), 0.75);
    assertEquals([...average.get("a.kernel")!.values], [2, 4]);
    assertEquals([...average.get("a.running_mean")!.values], [1, 2]);
  });

  it("decayAt begins low, and never exceeds what was asked for", () => {
    const decays = [0, 2, 90, 1000].map((step) => decayAt(0.9, step));
    assertEquals(decays, [0.1, 0.25, 0.9, 0.9]);
  });

  it("settleStatistics finds what a batch has, so that painting it takes the same statistics", async () => {
    const weights = createGenerator(CONFIG, new Random(1));
    await settleStatistics(weights, CONFIG, [pictures(0)]);
    scoped(() => {
      const x = toTensor(pictures(0));
      const [batch, running] = (["batch", "running"] as const).map((statistics) =>
        generate(x, CONFIG, { weights: toTensors(weights), statistics }).dataSync<"float32">()
      );
      batch!.forEach((v, i) => assertAlmostEquals(v, running![i]!, 1e-5));
    });
  });

  it("settleStatistics puts batches together as if they were one, in the first layer", async () => {
    const [apart, together] = [1, 1].map((seed) => createGenerator(CONFIG, new Random(seed)));
    await settleStatistics(apart!, CONFIG, [pictures(0), pictures(2)]);
    await settleStatistics(together!, CONFIG, [[...pictures(0), ...pictures(2)]]);
    for (const name of ["enter.running_mean", "enter.running_variance"]) {
      const wanted = together!.get(name)!.values;
      assert(wanted.some((v) => v !== 0));
      apart!.get(name)!.values.forEach((v, i) => assertAlmostEquals(v, wanted[i]!, 1e-6));
    }
  });

  it("settleStatistics does nothing for a norm without statistics of its own", async () => {
    const config = { ...CONFIG, norm: "instance" } as const;
    const weights = createGenerator(config, new Random(1));
    const before = structuredClone(weights);
    await settleStatistics(weights, config, [pictures(0)]);
    assertEquals(weights, before);
  });
});
