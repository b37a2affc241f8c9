import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CPU_PRESET } from "../training/config.ts";
import { readTraining } from "./metadata.ts";

describe("readTraining", () => {
  it("reads what a checkpoint carries", () => {
    assertEquals(readTraining(JSON.stringify(CPU_PRESET)), CPU_PRESET);
  });

  const wrong: readonly (readonly [change: Record<string, unknown>, message: string])[] = [
    [{ loss: "x" }, "training loss must be one of least-squares, "],
    [{ augment: "shift" }, 'training augment must be a list, got "shift"'],
    [{ augment: ["flip"] }, "training augment must be one of "],
    [{ contentScales: 3 }, "training contentScales must be a list, got 3"],
    [{ styleScales: ["1"] }, 'training styleScales must hold numbers, got "1"'],
  ];
  for (const [change, message] of wrong) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      const json = JSON.stringify({ ...CPU_PRESET, ...change });
      assertThrows(() => readTraining(json), RangeError, message);
    });
  }
});
