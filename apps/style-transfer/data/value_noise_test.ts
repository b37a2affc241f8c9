import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "./random.ts";
import { valueNoise } from "./value_noise.ts";

describe("valueNoise", () => {
  const noise = valueNoise(new Random(1));
  const points = Array.from({ length: 2000 }, (_, i) => [i * 0.37 - 300, i * 0.71 - 500] as const);

  it("stays between 0 and 1 and uses most of that", () => {
    const values = points.map(([x, y]) => noise(x, y));
    assert(Math.min(...values) >= 0 && Math.max(...values) <= 1);
    assert(Math.max(...values) - Math.min(...values) > 0.6);
  });

  it("has no jumps, at lattice lines neither", () => {
    for (const [x, y] of [[0, 0.3], [1, 1], [-2, 5.5], [0.125, -0.25]] as const) {
      assertAlmostEquals(noise(x - 1e-7, y - 1e-7), noise(x + 1e-7, y + 1e-7), 1e-5);
    }
  });

  it("depends on the generator it was made with alone", () => {
    const same = valueNoise(new Random(1)), other = valueNoise(new Random(2));
    assertEquals(same(0.3, 0.4), noise(0.3, 0.4));
    assert(points.some(([x, y]) => Math.abs(other(x, y) - noise(x, y)) > 0.2));
  });
});
