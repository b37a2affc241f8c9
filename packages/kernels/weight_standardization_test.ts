import {
  assertAllClose,
  assertBitEqual,
  checkGradients,
  exactMoments,
  randomArray,
} from "@evenkeel/testing";
import {
  AUTHORS_WEIGHT_STANDARDIZATION,
  goldenRuns,
  WEIGHT_STANDARDIZATION,
} from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { weightStandardization, weightStandardizationBackward } from "./weight_standardization.ts";

const AUTHORS = { epsilonPlacement: "outside", correction: 1 } as const;

for (const engine of ENGINES) {
  for (
    const [whose, cases, choices] of [
      ["timm's", WEIGHT_STANDARDIZATION, {}],
      ["the authors'", AUTHORS_WEIGHT_STANDARDIZATION, AUTHORS],
    ] as const
  ) {
    describe(`weight standardization, ${whose}, agrees with PyTorch float64, ${engine.name}`, () => {
      for (const { title, check } of goldenRuns(cases, { layouts: ["channels-first"] })) {
        it(title, () =>
          check(({ shape, settings, input }) => {
            const { axis, epsilon, scale } = settings;
            const x = input("x"), given = { axis: axis!, epsilon: epsilon!, scale: scale! };
            const options = { shape, ...given, gamma: input("gamma"), engine, ...choices };
            const { y, ...kept } = weightStandardization(x, options);
            const back = weightStandardizationBackward(input("dy"), x, { ...options, ...kept });
            return { outputs: { y }, gradients: { x: back.dx, gamma: back.dgamma } };
          }));
      }
    });
  }
}

const shape = [4, 3, 2];
const x = randomArray(24, 1, { mean: 1 }), gamma = randomArray(4, 2);

describe("weight standardization", () => {
  for (
    const choices of [{}, AUTHORS, { correction: 1 }, { epsilonPlacement: "outside" }] as const
  ) {
    it(`has the gradient that central differences find, ${JSON.stringify(choices)}`, () => {
      const options = { shape, axis: 0, epsilon: 0.1, scale: 0.7, ...choices };
      checkGradients({
        inputs: { x, gamma },
        output: (at) => weightStandardization(at.x, { ...options, gamma: at.gamma }).y,
        gradients: (at, dy) => {
          const { y: _, ...kept } = weightStandardization(at.x, options);
          const given = { ...options, ...kept, gamma: at.gamma };
          const { dx, dgamma } = weightStandardizationBackward(dy, at.x, given);
          return { x: dx, gamma: dgamma };
        },
      });
    });
  }
  it("has exactly the moments of its outputs", () => {
    const { mean, variance } = weightStandardization(x, { shape });
    const exact = [0, 1, 2, 3].map((output) => exactMoments(x.slice(6 * output, 6 * output + 6)));
    assertAllClose(mean, exact.map((each) => each.mean), { rtol: 4e-16 });
    assertAllClose(variance, exact.map((each) => each.variance), { rtol: 1e-15 });
  });
  it("divides the variance by what is left of the count", () => {
    // Deviations -1 and 1: variance 1, or 2 without one.
    const pair = new Float64Array([3, 5]), options = { shape: [1, 2], epsilon: 0 };
    assertEquals([...weightStandardization(pair, options).y], [-1, 1]);
    const { y } = weightStandardization(pair, { ...options, correction: 1 });
    assertAllClose(y, [-Math.SQRT1_2, Math.SQRT1_2]);
    const outside = { ...options, ...AUTHORS, epsilon: 1 };
    assertAllClose(weightStandardization(pair, outside).y, [1 - Math.SQRT2, Math.SQRT2 - 1]);
  });
  it("makes an output of equal weights 0", () => {
    const equal = new Float64Array(4).fill(1e10);
    const { y } = weightStandardization(equal, { shape: [2, 2], epsilon: 0 });
    assertEquals([...y], [0, 0, 0, 0]);
  });
  it("writes where it is told, also over x and dy, to the bit", () => {
    const options = { shape, gamma };
    const { y, ...kept } = weightStandardization(x, options);
    const copy = x.slice(), dy = randomArray(24, 3);
    weightStandardization(copy, { ...options, out: { y: copy } });
    assertBitEqual(copy, y);
    const { dx } = weightStandardizationBackward(dy, x, { ...options, ...kept });
    weightStandardizationBackward(dy, x, { ...options, ...kept, out: { dx: dy } });
    assertBitEqual(dy, dx);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, options: object) =>
      assertThrows(() => weightStandardization(x, { shape, ...options }), RangeError, message);
    refuses("gamma must have 4 elements (outputs), got 3", { gamma: new Float64Array(3) });
    refuses("scale must be finite, got NaN", { scale: NaN });
    assertThrows(
      () =>
        weightStandardizationBackward(x, undefined as never, {
          shape,
          ...weightStandardization(x, { shape }),
        }),
      TypeError,
      "x must be a Float32Array or Float64Array, got undefined",
    );
    refuses("epsilon must be a finite number of at least 0, got -1", {
      epsilon: -1,
      correction: 1,
    });
    const correction = "correction must be at least 0 and less than the 6 elements per output";
    refuses(`${correction}, got 6`, { correction: 6 });
    refuses(`${correction}, got -1`, { correction: -1 });
    const mean = new Float64Array(3), variance = new Float64Array(4);
    assertThrows(
      () => weightStandardizationBackward(x, x, { shape, mean, variance }),
      RangeError,
      "mean must have 4 elements (outputs), got 3",
    );
  });
});
