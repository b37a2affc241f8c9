import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { l1 } from "../metrics/similarity.ts";
import { createPicture, luminance, type Picture } from "./picture.ts";
import { Random } from "./random.ts";
import { renderScene } from "./scene.ts";

/** The mean of every `factor` x `factor` pixels. */
function shrink(picture: Picture, factor: number): Picture {
  const small = createPicture(picture.width / factor, picture.height / factor);
  picture.pixels.forEach((v, i) => {
    const x = Math.floor(i / 3) % picture.width, y = Math.floor(i / 3 / picture.width);
    const at = Math.floor(y / factor) * small.width + Math.floor(x / factor);
    small.pixels[3 * at + i % 3]! += v / factor ** 2;
  });
  return small;
}

function deviation(picture: Picture): number {
  const values = luminance(picture);
  const mean = values.reduce((a, b) => a + b) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

describe("renderScene", () => {
  it("gives equal bits for equal seeds, other scenes for others, values from 0 to 1", () => {
    const size = { width: 40, height: 24 };
    const a = renderScene(new Random(1), size);
    assertEquals(renderScene(new Random(1), size), a);
    assertEquals([a.width, a.height, a.pixels.length], [40, 24, 40 * 24 * 3]);
    assert(a.pixels.every((v) => v >= 0 && v <= 1));
    assert(l1(renderScene(new Random(2), size), a) > 0.03);
  });

  it("shows the same scene at every resolution", () => {
    for (let seed = 0; seed < 6; seed++) {
      const small = renderScene(new Random(seed), { width: 48, height: 32 });
      const large = renderScene(new Random(seed), { width: 192, height: 128 });
      const distance = l1(shrink(large, 4), small);
      assert(distance < 0.02, `seed ${seed}: ${distance}`);
    }
  });

  it("varies in contrast and brightness: what the norms are told apart by", () => {
    const scenes = Array.from({ length: 40 }, (_, seed) => {
      return renderScene(new Random(seed), { width: 24, height: 24 });
    });
    const contrasts = scenes.map(deviation).sort((a, b) => a - b);
    assert(contrasts[35]! > 2 * contrasts[4]!, `${contrasts[4]} to ${contrasts[35]}`);
    const means = scenes.map((scene) => {
      return scene.pixels.reduce((a, b) => a + b) / scene.pixels.length;
    }).sort((a, b) => a - b);
    assert(means[35]! - means[4]! > 0.2, `${means[4]} to ${means[35]}`);
  });
});
