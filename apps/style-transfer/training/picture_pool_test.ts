import { assert, assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { startBackend } from "./backend.ts";
import { createPool, type PicturePool, throughPool } from "./picture_pool.ts";
import { readSync } from "./reading.ts";
import { scoped } from "./scoped.ts";

const SIZE = 2;

/** Gives a pool flat pictures of some values; the values of those that come out. */
function give(pool: PicturePool, values: readonly number[], random: Random): number[] {
  return scoped(() => {
    const batch = tf.concat(values.map((v) => tf.fill([1, SIZE, SIZE, 3], v))) as tf.Tensor4D;
    const seen = readSync(throughPool(pool, batch, random));
    assertEquals(seen.shape, batch.shape);
    const out = seen.dataSync();
    const area = SIZE * SIZE * 3;
    return values.map((_, i) => {
      const picture = out.subarray(i * area, (i + 1) * area);
      assert(picture.every((v) => v === picture[0]), "a picture stays whole");
      return picture[0]!;
    });
  });
}

function kept({ pictures: { values } }: PicturePool): number[] {
  return Array.from(values.filter((_, i) => i % (SIZE * SIZE * 3) === 0));
}

describe("a picture pool", () => {
  before(async () => void await startBackend());

  it("without room hands on the very batch", () => {
    const pool = createPool({ pool: 0, size: SIZE });
    scoped(() => {
      const batch = tf.ones([1, SIZE, SIZE, 3]) as tf.Tensor4D;
      assertStrictEquals(readSync(throughPool(pool, batch, new Random(1))), batch);
    });
  });

  it("fills before it swaps anything", () => {
    const pool = createPool({ pool: 5, size: SIZE });
    const random = new Random(1);
    assertEquals(give(pool, [1, 2], random), [1, 2]);
    assertEquals([pool.count, kept(pool)], [2, [1, 2, 0, 0, 0]]);
    assertEquals(give(pool, [3, 4], random), [3, 4]);
    const [fifth] = give(pool, [5, 6], random);
    assertEquals([fifth, pool.count], [5, 5]);
  });

  it("then swaps every other picture, from anywhere, and loses none", () => {
    const pool = createPool({ pool: 4, size: SIZE });
    const random = new Random(3);
    give(pool, [1, 2, 3, 4], random);
    const places = new Set<number>();
    let swapped = 0;
    const all = new Set([1, 2, 3, 4]);
    for (let value = 5; value < 1005; value++) {
      const before = kept(pool);
      const [out] = give(pool, [value], random);
      all.add(value);
      all.delete(out!);
      assertEquals(new Set(kept(pool)), all);
      if (out === value) continue;
      swapped++;
      const place = before.indexOf(out!);
      places.add(place);
      assertEquals(kept(pool)[place], value);
    }
    assertAlmostEquals(swapped / 1000, 0.5, 0.06);
    assertEquals(places.size, 4);
  });

  it("swaps alike for equal seeds, and otherwise for others", () => {
    const outcomes = [1, 1, 2].map((seed) => {
      const pool = createPool({ pool: 3, size: SIZE });
      const values = Array.from({ length: 40 }, (_, i) => i);
      return give(pool, values, new Random(seed));
    });
    assertEquals(outcomes[0], outcomes[1]);
    assert(String(outcomes[0]) !== String(outcomes[2]));
  });
});
