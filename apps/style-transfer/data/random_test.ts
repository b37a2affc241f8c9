import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "./random.ts";

function take(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.uniform());
}

describe("Random", () => {
  it("gives the words of sfc32, worked out apart from it", () => {
    // One round by hand from (1, 2, 3, 4): sum = 1 + 2 + 4 = 7, and the state moves on as below.
    const random = Random.from([1, 2, 3, 4]);
    assertEquals(random.uniform(), 7 / 2 ** 32);
    assertEquals(random.state(), [2, 27, (3 << 21) + 7, 5]);
    // Sums wrap around at 32 bits.
    assertEquals(Random.from([2 ** 32 - 1, 2, 0, 4]).uniform(), 5 / 2 ** 32);
  });

  it("repeats itself for a seed, and differs by seed, stream and index", () => {
    assertEquals(take(new Random(7, 2, 3), 20), take(new Random(7, 2, 3), 20));
    const firsts = new Set<number>();
    for (const seed of [0, 1, 2, 3]) {
      for (const stream of [0, 1, 2, 3]) {
        for (let index = 0; index < 64; index++) {
          firsts.add(new Random(seed, stream, index).uniform());
        }
      }
    }
    assertEquals(firsts.size, 4 * 4 * 64);
  });

  it("continues from a state as if it had never stopped", () => {
    const random = new Random(11);
    take(random, 5);
    random.normal();
    const state = random.state();
    const expected = [random.normal(), ...take(random, 10)];
    const restored = Random.from(JSON.parse(JSON.stringify(state)));
    assertEquals([restored.normal(), ...take(restored, 10)], expected);
  });

  it("draws evenly from 0 to 1", () => {
    const counts = new Array<number>(10).fill(0);
    for (const value of take(new Random(3), 20_000)) counts[Math.floor(value * 10)]! += 1;
    for (const count of counts) assertAlmostEquals(count, 2000, 200);
  });

  it("is as even from one index to the next as within one", () => {
    const values = Array.from({ length: 20_000 }, (_, index) => new Random(1, 1, index).uniform());
    const counts = new Array<number>(10).fill(0);
    for (const value of values) counts[Math.floor(value * 10)]! += 1;
    for (const count of counts) assertAlmostEquals(count, 2000, 200);
    const products = values.slice(1).map((v, i) => (v - 0.5) * (values[i]! - 0.5));
    const correlation = 12 * products.reduce((a, b) => a + b) / products.length;
    assertAlmostEquals(correlation, 0, 0.03);
  });

  it("draws normal values of mean 0 and deviation 1", () => {
    const random = new Random(5);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const moment = (k: number): number => values.reduce((sum, v) => sum + v ** k, 0) / 20_000;
    assertAlmostEquals(moment(1), 0, 0.03);
    assertAlmostEquals(moment(2), 1, 0.04);
    assertAlmostEquals(moment(4), 3, 0.3);
    assert(values.every(Number.isFinite));
  });

  it("draws whole numbers below a limit, and reals in a range", () => {
    const random = new Random(9);
    const whole = Array.from({ length: 500 }, () => random.integer(5));
    assertEquals([...new Set(whole)].sort(), [0, 1, 2, 3, 4]);
    for (let i = 0; i < 500; i++) {
      const value = random.between(-2, 3);
      assert(value >= -2 && value < 3);
    }
  });

  it("refuses what is no state", () => {
    for (const state of [[], [1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, -1], [1, 2, 3, 0.5]]) {
      assertThrows(() => Random.from(state), RangeError, "state must be 4 integers");
    }
  });
});
