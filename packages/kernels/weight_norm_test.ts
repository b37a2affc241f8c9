import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, WEIGHT_NORM } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { weightNorm, weightNormBackward } from "./weight_norm.ts";

/** How the generator writes PyTorch's `dim=None`. */
const WHOLE = -1000;

for (const engine of ENGINES) {
  describe(`weight norm agrees with PyTorch float64, ${engine.name}`, () => {
    const choices = { layouts: ["channels-first"], atol32: 1e-6 } as const;
    for (const { title, check } of goldenRuns(WEIGHT_NORM, choices)) {
      it(title, () =>
        check(({ shape, settings, input }) => {
          const [x, gamma] = [input("x"), input("gamma")];
          const axis = settings.axis === WHOLE ? null : settings.axis!;
          const options = { shape, axis, gamma, engine };
          const { y, norm, rstd } = weightNorm(x, options);
          const { dx, dgamma } = weightNormBackward(input("dy"), x, { ...options, rstd });
          return { outputs: { y, norm }, gradients: { x: dx, gamma: dgamma } };
        }));
    }
  });
}

const shape = [4, 3, 2];
const x = randomArray(24, 1), gamma = randomArray(4, 2);

describe("weight norm", () => {
  for (const [axis, outputs] of [[0, 4], [1, 3], [-1, 2], [null, 1]] as const) {
    it(`has the gradient that central differences find, axis ${axis}`, () => {
      const options = { shape, axis, epsilon: 0.3 };
      checkGradients({
        inputs: { x, gamma: randomArray(outputs, 2) },
        output: ({ x, gamma }) => weightNorm(x, { ...options, gamma }).y,
        gradients: ({ x, gamma }, dy) => {
          const { rstd } = weightNorm(x, { ...options, gamma });
          const { dx, dgamma } = weightNormBackward(dy, x, { ...options, gamma, rstd });
          return { x: dx, gamma: dgamma };
        },
      });
    });
  }
  it("gives back the weight with its own lengths", () => {
    const { norm } = weightNorm(x, { shape });
    assertAllClose(weightNorm(x, { shape, gamma: norm }).y, x);
  });
  it("gives every output the length 1 without gamma, whatever the scale of the weight", () => {
    for (const scale of [1e-150, 1, 1e150]) {
      const { y } = weightNorm(x.map((value) => value * scale), { shape });
      for (const output of [0, 1, 2, 3]) {
        assertAllClose([Math.hypot(...y.subarray(6 * output, 6 * output + 6))], [1]);
      }
    }
  });
  it("leaves an output of zeros at zero, and NaN and infinity in their own", () => {
    const weight = new Float64Array([0, 0, NaN, 1, Infinity, 1, 3, 4]);
    const { y, rstd } = weightNorm(weight, { shape: [4, 2] });
    assertAllClose(y.subarray(6), [0.6, 0.8]);
    assertEquals([...y.subarray(0, 2)], [0, 0]);
    assertEquals([Number.isNaN(y[2]), Number.isNaN(y[3])], [true, true]);
    const dy = new Float64Array(8).fill(1);
    const { dx, dgamma } = weightNormBackward(dy, weight, { shape: [4, 2], rstd });
    assertEquals([dx[0], dx[1], dgamma[0]], [0, 0, 0]);
    assertAllClose([dgamma[3]!, dx[6]!, dx[7]!], [1.4, 0.2 * 0.16, -0.2 * 0.12]);
  });
  it("has nothing to say about nothing", () => {
    const nothing = new Float64Array(0);
    assertEquals([...weightNorm(nothing, { shape: [2, 0] }).norm], [0, 0]);
    assertEquals(weightNorm(nothing, { shape: [0, 2] }).norm.length, 0);
  });
  it("writes where it is told, also over x and dy, to the bit", () => {
    const options = { shape, gamma };
    const { y, rstd } = weightNorm(x, options);
    const copy = x.slice(), dy = randomArray(24, 3);
    assertEquals(weightNorm(copy, { ...options, out: { y: copy } }).y === copy, true);
    assertBitEqual(copy, y);
    const { dx } = weightNormBackward(dy, x, { ...options, rstd });
    weightNormBackward(dy, x, { ...options, rstd, out: { dx: dy } });
    assertBitEqual(dy, dx);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, options: object, type = RangeError) =>
      assertThrows(() => weightNorm(x, { shape, ...options }), type, message);
    refuses("gamma must have 4 elements (outputs), got 3", { gamma: new Float64Array(3) });
    refuses("x must have 12 elements (the product of shape), got 24", { shape: [4, 3] });
    refuses("axis must be from -3 to 2, got 3", { axis: 3 });
    refuses("shape must have at least 1 axis, got []", { shape: [] });
    refuses("epsilon must be a finite number of at least 0, got -1", { epsilon: -1 });
    refuses("out.y must be a Float64Array like x", { out: { y: new Float32Array(24) } }, TypeError);
    assertThrows(
      () => weightNormBackward(x, x, { shape, rstd: new Float64Array(2) }),
      RangeError,
      "rstd must have 4 elements (outputs), got 2",
    );
  });
});
