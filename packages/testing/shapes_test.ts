import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { randomShapes, SHAPES, sizeOf } from "./shapes.ts";

describe("SHAPES", () => {
  it("covers ranks 2 to 5 with size 1 on each axis and larger ones", () => {
    for (const rank of [2, 3, 4, 5]) {
      const shapes = SHAPES.filter((shape) => shape.length === rank);
      assert(shapes.some((shape) => shape[0] === 1) && shapes.some((shape) => shape[0]! > 1));
      assert(shapes.some((shape) => shape.slice(1).includes(1)));
      assert(shapes.some((shape) => sizeOf(shape) % 4 !== 0));
    }
  });
});

describe("randomShapes", () => {
  const shapes = randomShapes(200, 1, { maxSize: 300 });

  it("draws shapes of ranks 2 to 5 within the size", () => {
    assertEquals(new Set(shapes.map((shape) => shape.length)), new Set([2, 3, 4, 5]));
    for (const shape of shapes) {
      assert(sizeOf(shape) <= 300 && shape.every((size) => size >= 1), shape.join());
    }
    assert(shapes.some((shape) => sizeOf(shape) > 100));
  });

  it("draws others for another seed", () => {
    assert(randomShapes(200, 2).join() !== shapes.join());
  });
});
