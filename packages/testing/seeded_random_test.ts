import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type SeededRandom, seededRandom } from "./seeded_random.ts";

const COUNT = 20_000;

function draw(seed: number, sample: (random: SeededRandom) => number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: COUNT }, () => sample(random));
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

describe("seededRandom", () => {
  it("repeats itself for the same seed, and only for it", () => {
    const stream = (seed: number): number[] => draw(seed, (r) => r.uniform()).slice(0, 50);
    assertEquals(stream(1), stream(1));
    assertNotEquals(stream(1), stream(2));
    assertNotEquals(stream(0), stream(-1));
  });

  it("has not changed its stream", () => {
    const random = seededRandom(42);
    assertEquals([random.integer(1000), random.integer(1000), random.integer(1000)], PINNED);
  });

  it("draws uniform numbers from [0, 1)", () => {
    const values = draw(3, (r) => r.uniform());
    assert(values.every((v) => v >= 0 && v < 1));
    assert(Math.abs(mean(values) - 1 / 2) < 0.01);
    assert(Math.abs(mean(values.map((v) => v * v)) - 1 / 3) < 0.01);
  });

  it("draws normal numbers with the right first four moments", () => {
    const values = draw(4, (r) => r.normal());
    for (const [power, moment] of [[1, 0], [2, 1], [3, 0], [4, 3]] as const) {
      assert(Math.abs(mean(values.map((v) => v ** power)) - moment) < 0.15, `moment ${power}`);
    }
  });

  it("draws every integer below n, about equally often", () => {
    const counts = new Array<number>(7).fill(0);
    for (const i of draw(5, (r) => r.integer(7))) counts[i]!++;
    assert(counts.every((count) => Math.abs(count - COUNT / 7) < 300), counts.join());
  });

  it("refuses an n that is no positive integer", () => {
    for (const n of [0, -1, 1.5, NaN]) {
      assertThrows(() => seededRandom(1).integer(n), RangeError, `got ${n}`);
    }
  });
});

const PINNED = [660, 111, 79];
