import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AssertionError } from "../assertion_error.ts";
import { float32Runs, float64Runs } from "./operation_runs.ts";

const DOUBLE = {
  name: "twice",
  settings: { factor: [2], strides: [3, 4], padding: [1, 2, 3, 4] },
  inputs: { x: new Float64Array([1, 2]), dy: new Float64Array([1, 1]) },
  outputs: { y: new Float64Array([2, 4]) },
  gradients: { x: new Float64Array([2, 2]) },
};
const RIGHT = { outputs: { y: [2, 4] }, gradients: { x: [2, 2] } };

for (const [runs, type] of [[float32Runs, Float32Array], [float64Runs, Float64Array]] as const) {
  const [run] = runs([DOUBLE]);

  describe(`golden operations in ${type.name}`, () => {
    it("say what they are", () => assertEquals(run!.title, `twice, ${type.name}`));
    it("hand out settings and inputs", () =>
      run!.check(({ list, pair, number, padding, input }) => {
        assertEquals([number("factor"), ...list("factor"), ...pair("strides")], [2, 2, 3, 4]);
        assertEquals(padding(), { top: 1, bottom: 2, left: 3, right: 4 });
        assertInstanceOf(input("x"), type);
        assertThrows(() => input("z"), RangeError, 'the case must have "z", got none');
        assertThrows(() => list("z"), RangeError, 'the case must have "z", got none');
        assertThrows(() => number("strides"), RangeError, "strides must have 1 numbers, got 2");
        return RIGHT;
      }));
    it("fail where an output or a gradient is wrong or missing", () => {
      const wrong = { ...RIGHT, outputs: { y: [2, 5] } };
      assertThrows(() => run!.check(() => wrong), AssertionError, "y[1] must be 4");
      const partial = { ...RIGHT, gradients: {} };
      assertThrows(
        () => run!.check(() => partial),
        AssertionError,
        "dx must be answered, got none",
      );
    });
  });
}
