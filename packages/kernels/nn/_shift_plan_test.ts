import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  cutStrips,
  planShifts,
  type ShiftSizes,
  squarePlaces,
  squaresLength,
} from "./_shift_plan.ts";

const OUTPUT = [64, 64] as const;

function sizes(kernel: number, inputs: number, outputs: number): ShiftSizes {
  return { filterSize: [kernel, kernel], outputSize: OUTPUT, inputs, outputs };
}

describe("planShifts", () => {
  it("copies the smaller side, as long as the other is a multiple of 4", () => {
    assertEquals(planShifts(sizes(9, 3, 32), "apply"), {
      side: "inputs",
      down: 3,
      across: 3,
      channels: 28,
    });
    assertEquals(planShifts(sizes(5, 12, 3), "apply"), {
      side: "outputs",
      down: 2,
      across: 2,
      channels: 12,
    });
    assertEquals(planShifts(sizes(5, 3, 2), "apply"), undefined);
  });
  it("leaves filters whole where tiles would multiply more", () => {
    assertEquals(planShifts(sizes(1, 16, 16), "apply"), undefined);
    assertEquals(planShifts(sizes(2, 16, 16), "apply"), undefined);
    assertEquals(planShifts(sizes(3, 1, 16), "apply"), undefined);
    assertEquals(planShifts(sizes(3, 1, 16), "gradient")?.channels, 4);
    assertEquals(planShifts({ ...sizes(9, 3, 32), filterSize: [1, 9] }, "apply"), undefined);
  });
  it("leaves filters whole on small pictures, and those of many channels", () => {
    assertEquals(planShifts({ ...sizes(5, 8, 8), outputSize: [8, 8] }, "apply"), undefined);
    assertEquals(planShifts(sizes(5, 512, 512), "apply"), undefined);
  });
});

describe("squarePlaces", () => {
  for (const [inputs, outputs] of [[3, 8], [8, 3], [4, 4]] as const) {
    it(`gives each element of a filter ${inputs} to ${outputs} a place of its own`, () => {
      const shape = sizes(5, inputs, outputs);
      const plan = planShifts(shape, "apply")!;
      const { taps, inputStride } = squarePlaces(shape, plan);
      const all = taps.flatMap((tap) =>
        Array.from(
          { length: inputs * outputs },
          (_, i) => tap + Math.floor(i / outputs) * inputStride + i % outputs,
        )
      );
      assertEquals(new Set(all).size, 25 * inputs * outputs);
      assertEquals(all.every((place) => place < squaresLength(shape, plan)), true);
    });
  }
});

describe("cutStrips", () => {
  it("takes as many whole images as fit", () => {
    assertEquals(cutStrips({ images: 3, rows: 100, rowElements: 4000 }), [
      { image: 0, images: 2, row: 0, rows: 100 },
      { image: 2, images: 1, row: 0, rows: 100 },
    ]);
  });
  it("cuts large images between tiles", () => {
    const strips = cutStrips({ images: 2, rows: 101, rowElements: 20_000 });
    assertEquals(strips.map(({ image, row, rows }) => [image, row, rows]), [
      [0, 0, 52],
      [0, 52, 49],
      [1, 0, 52],
      [1, 52, 49],
    ]);
  });
  it("takes four rows where not even those fit", () => {
    const strips = cutStrips({ images: 1, rows: 6, rowElements: 10_000_000 });
    assertEquals(strips.map(({ row, rows }) => [row, rows]), [[0, 4], [4, 2]]);
  });
});
