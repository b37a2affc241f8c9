import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ANSWERS, drawFigure, FIGURE_SIDE_PX, type Question } from "./figures.ts";

describe("drawFigure", () => {
  const draw = (question: Question, count = 300) =>
    Array.from(
      { length: count },
      (_, index) => drawFigure(question, { seed: 3, stream: 1, index }),
    );

  it("gives equal places equal figures, and others others", () => {
    assertEquals(draw("form", 5), draw("form", 5));
    const [one, other] = draw("form", 2);
    assert(one!.pixels.some((v, i) => v !== other!.pixels[i]));
    assertEquals(one!.pixels.length, FIGURE_SIDE_PX ** 2);
  });

  it("asks for every answer about equally often", () => {
    for (const question of ["form", "contrast"] as const) {
      const answers = draw(question).map(({ answer }) => answer);
      const fair = answers.length / ANSWERS[question];
      for (let answer = 0; answer < ANSWERS[question]; answer++) {
        const count = answers.filter((a) => a === answer).length;
        assert(count > 0.7 * fair && count < 1.3 * fair, `${question} ${answer}: ${count}`);
      }
    }
  });

  it("tells contrast by nothing but the range of the values", () => {
    const range = (pixels: Float32Array) => Math.max(...pixels) - Math.min(...pixels);
    const figures = draw("contrast");
    const [low, high] = [0, 1].map((wanted) =>
      figures.filter(({ answer }) => answer === wanted).map(({ pixels }) => range(pixels))
    );
    assert(Math.max(...low!) < Math.min(...high!));
  });
});
