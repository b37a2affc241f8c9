import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { Random } from "../data/random.ts";
import { renderScene } from "../data/scene.ts";
import { startBackend } from "../training/backend.ts";
import { createGenerator, type GeneratorConfig, generatorShapes } from "./generator.ts";
import { withOwnStatistics } from "./own_statistics.ts";
import { paint } from "./paint.ts";

function painterOf(norm: GeneratorConfig["norm"]) {
  const generator = {
    architecture: "residual",
    enlargement: "nearest",
    norm,
    width: 4,
    blocks: 1,
  } as const;
  return { name: "a", generator, weights: createGenerator(generator, new Random(1)) };
}

describe("withOwnStatistics", () => {
  before(async () => void await startBackend());

  it("paints as batch norm does that is told to look at each picture, to the last bit", () => {
    const painter = painterOf("batch");
    const picture = renderScene(new Random(2), { width: 16, height: 12 });
    const own = withOwnStatistics(painter);
    const painted = paint(own, picture);
    assertEquals(painted, paint(painter, picture, "instance"));
    assert(painted.pixels.some((v, i) => v !== paint(painter, picture).pixels[i]));
    assertEquals(own.name, "a");
    assertEquals([...own.weights.keys()], [...generatorShapes(own.generator).keys()]);
  });

  it("leaves other norms alone", () => {
    for (const norm of ["instance", "layer", "none"] as const) {
      const painter = painterOf(norm);
      assert(withOwnStatistics(painter) === painter);
    }
  });
});
