import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ACCURACY_CASES, interleave } from "./cases.ts";
import { findErrors, findTruth, formatError } from "./errors.ts";

describe("findErrors", () => {
  const x = new Float32Array([1, 3]); // mean 2, variance 1

  it("counts ulp: of the mean or the deviation, of the variance, of the largest y", () => {
    const truth = findTruth(x, 0);
    const answer = {
      mean: 2 + 2 ** -22,
      variance: 1 - 2 ** -21,
      y: new Float32Array([-1, 1 + 2 ** -22]),
    };
    assertEquals(findErrors(x, answer, truth), {
      mean: { size: 1, unit: "ulp" },
      variance: { size: 4, unit: "ulp" },
      y: { size: 2, unit: "ulp" },
    });
  });

  it("measures the mean by the deviation where that is larger", () => {
    const truth = findTruth(new Float32Array([-1, 1]), 0);
    assertEquals(findErrors(x, { mean: 2 ** -23 }, truth).mean, { size: 1, unit: "ulp" });
  });

  it("is absolute where the right value is 0", () => {
    const equal = new Float32Array([0.1, 0.1]);
    const answer = { variance: 1e-5, y: new Float32Array([0, -0.25]) };
    const { variance, y } = findErrors(equal, answer, findTruth(equal, 1e-5));
    assertEquals(variance, { size: 1e-5, unit: "absolute" });
    assertEquals(y, { size: 0.25, unit: "absolute" });
  });

  it("does not hide NaN, and leaves out what is not told", () => {
    const truth = findTruth(x, 0);
    const errors = findErrors(x, { variance: null, y: new Float32Array([NaN, 1]) }, truth);
    assertEquals([errors.mean, errors.variance?.size, errors.y?.size], [undefined, NaN, NaN]);
  });
});

describe("formatError", () => {
  it("has two digits", () => {
    const sizes = [0, 0.001, 0.5, 4, 12.3, 321, 123456, Infinity, NaN];
    assertEquals(sizes.map((size) => formatError({ size, unit: "ulp" })), [
      "0",
      "< 0.01",
      "0.50",
      "4.0",
      "12",
      "321",
      "1.2e+5",
      "∞",
      "NaN or ∞",
    ]);
    assertEquals(formatError({ size: 1.5e-5, unit: "absolute" }), "is 1.5e-5, not 0");
    assertEquals(formatError(undefined), "–");
  });
});

describe("interleave", () => {
  it("repeats each value", () => {
    assertEquals([...interleave(new Float32Array([1, 2]), 3)], [1, 1, 1, 2, 2, 2]);
  });
});

describe("ACCURACY_CASES", () => {
  it("fill their planes", () => {
    for (const one of ACCURACY_CASES.filter(({ height }) => height <= 256)) {
      const values = one.values();
      assertEquals(values.length, one.height * one.width);
      assertEquals(values.every(Number.isFinite), true);
    }
  });
});
