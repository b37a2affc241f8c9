import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mix } from "./scene_shapes.ts";

describe("mix", () => {
  it("goes from one color to another", () => {
    const [a, b] = [[0, 0.25, 0.5], [1, 0.75, 0.25]] as const;
    assertEquals([0, 0.5, 1].map((t) => mix([...a], [...b], t)), [[...a], [0.5, 0.5, 0.375], [
      ...b,
    ]]);
  });
});
