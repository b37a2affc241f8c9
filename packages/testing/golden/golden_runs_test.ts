import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AssertionError } from "../assertion_error.ts";
import { type GoldenCall, goldenRuns } from "./golden_runs.ts";
import type { GoldenActivationCase } from "./types.ts";

const golden: GoldenActivationCase = {
  name: "scaled",
  shape: [1, 2, 2],
  layout: "channels-first",
  settings: { factor: 2 },
  inputs: { x: new Float64Array([1, 2, 3, 4]), gamma: new Float64Array([1, 10]) },
  outputs: { y: new Float64Array([2, 4, 60, 80]) },
  gradients: { x: new Float64Array([2, 2, 20, 20]) },
};

function scale({ layout, settings, input }: GoldenCall) {
  const x = input("x"), gamma = input("gamma");
  const factor = (i: number) =>
    settings.factor! * gamma[layout === "channels-first" ? Math.floor(i / 2) : i % 2]!;
  return {
    outputs: { y: x.map((value, i) => value * factor(i)) },
    gradients: { x: x.map((_, i) => factor(i)) },
  };
}

describe("goldenRuns()", () => {
  it("runs both layouts and both types", () => {
    const seen: string[] = [];
    for (const { check } of goldenRuns([golden])) {
      check((call) => {
        seen.push(`${call.layout} ${call.input("x").constructor.name} ${[...call.input("x")]}`);
        return scale(call);
      });
    }
    assertEquals(seen, [
      "channels-first Float64Array 1,2,3,4",
      "channels-first Float32Array 1,2,3,4",
      "channels-last Float64Array 1,3,2,4",
      "channels-last Float32Array 1,3,2,4",
    ]);
  });
  it("finds a wrong number, and one that is not answered", () => {
    const [{ check }] = goldenRuns([golden]) as [ReturnType<typeof goldenRuns>[number]];
    const wrong = (call: GoldenCall) => ({
      ...scale(call),
      gradients: { x: new Float64Array([2, 2, 20, 21]) },
    });
    assertThrows(() => check(wrong), AssertionError, "dx[3] must be 20, got 21");
    assertThrows(
      () => check((call) => ({ ...scale(call), gradients: {} })),
      AssertionError,
      "dx must be answered, got none",
    );
    assertThrows(() => check(({ input }) => void input("beta") as never), RangeError, '"beta"');
  });
});
