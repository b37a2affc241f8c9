import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../../data/picture.ts";
import { Random } from "../../data/random.ts";
import { startBackend } from "../../training/backend.ts";
import { FIGURE_SIDE_PX } from "./figures.ts";
import { exhibit, judgeAccuracy, type JudgeLesson, trainJudge } from "./judge.ts";

const SIDE_PX = 24;
const LESSON: JudgeLesson = {
  norm: "instance",
  seed: 1,
  learningRate: 0.01,
  batch: 4,
  batches: "mixed",
};

/** Noise of a deviation. */
function noise(seed: number, deviation: number): Picture {
  const random = new Random(seed);
  const picture = createPicture(SIDE_PX, SIDE_PX);
  return { ...picture, pixels: picture.pixels.map(() => 0.5 + deviation * random.normal()) };
}

const [truth, painted] = [0.2, 0.02].map((deviation) =>
  Array.from({ length: 16 }, (_, i) => noise(i, deviation))
);
const EXHIBITION = exhibit({ truth: truth!, painted: painted! });

describe("a judge", () => {
  before(async () => {
    await startBackend();
  });

  it("looks at the light in the middle, from -1 to 1", () => {
    const picture = createPicture(SIDE_PX, SIDE_PX);
    picture.pixels.fill(1, 3 * (2 * SIDE_PX + 2), 3 * (2 * SIDE_PX + 3));
    const { truth: [figure] } = exhibit({ truth: [picture], painted: [] });
    assertEquals(figure!.pixels.length, FIGURE_SIDE_PX ** 2);
    assertEquals([...figure!.pixels.slice(0, 3)].map(Math.round), [1, -1, -1]);
    assertEquals(figure!.answer, 1);
  });

  it("does not mind how batches are made up, unless its norm does", () => {
    const apart = (norm: "instance" | "batch") => {
      const [mixed, alone] = (["mixed", "apart"] as const).map((batches) =>
        trainJudge(EXHIBITION, { ...LESSON, norm, batches }).weights.get("answer.kernel")!.values
      );
      return Math.max(...mixed!.map((v, i) => Math.abs(v - alone![i]!)));
    };
    assert(apart("instance") < 1e-3, String(apart("instance")));
    assert(apart("batch") > 1e-2, String(apart("batch")));
  });

  it("with batch norm, tells kinds apart that differ in contrast, if they share a batch", () => {
    const after = (batches: JudgeLesson["batches"]) => {
      const lesson: JudgeLesson = { ...LESSON, norm: "batch", batches };
      return judgeAccuracy(trainJudge(EXHIBITION, lesson), EXHIBITION, lesson);
    };
    assert(after("mixed") > 0.9, String(after("mixed")));
    assert(after("apart") < 0.8, String(after("apart")));
  });
});
