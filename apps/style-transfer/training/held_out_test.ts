import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { Random } from "../data/random.ts";
import { l1 } from "../metrics/similarity.ts";
import { createGenerator } from "../model/generator.ts";
import { paint } from "../model/paint.ts";
import { startBackend } from "./backend.ts";
import { describeScores, meanScores, proceduralHeldOut, rank, scoreHeldOut } from "./held_out.ts";

const CONFIG = {
  architecture: "residual",
  enlargement: "nearest",
  norm: "instance",
  width: 4,
  blocks: 1,
} as const;
const PAINTER = { generator: CONFIG, weights: createGenerator(CONFIG, new Random(1)) };

describe("proceduralHeldOut", () => {
  it("gives the same scenes every time, none of them from training", () => {
    const { content, truth, style } = proceduralHeldOut({ size: 16, count: 3 });
    assertEquals(proceduralHeldOut({ size: 16, count: 3 }), { content, truth, style });
    for (let i = 0; i < 3; i++) {
      assertNotEquals(content[i], contentPicture(1, i, 16));
      assertNotEquals(truth[i], stylePicture(1, i, 16));
      assert(style.every((other) => l1(other, truth[i]!) > 0), "no pairs");
    }
  });
});

describe("scoreHeldOut", () => {
  before(async () => void await startBackend());

  it("is the mean over scenes that are painted alone", async () => {
    const heldOut = proceduralHeldOut({ size: 16, count: 2 });
    const each = heldOut.content.map((picture, i) =>
      l1(paint(PAINTER, picture), heldOut.truth[i]!)
    );
    const scores = await scoreHeldOut(PAINTER, heldOut);
    assertAlmostEquals(scores.l1!, (each[0]! + each[1]!) / 2, 1e-12);
    assertEquals(rank(scores), scores.l1);
    assert(scores.ssim! > -1 && scores.ssim! < 1);
  });

  it("is 0 away from itself, and does without a truth", async () => {
    const { content } = proceduralHeldOut({ size: 16, count: 2 });
    const style = content.map((picture) => paint(PAINTER, picture));
    const { kernel, ...scores } = await scoreHeldOut(PAINTER, { content, style });
    assertEquals(scores, { swd: 0, strokes: 0, palette: 0, paletteChiSquared: 0 });
    assertEquals(rank(scores), 0);
    // Without bias, a sample's distance to itself is below 0.
    assert(kernel! < 0);
  });

  it("leaves the kernel distance out where there is a single painting", async () => {
    const { content, truth, style } = proceduralHeldOut({ size: 16, count: 1 });
    const scores = await scoreHeldOut(PAINTER, { content, truth, style });
    assertEquals(Object.keys(scores), [
      ...["l1", "ssim", "multiScaleSsim", "blurredSsim"],
      ...["swd", "strokes", "palette", "paletteChiSquared"],
    ]);
    assertEquals(Object.values(scores).every(Number.isFinite), true);
  });

  it("has means of what all have", () => {
    const one = { l1: 0.5, swd: 10, strokes: 0.25 };
    assertEquals(meanScores([one]), one);
    assertEquals(meanScores([one, { swd: 30, strokes: 0.75 }]), { swd: 20, strokes: 0.5 });
  });

  it("reads in one line", () => {
    assertEquals(
      describeScores({ l1: 0.12345, ssim: 0.5, swd: 20 }),
      "L1 0.1235, SSIM 0.500, SWD 20.0",
    );
    assertEquals(describeScores({ swd: 20 }), "SWD 20.0");
  });
});
