import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import { startBackend } from "./backend.ts";
import { proceduralHeldOut } from "./held_out.ts";
import { paintSamples } from "./sample_sheet.ts";

const CONFIG = {
  architecture: "residual",
  enlargement: "nearest",
  norm: "instance",
  width: 4,
  blocks: 1,
} as const;
const PAINTER = { generator: CONFIG, weights: createGenerator(CONFIG, new Random(1)) };

describe("paintSamples", () => {
  before(async () => void await startBackend());

  it("has a row more where the truth is known, and six columns at most", async () => {
    const heldOut = proceduralHeldOut({ size: 16, count: 8 });
    const three = await paintSamples([PAINTER], heldOut);
    const two = await paintSamples([PAINTER], { content: heldOut.content, style: heldOut.style });
    assertEquals(three.width, two.width);
    assertEquals(three.height - two.height, 16 + 8);
    assert(three.width >= 6 * 16 && three.width < 7 * 24);
  });

  it("shows the truth of each picture below it", async () => {
    const heldOut = proceduralHeldOut({ size: 16, count: 2 });
    const [first, second] = heldOut.truth!;
    const sheet = await paintSamples([], heldOut);
    for (const truth of [[createPicture(16, 16), second!], [first!, createPicture(16, 16)]]) {
      assertNotEquals(await paintSamples([], { ...heldOut, truth }), sheet);
    }
  });

  it("shows the larger views, where there are any", async () => {
    const { content, style } = proceduralHeldOut({ size: 16, count: 2 });
    const views = proceduralHeldOut({ size: 32, count: 2 }).content;
    const larger = await paintSamples([PAINTER], { content, style, views });
    assertEquals(larger, await paintSamples([PAINTER], { content: views, style }));
  });

  it("has a row with a name for each of several styles", async () => {
    const { content, style } = proceduralHeldOut({ size: 16, count: 2 });
    const [one, two] = [["day"], ["day", "night"]].map((names) =>
      names.map((name) => ({ ...PAINTER, style: name }))
    );
    const plain = await paintSamples([PAINTER], { content, style });
    const single = await paintSamples(one!, { content, style });
    const several = await paintSamples(two!, { content, style });
    const name = single.height - plain.height;
    assert(name > 8);
    assertEquals(several.height - single.height, 16 + 8 + name);
  });
});
