import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { NORM_NAMES } from "../../model/norms.ts";
import { toTensors } from "../../model/weights.ts";
import { startBackend } from "../../training/backend.ts";
import { scoped } from "../../training/scoped.ts";
import { DivergedError } from "../../training/trainer.ts";
import { classify } from "./classifier.ts";
import type { Figure } from "./figures.ts";
import {
  accuracy,
  drawFigures,
  drawHeldOutFigures,
  enroll,
  learn,
  type Lesson,
  toFigureTensor,
} from "./lesson.ts";

const LESSON: Lesson = {
  norm: "batch",
  seed: 1,
  question: "form",
  batch: 16,
  steps: 40,
  learningRate: 0.01,
};

describe("a lesson", () => {
  before(async () => {
    await startBackend();
  });

  it("starts every norm from equal kernels", () => {
    const kernels = NORM_NAMES.map((norm) => {
      const all = [...enroll({ ...LESSON, norm }).weights];
      return all.filter(([name]) => name.endsWith("kernel"));
    });
    for (const others of kernels) assertEquals(others, kernels[0]);
    assert(kernels[0]!.length === 5);
  });

  it("teaches: forms are told apart far better than by guessing", () => {
    const pupil = learn(LESSON);
    const figures = drawHeldOutFigures(LESSON, 120);
    assert(accuracy(enroll(LESSON), figures) < 0.5);
    assert(accuracy(pupil, figures) > 0.55);
  });

  it("gives equal weights to equal lessons, and others to another seed", () => {
    const lesson = { ...LESSON, steps: 2 };
    assertEquals(learn(lesson).weights, learn(lesson).weights);
    assert(differ(learn(lesson), learn({ ...lesson, seed: 2 })));
    assert(differ(learn(lesson), learn({ ...lesson, method: "descent" })));
  });

  it("shows few figures again and again, and the held-out ones never", () => {
    const lesson = { ...LESSON, figures: 8 };
    const [one, other] = [drawFigures(lesson, 0), drawFigures(lesson, 1)];
    assertEquals(one, other);
    assertEquals(one.slice(0, 8), one.slice(8));
    const seen = new Set(one.map(({ pixels }) => pixels.join()));
    assertEquals(seen.size, 8);
    assert(drawHeldOutFigures(lesson, 8).every(({ pixels }) => !seen.has(pixels.join())));
  });

  it("diverges aloud", () => {
    const lesson = { ...LESSON, norm: "none", method: "descent", learningRate: 1e30 } as const;
    assertThrows(() => learn(lesson), DivergedError, "a classifier's loss is");
  });
});

describe("instance norm", () => {
  before(async () => {
    await startBackend();
  });

  it("hides a figure's contrast and brightness from a classifier; batch norm does not", () => {
    const figures = drawHeldOutFigures(LESSON, 4);
    const faded = figures.map(({ pixels, answer }) => ({
      pixels: pixels.map((v) => v / 2 + 0.25),
      answer,
    }));
    const change = (norm: "instance" | "batch") => {
      const scores = [figures, faded].map((some) => scoresOf(norm, some));
      return Math.max(...scores[0]!.map((v, i) => Math.abs(v - scores[1]![i]!)));
    };
    assert(change("instance") < 0.01, String(change("instance")));
    assert(change("batch") > 0.1, String(change("batch")));
  });
});

function scoresOf(norm: "instance" | "batch", figures: readonly Figure[]): number[] {
  const { config, weights } = enroll({ ...LESSON, norm });
  return scoped(() => {
    const call = { weights: toTensors(weights), statistics: "running" } as const;
    return Array.from(classify(toFigureTensor(figures), config, call).dataSync());
  });
}

function differ(a: ReturnType<typeof learn>, b: ReturnType<typeof learn>): boolean {
  return [...a.weights].some(([name, { values }]) =>
    values.some((v, i) => v !== b.weights.get(name)!.values[i])
  );
}
